"""Entries as the reference course has them, and the serialiser called with what tests leave out."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from icalendar import Calendar, Component

from schedule import ical
from schedule.engine.entry import Entry, Kind, Material
from schedule.ical import component
from schedule.ical.component import Writer
from schedule.wording.told import say

CREATED = datetime(2023, 8, 1, 12, tzinfo=UTC)
CHANGED = datetime(2023, 9, 1, 12, 30, tzinfo=UTC)
UID = "5f0c8f0e-3f5e-5b0a-9d39-3d0d7a0f6a10@lectern"

FACTS = ical.CourseFacts(
    number="6.5940",
    title="TinyML and Efficient Deep Learning Computing",
    term="Fall 2023",
    time_zone="America/New_York",
    page="https://lectern.example.edu/2023-fall/6.5940/",
)


def lecture(**values: Any) -> Entry:
    """Return lecture 7, Thu Sep 28, 3:35 to 5:00 pm."""
    return Entry(
        **{
            "key": "lecture-7",
            "kind": Kind.LECTURE,
            "label": "Lecture 7",
            "title": "Neural Architecture Search (Part I)",
            "day": date(2023, 9, 28),
            "last_day": date(2023, 9, 28),
            "start": datetime(2023, 9, 28, 19, 35, tzinfo=UTC),
            "end": datetime(2023, 9, 28, 21, 0, tzinfo=UTC),
            "room": "36-156",
            "chapter": "Efficient Inference",
            "materials": (Material("video", "Video", "https://example.edu/v?a=1,2;b"),),
            **values,
        }
    )


def deadline(**values: Any) -> Entry:
    """Return lab 4's deadline, Tue Oct 31, 11:59 pm."""
    return Entry(
        **{
            "key": "lab-4-due",
            "kind": Kind.DEADLINE,
            "label": "Lab 4",
            "title": "LLM compression",
            "day": date(2023, 10, 31),
            "last_day": date(2023, 10, 31),
            "start": datetime(2023, 11, 1, 3, 59, tzinfo=UTC),
            **values,
        }
    )


def all_day(kind: Kind, **values: Any) -> Entry:
    """Return something on Thu Nov 23, without a time."""
    return Entry(
        **{
            "key": "item",
            "kind": kind,
            "label": "Item",
            "day": date(2023, 11, 23),
            "last_day": date(2023, 11, 23),
            **values,
        }
    )


def identity(**values: Any) -> ical.Identity:
    """Return what tells the event from others."""
    return ical.Identity(
        **{"uid": UID, "sequence": 3, "created": CREATED, "changed": CHANGED, **values}
    )


def vevent(
    entry: Entry,
    *,
    facts: ical.CourseFacts = FACTS,
    form: ical.Form = ical.AS_KEPT,
    write: Writer = component.write,
    **values: Any,
) -> str:
    """Serialise an entry of the reference course."""
    return ical.vevent(
        entry,
        said=say(entry, facts, form),
        facts=facts,
        identity=identity(**values),
        form=form,
        write=write,
    )


def vtodo(entry: Entry, *offsets: timedelta, form: ical.Form = ical.AS_KEPT) -> str:
    """Serialise a deadline of the reference course as a task, with alarms."""
    said = say(entry, FACTS, form)
    text = ical.vtodo(entry, said=said, facts=FACTS, identity=identity(), form=form)
    return _alarmed(text, entry, offsets, form)


def with_alarms(entry: Entry, *offsets: timedelta, form: ical.Form = ical.AS_KEPT) -> str:
    """Serialise an entry of the reference course with alarms."""
    return _alarmed(vevent(entry, form=form), entry, offsets, form)


def _alarmed(text: str, entry: Entry, offsets: tuple[timedelta, ...], form: ical.Form) -> str:
    summary = say(entry, FACTS, form).summary
    return ical.with_alarms(
        text, entry, summary=summary, facts=FACTS, uid=UID, offsets=offsets, form=form
    )


def calendar(*entries: Entry, facts: ical.CourseFacts = FACTS) -> str:
    """Return a calendar of entries, each with its key in its UID."""
    texts = [vevent(entry, uid=f"{entry.key}@lectern", facts=facts) for entry in entries]
    days = [day for entry in entries for day in (entry.day, entry.last_day)]
    return wrap(texts, days=days, facts=facts)


def wrap(texts: list[str], *, days: list[date], facts: ical.CourseFacts = FACTS) -> str:
    """Return a calendar of VEVENTs."""
    about = ical.CalendarFacts(
        name=f"{facts.number} ({facts.term})",
        description=facts.title,
        page=facts.page,
        source=f"{facts.page}calendar.ics",
        time_zone=facts.time_zone,
        changed=CHANGED,
    )
    return ical.calendar(texts, facts=about, days=days)


def unfolded(text: str) -> list[str]:
    """Return the content lines."""
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def parsed(text: str) -> Component:
    """Return the only event of a VEVENT's text, as icalendar reads it."""
    (event,) = Calendar.from_ical(wrap([text], days=[date(2023, 9, 28)])).walk("VEVENT")
    return event
