"""What an event says in words: its summary and its description."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Final

from schedule.engine.entry import SESSION_KINDS, Entry, Kind, Status
from schedule.engine.words import day_in_words
from schedule.ical.facts import AS_KEPT, CourseFacts, Form
from schedule.ical.text import address, one_line, prose

MAX_PROSE: Final = 4_000
"""Characters of prose in a description; the page has the rest. Some programs refuse 8,000."""

MIDNIGHT: Final = time(0)


def summary_of(entry: Entry, facts: CourseFacts, form: Form = AS_KEPT) -> str:
    """Return the event's one line: `6.5940 Lecture 7: Neural Architecture Search (Part I)`.

    A day without class is one item for all courses of a term, so it names none.
    """
    name = _name(entry, facts, form)
    if entry.kind is not Kind.NO_CLASS:
        name = f"{facts.number} {name}"
    if entry.status is not Status.CONFIRMED:
        name = f"Cancelled: {name}"
    return one_line(name)


def description_of(entry: Entry, facts: CourseFacts) -> str:
    """Return what else there is to know: facts, links, prose, and the address of the page."""
    parts = (
        "\n".join(one_line(fact) for fact in _facts(entry, facts)),
        "\n".join(
            f"{one_line(material.label)}: {address(material.url)}" for material in entry.materials
        ),
        _cut(prose(entry.description)),
        page_of(entry, facts),
    )
    return "\n\n".join(part for part in parts if part)


def page_of(entry: Entry, facts: CourseFacts) -> str:
    """Return the address of the item's page; of a removed item, that of the changes."""
    name = "changes" if entry.status is Status.REMOVED else entry.key
    return address(f"{facts.page}{name}/")


def _name(entry: Entry, facts: CourseFacts, form: Form) -> str:
    match entry.kind:
        case Kind.DEADLINE:
            at = f" {_clock(entry.start, facts)}" if form.deadlines_as_days and entry.start else ""
            return f"{_ended(entry.label, 'due')}{at}{' (extended)' if entry.is_extended else ''}"
        case Kind.RELEASE:
            return _ended(entry.label, "out")
        case Kind.NO_CLASS:
            name = entry.title or entry.label
            return name if "no class" in name.casefold() else f"{name} — No Class"
        case _:
            return ": ".join(dict.fromkeys(part for part in (entry.label, entry.title) if part))


def _ended(label: str, word: str) -> str:
    return label if label.casefold().endswith(f" {word}") else f"{label} {word}"


def _facts(entry: Entry, facts: CourseFacts) -> Iterator[str]:
    yield from _state(entry)
    if entry.kind is Kind.DEADLINE:
        yield _due(entry, facts)
    if entry.title and entry.kind in {Kind.DEADLINE, Kind.RELEASE}:
        yield entry.title
    if entry.together_with:
        yield f"Together with {entry.together_with}."
    if entry.chapter:
        yield f"Chapter: {entry.chapter}"
    if entry.start and entry.end is None and entry.kind in SESSION_KINDS:
        yield "When it ends is not known."
    if entry.note:
        yield entry.note


def _state(entry: Entry) -> Iterator[str]:
    if entry.status is Status.REMOVED:
        yield "No longer in the course."
    if entry.reason:
        cancelled = entry.status is Status.CANCELLED
        yield f"Cancelled: {entry.reason}" if cancelled else entry.reason


def _due(entry: Entry, facts: CourseFacts) -> str:
    due = f"Due {_when(entry.day, entry.start, facts)}"
    if entry.first_day:
        due += f"; first due {_when(entry.first_day, entry.first_start, facts)}"
    return f"{due} ({facts.time_zone})." if entry.start else f"{due}."


def _when(day: date, start: datetime | None, facts: CourseFacts) -> str:
    """Return a local day and time; midnight is the end of the day it counts to."""
    return f"{day_in_words(day)}, {_clock(start, facts)}" if start else day_in_words(day)


def _clock(moment: datetime, facts: CourseFacts) -> str:
    at = moment.astimezone(facts.zone).time()
    if at == MIDNIGHT:
        return "midnight"
    return f"{at.hour % 12 or 12}:{at.minute:02} {'am' if at.hour < 12 else 'pm'}"  # noqa: PLR2004 - noon


def _cut(text: str) -> str:
    return text if len(text) <= MAX_PROSE else f"{text[:MAX_PROSE].rstrip()} …"
