"""Checks over the finished entries: what is due too early or on a free day, keys that clash."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from courses import content
from schedule.engine.conflict import Code, Conflict, conflict
from schedule.engine.entry import Entry, Kind
from schedule.engine.localtime import LONG_AGO
from schedule.engine.slot import dates_of, no_class_on
from schedule.engine.words import day_in_words


def check_entries(
    term: content.Term, course: content.Course, entries: Sequence[Entry]
) -> Iterator[Conflict]:
    """Yield what is wrong with the entries of one another."""
    yield from _due_before_release(entries)
    yield from _due_on_no_class_days(entries, (*term.no_class_days, *course.no_class_days))
    yield from _off_pattern(term, course)


def unique(entries: Iterable[Entry]) -> tuple[dict[str, Entry], list[Conflict]]:
    """Return the entries by key, the first of each, and a conflict for every other."""
    by_key: dict[str, Entry] = {}
    conflicts = []
    for entry in entries:
        first = by_key.setdefault(entry.key, entry)
        if first is not entry:
            conflicts.append(_key_taken(entry, first))
    return by_key, conflicts


def _due_before_release(entries: Sequence[Entry]) -> Iterator[Conflict]:
    """Compare deadlines with the earliest release of their coursework."""
    out: dict[str, Entry] = {}
    for entry in entries:
        if entry.kind is Kind.RELEASE:
            out[entry.parent] = min(out.get(entry.parent, entry), entry, key=_when)
    for entry in entries:
        release = out.get(entry.parent)
        if entry.kind is Kind.DEADLINE and release and _is_before(entry, release):
            yield conflict(
                Code.DUE_BEFORE_RELEASE,
                entry.key,
                f"{entry.label} is due on {day_in_words(entry.day)}, before it comes out, "
                f"on {day_in_words(release.day)}.",
                "Move the deadline or the release.",
            )


def _when(entry: Entry) -> tuple[date, datetime]:
    return entry.day, entry.start or LONG_AGO


def _is_before(deadline: Entry, release: Entry) -> bool:
    if deadline.start and release.start:
        return deadline.start < release.start
    return deadline.day < release.day


def _due_on_no_class_days(
    entries: Iterable[Entry], closed: tuple[content.NoClassDay, ...]
) -> Iterator[Conflict]:
    for entry in entries:
        if entry.kind is Kind.DEADLINE and (no_class := no_class_on(entry.day, closed)):
            yield conflict(
                Code.DUE_ON_NO_CLASS_DAY,
                entry.key,
                f"{entry.label} is due on {day_in_words(entry.day)}, a day without class "
                f"({no_class.title}).",
                "Choose another date, or leave it if it is meant.",
            )


def _off_pattern(term: content.Term, course: content.Course) -> Iterator[Conflict]:
    for meeting in course.meetings:
        dates = set(dates_of(meeting, term)) if meeting.exceptions else set()
        for exception in meeting.exceptions:
            if exception.day not in dates:
                yield conflict(
                    Code.EXCEPTION_OFF_PATTERN,
                    exception.key,
                    f"{meeting.key} does not meet on {day_in_words(exception.day)}, so nothing "
                    "can differ on that day.",
                    "Give the exception a day on which it meets, or take it away.",
                )


def _key_taken(entry: Entry, first: Entry) -> Conflict:
    return conflict(
        Code.KEY_TAKEN,
        entry.key,
        f"Both {_name_of(first)} and {_name_of(entry)} have the key {entry.key}; only the first "
        "is published.",
        "Give one of them another key.",
    )


def _name_of(entry: Entry) -> str:
    return f"{entry.label} ({entry.title})" if entry.title else entry.label
