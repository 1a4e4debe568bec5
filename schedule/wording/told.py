"""What an event says in a calendar: its summary and its description, in one language."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from django.utils.translation import gettext, override, pgettext

from schedule.engine.entry import SESSION_KINDS, Entry, Kind, Status
from schedule.engine.materials import made_label
from schedule.ical.facts import AS_KEPT, CourseFacts, Form, Said
from schedule.ical.text import address, one_line, prose
from schedule.markdown import written_out
from schedule.wording.days import day_at, day_words
from schedule.wording.items import (
    acted_name,
    due_time,
    label_words,
    together_words,
    with_course,
)
from schedule.wording.joining import labelled, sentence
from schedule.wording.kinds import material_name
from schedule.wording.phrase import fill
from schedule.wording.times import Clock

MAX_PROSE: Final = 4_000
"""Characters of prose in a description; the page has the rest. Some programs refuse 8,000."""

DOT: Final = "{course} · {item}"
BRACKET: Final = "{item} [{course}]"

ACTED: Final = {Kind.DEADLINE: " due", Kind.RELEASE: " out"}
"""How a label may end that says already what happens."""


def say(entry: Entry, facts: CourseFacts, form: Form = AS_KEPT) -> Said:
    """Return what an event says: in the language that the form asks for, else in the course's."""
    language = form.language or facts.language
    with override(language):
        return Said(_summary(entry, facts, form), _description(entry, facts), language)


def summary_of(entry: Entry, facts: CourseFacts, form: Form = AS_KEPT) -> str:
    """Return its summary alone."""
    with override(form.language or facts.language):
        return _summary(entry, facts, form)


def name_of(entry: Entry, facts: CourseFacts, form: Form = AS_KEPT) -> str:
    """Return what the event is called within its course, in the language in force."""
    name = _name(entry)
    if entry.kind is not Kind.DEADLINE:
        return name
    if entry.start and (form.deadlines_as_days or form.summary == "bracket"):
        at = due_time(entry.start, entry.day, Clock(facts.zone))
        name = fill(pgettext("what is due, and the time", "{item} {time}"), item=name, time=at)
    return fill(gettext("{item} (extended)"), item=name) if entry.is_extended else name


def _summary(entry: Entry, facts: CourseFacts, form: Form) -> str:
    """Return the event's one line: `6.5940 Lecture 7: Neural Architecture Search (Part I)`.

    A day without class is one item for all courses of a term, so it names none.
    """
    name = name_of(entry, facts, form)
    if entry.kind is not Kind.NO_CLASS:
        name = _of_course(name, facts.number, form.summary)
    if entry.status is not Status.CONFIRMED:
        name = fill(gettext("Cancelled: {item}"), item=name)
    return name


def _of_course(name: str, number: str, form: str) -> str:
    if form == "dot":
        return fill(DOT, course=number, item=name)
    if form == "bracket":
        return fill(BRACKET, course=number, item=name)
    return with_course(name, number)


def _name(entry: Entry) -> str:
    label = label_words(entry)
    if word := ACTED.get(entry.kind):
        return label if label.casefold().endswith(word) else acted_name(entry)
    if entry.kind is not Kind.NO_CLASS:
        return label if label == entry.title else labelled(label, entry.title)
    name = entry.title or label
    no_class = gettext("No class")
    if any(words.casefold() in name.casefold() for words in ("No class", no_class)):
        return name
    return fill(gettext("{title} — No Class"), title=name)


def _description(entry: Entry, facts: CourseFacts) -> str:
    """Return what else there is to know: facts, links, prose. The address of the page follows."""
    parts = (
        "\n".join(one_line(fact) for fact in _facts(entry, facts)),
        "\n".join(f"{one_line(label)}: {address(url)}" for label, url in _links(entry)),
        _cut(prose(written_out(entry.description))),
    )
    return "\n\n".join(part for part in parts if part)


def _links(entry: Entry) -> Iterator[tuple[str, str]]:
    for material in entry.materials:
        made = material.label == made_label(material.kind)
        yield material_name(material.kind) if made else material.label, material.url


def _facts(entry: Entry, facts: CourseFacts) -> Iterator[str]:
    yield from _state(entry)
    if entry.kind is Kind.DEADLINE:
        yield _due(entry, facts)
    if entry.kind is Kind.RELEASE and entry.start:
        template = gettext("Out {moment} ({zone}).")
        moment = day_at(day_words(entry.day), Clock(facts.zone).at(entry.start))
        yield fill(template, moment=moment, zone=facts.time_zone)
    if entry.title and entry.kind in ACTED:
        yield entry.title
    if entry.together_with:
        yield sentence(together_words(entry))
    if entry.chapter:
        yield labelled(gettext("Chapter"), entry.chapter)
    if entry.start and entry.end is None and entry.kind in SESSION_KINDS:
        yield gettext("When it ends is not known.")
    if entry.note:
        yield entry.note


def _state(entry: Entry) -> Iterator[str]:
    if entry.status is Status.REMOVED:
        yield gettext("No longer in the course.")
    if entry.reason:
        cancelled = entry.status is Status.CANCELLED
        yield labelled(gettext("Cancelled"), entry.reason) if cancelled else entry.reason


def _due(entry: Entry, facts: CourseFacts) -> str:
    values = {"moment": _moment(entry.day, entry.start, facts), "zone": facts.time_zone}
    if entry.first_day:
        values["first"] = _moment(entry.first_day, entry.first_start, facts)
        template = (
            gettext("Due {moment}; first due {first} ({zone}).")
            if entry.start
            else gettext("Due {moment}; first due {first}.")
        )
    else:
        template = gettext("Due {moment} ({zone}).") if entry.start else gettext("Due {moment}.")
    return fill(template, **values)


def _moment(day: date, start: datetime | None, facts: CourseFacts) -> str:
    """Return a local day and time; midnight is the end of the day it counts to."""
    return day_at(day_words(day), due_time(start, day, Clock(facts.zone)) if start else "")


def _cut(text: str) -> str:
    return text if len(text) <= MAX_PROSE else f"{text[:MAX_PROSE].rstrip()} …"
