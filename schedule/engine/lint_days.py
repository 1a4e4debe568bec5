"""What is probably not meant in a course's days and times."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from courses import content
from schedule.engine.derive import Derivation
from schedule.engine.entry import Kind
from schedule.engine.faults import Faulty, faulty_times
from schedule.engine.finding import Finding, LintCode
from schedule.engine.localtime import Fault
from schedule.engine.slot import SlotState, dates_of, meeting_days
from schedule.engine.words import day_in_words


def lint_days(
    term: content.Term,
    course: content.Course,
    derivation: Derivation,
    places: dict[str, str],
    *,
    today: date,
) -> Iterator[Finding]:
    """Yield what is found in meetings, in the term's days, and in local times still to come."""
    yield from _too_few_class_days(course, derivation)
    yield from _slots_at_once(term, course)
    yield from _never_meeting(term, course)
    yield from _swaps_outside(term)
    for faulty in faulty_times(term, course, derivation.plan):
        if faulty.day >= today:
            yield _from_fault(faulty, places)


def _too_few_class_days(course: content.Course, derivation: Derivation) -> Iterator[Finding]:
    needed = sum(
        not (item.cancelled or item.merged_into or (item.pin and item.pin.start))
        for item in course.lectures
    )
    there = len(derivation.plan.slots)
    if needed > there:
        yield Finding(
            code=LintCode.TOO_FEW_CLASS_DAYS,
            key=course.slug,
            where="lectures",
            reason=(
                f"{needed} lectures need a class day, and the term has {there} for this course."
            ),
            mend="Hold make-up classes, merge lectures, or take some out.",
            facts=(f"{needed}", f"{there}"),
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
            code=LintCode.SLOTS_AT_ONCE,
            key=other,
            where=f"meetings/{other}",
            reason=(
                f"{one} and {other} start at the same time on {days} "
                f"{'day' if days == 1 else 'days'}, which count once."
            ),
            mend="Give one of them another time or other weekdays, or take it out.",
            facts=(one,),
        )


def _never_meeting(term: content.Term, course: content.Course) -> Iterator[Finding]:
    for meeting in course.meetings:
        if not dates_of(meeting, term):
            yield Finding(
                code=LintCode.MEETING_NEVER_MEETS,
                key=meeting.key,
                where=f"meetings/{meeting.key}",
                reason=f"{meeting.key} falls on no day of {term.name}.",
                mend="Check its weekdays, valid_from and valid_until.",
            )


def _swaps_outside(term: content.Term) -> Iterator[Finding]:
    for swap in term.day_swaps:
        if not term.first_day <= swap.day <= term.last_day:
            yield Finding(
                code=LintCode.SWAP_OUTSIDE_TERM,
                key=swap.key,
                where=f"term/day_swaps/{swap.key}",
                reason=(
                    f"{day_in_words(swap.day)} is not in {term.name}, so it cannot follow another "
                    "schedule."
                ),
                mend="Check whether the date is right.",
                facts=(swap.day.isoformat(),),
            )


def _from_fault(faulty: Faulty, places: dict[str, str]) -> Finding:
    skipped = faulty.fault is Fault.SKIPPED
    what = "does not exist" if skipped else "comes twice"
    meant = "it is taken as that much later" if skipped else "the first of them is meant"
    return Finding(
        code=LintCode.LOCAL_TIME_SKIPPED if skipped else LintCode.LOCAL_TIME_REPEATED,
        key=faulty.key,
        where=places.get(faulty.key, faulty.key),
        reason=(
            f"{faulty.at:%H:%M} {what} on {day_in_words(faulty.day)}, as clocks change; {meant}."
        ),
        mend="Choose another time for that day.",
        facts=(faulty.day.isoformat(), f"{faulty.at:%H:%M}"),
    )
