"""The linter: what is probably not meant, in what is written of a course."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from courses import content
from schedule.engine.conflict import Conflict
from schedule.engine.derive import Derivation
from schedule.engine.entry import Kind
from schedule.engine.faults import Faulty, faulty_times
from schedule.engine.localtime import Fault
from schedule.engine.slot import SlotState, dates_of, meeting_days
from schedule.engine.words import day_in_words


class LintCode(StrEnum):
    """What the linter finds beyond the plan's conflicts, which it reports by their own codes.

    DUE_WITHOUT_RELEASE: Coursework has a deadline, and nothing says when it comes out.
    TOO_FEW_CLASS_DAYS: The term has fewer class days than the course has lectures.
    SLOTS_AT_ONCE: Two lecture meetings start at the very same time; they count as one slot.
    MEETING_NEVER_MEETS: A meeting falls on no day of the term.
    SWAP_OUTSIDE_TERM: A day that follows another weekday's schedule is not in the term.
    LOCAL_TIME_SKIPPED: A change of clocks skips a local time.
    LOCAL_TIME_REPEATED: A local time comes twice on the day clocks change.
    """

    DUE_WITHOUT_RELEASE = "due-without-release"
    TOO_FEW_CLASS_DAYS = "too-few-class-days"
    SLOTS_AT_ONCE = "slots-at-once"
    MEETING_NEVER_MEETS = "meeting-never-meets"
    SWAP_OUTSIDE_TERM = "swap-outside-term"
    LOCAL_TIME_SKIPPED = "local-time-skipped"
    LOCAL_TIME_REPEATED = "local-time-repeated"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is probably not meant.

    Attributes:
        code: A stable name, one of `LintCode` or of the conflicts' `Code`.
        key: The item it concerns.
        where: Where the item stands in the course's file, or the term's: `labs/lab-1`.
        reason: What is wrong, in a sentence.
        mend: What would mend it.
    """

    code: str
    key: str
    where: str
    reason: str
    mend: str


def lint(term: content.Term, course: content.Course, derivation: Derivation) -> tuple[Finding, ...]:
    """Return all that is probably not meant: the plan's conflicts, then what only a linter tells."""
    places = places_of(term, course)
    return (
        *(_from_conflict(conflict, places) for conflict in derivation.conflicts),
        *_too_few_class_days(course, derivation),
        *_due_without_release(course),
        *_slots_at_once(term, course),
        *_never_meeting(term, course),
        *_swaps_outside(term),
        *(_from_fault(faulty, places) for faulty in faulty_times(term, course, derivation.plan)),
    )


def places_of(term: content.Term, course: content.Course) -> dict[str, str]:
    """Return where each item stands in its file, by key; of a key used in both the course's."""
    places = {item.key: f"term/no_class_days/{item.key}" for item in term.no_class_days}
    places |= {item.key: f"term/day_swaps/{item.key}" for item in term.day_swaps}
    for section, items in (
        ("no_class_days", course.no_class_days),
        ("lectures", course.lectures),
        ("exams", course.exams),
        ("meetings", course.meetings),
        ("labs", course.labs),
        ("announcements", course.announcements),
    ):
        places |= {item.key: f"{section}/{item.key}" for item in items}
    for meeting in course.meetings:
        above = f"meetings/{meeting.key}/exceptions"
        places |= {item.key: f"{above}/{item.key}" for item in meeting.exceptions}
    for lab in course.labs:
        places |= {item.key: f"labs/{lab.key}/releases/{item.key}" for item in lab.releases}
        places |= {item.key: f"labs/{lab.key}/deadlines/{item.key}" for item in lab.deadlines}
    return places


def _from_conflict(conflict: Conflict, places: dict[str, str]) -> Finding:
    first, *others = conflict.mends
    mend = " ".join([first, *(f"Or: {other}" for other in others)])
    where = places.get(conflict.key, conflict.key)
    return Finding(conflict.code, conflict.key, where, conflict.reason, mend)


def _too_few_class_days(course: content.Course, derivation: Derivation) -> Iterator[Finding]:
    needed = sum(
        not (item.cancelled or item.merged_into or (item.pin and item.pin.start))
        for item in course.lectures
    )
    there = len(derivation.plan.slots)
    if needed > there:
        yield Finding(
            LintCode.TOO_FEW_CLASS_DAYS,
            course.slug,
            "lectures",
            f"{needed} lectures need a class day, and the term has {there} for this course.",
            "Hold make-up classes, merge lectures, or take some out.",
        )


def _due_without_release(course: content.Course) -> Iterator[Finding]:
    for lab in course.labs:
        if lab.deadlines and not lab.releases:
            yield Finding(
                LintCode.DUE_WITHOUT_RELEASE,
                lab.key,
                f"labs/{lab.key}",
                f"{lab.title} is due, but nothing says when it comes out.",
                "Add a release; `out: tba` if its date is not known yet.",
            )


def _slots_at_once(term: content.Term, course: content.Course) -> Iterator[Finding]:
    open_slots = [
        slot for slot in meeting_days(term, course, Kind.LECTURE) if slot.state is SlotState.OPEN
    ]
    first = {slot.start: slot.meeting for slot in reversed(open_slots)}
    doubles = Counter(
        (first[slot.start], slot.meeting)
        for slot in open_slots
        if slot.meeting != first[slot.start]
    )
    for (one, other), days in doubles.items():
        yield Finding(
            LintCode.SLOTS_AT_ONCE,
            other,
            f"meetings/{other}",
            f"{one} and {other} start at the same time on {days} "
            f"{'day' if days == 1 else 'days'}, which count once.",
            "Give one of them another time or other weekdays, or take it out.",
        )


def _never_meeting(term: content.Term, course: content.Course) -> Iterator[Finding]:
    for meeting in course.meetings:
        if not dates_of(meeting, term):
            yield Finding(
                LintCode.MEETING_NEVER_MEETS,
                meeting.key,
                f"meetings/{meeting.key}",
                f"{meeting.key} falls on no day of {term.name}.",
                "Look at its weekdays, valid_from and valid_until.",
            )


def _swaps_outside(term: content.Term) -> Iterator[Finding]:
    for swap in term.day_swaps:
        if not term.first_day <= swap.day <= term.last_day:
            yield Finding(
                LintCode.SWAP_OUTSIDE_TERM,
                swap.key,
                f"term/day_swaps/{swap.key}",
                f"{day_in_words(swap.day)} is not in {term.name}, so it cannot follow another "
                "schedule.",
                "Look whether the date is right.",
            )


def _from_fault(faulty: Faulty, places: dict[str, str]) -> Finding:
    skipped = faulty.fault is Fault.SKIPPED
    code = LintCode.LOCAL_TIME_SKIPPED if skipped else LintCode.LOCAL_TIME_REPEATED
    what = "does not exist" if skipped else "comes twice"
    meant = "the time as much later is meant" if skipped else "the first is meant"
    return Finding(
        code,
        faulty.key,
        places.get(faulty.key, faulty.key),
        f"{faulty.at:%H:%M} {what} on {day_in_words(faulty.day)}, as clocks change; {meant}.",
        "Choose another time for that day.",
    )
