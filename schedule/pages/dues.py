"""Deadlines: those to come in short, and the page of all of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext, ngettext

from courses import content
from schedule.engine.entry import Kind, Status
from schedule.pages.calendars import EventLinks
from schedule.pages.happenings import Happening, in_order
from schedule.pages.sight import Sight
from schedule.wording import Item, Phrase, day_words, item_name, phrase, short_day, zone_name
from schedule.wording.days import day_at, month_name, weekday_short
from schedule.wording.items import first_words, is_end_of_day, time_words
from schedule.wording.joining import own_sentence, sentence, sentences, side_by_side
from schedule.wording.phrase import fill

SHOWN: Final = 4
PERCENT: Final = 100
STEP: Final = 5


@dataclass(frozen=True, slots=True)
class DueView:
    """One deadline to come, in short."""

    url: str
    name: str
    day: date
    words: str
    count: Phrase
    due_at: str
    is_today: bool


@dataclass(frozen=True, slots=True)
class SpanView:
    """The time from handing out to due, and how much of it is gone."""

    out: str
    due: str
    elapsed: str


@dataclass(frozen=True, slots=True)
class DeadlineView:
    """One deadline on the page of all.

    Attributes:
        anchor: Its place on the page.
        number: The course's number, said on pages of several courses.
        pile: What is said before it where deadlines pile up from it on.
    """

    anchor: str
    url: str
    name: str
    topic: str
    day: date
    month: str
    weekday: str
    words: str
    meta: str
    left: Phrase
    due_at: str
    span: SpanView | None
    was: str
    now: str
    is_today: bool
    is_cancelled: bool
    calendars: EventLinks
    number: str = ""
    pile: str = ""


@dataclass(frozen=True, slots=True)
class OpenDeadline:
    """A deadline without a date yet."""

    url: str
    name: str
    note: str
    number: str = ""


def coming_dues(deadlines: Iterable[Item], course: str, sight: Sight) -> tuple[DueView, ...]:
    """Make the next deadlines, today's among them."""
    coming = [item for item in _standing(deadlines) if item.day >= sight.today]
    return tuple(
        DueView(
            url=sight.links.item(course, item.key),
            name=item.label,
            day=item.day,
            words=_when(item, sight),
            count=count_days(item.day, sight.today),
            due_at=item.start.isoformat() if item.start else "",
            is_today=item.day == sight.today,
        )
        for item in sorted(coming, key=in_order)[:SHOWN]
    )


def count_days(day: date, today: date) -> Phrase:
    """Return how far a day is: Today, Tomorrow, 14 days, with the number as a part."""
    days = (day - today).days
    if days == 0:
        return phrase("{n}", n=gettext("Today"))
    if days == 1:
        return phrase("{n}", n=gettext("Tomorrow"))
    return phrase(ngettext("{n} day", "{n} days", days), n=str(days))


def days_left(day: date, today: date) -> Phrase:
    """Return how far a deadline is: Today, Tomorrow, 14 days left."""
    days = (day - today).days
    if days <= 1:
        return count_days(day, today)
    return phrase(ngettext("{n} day left", "{n} days left", days), n=str(days))


def make_deadline(
    happening: Happening,
    events: Sequence[Item],
    calendars: EventLinks,
    sight: Sight,
    pile: str = "",
) -> DeadlineView:
    """Make one deadline of the page of all.

    Args:
        happening: The deadline.
        events: The course's events, to find when it came out and what class is that day.
        calendars: Its links into calendar programs.
        sight: Whose today and clock.
        pile: What is said of those that pile up from it on.
    """
    item = happening.item
    at = time_words(item, sight.clock)
    now = day_at(day_words(item.day), at)
    return DeadlineView(
        anchor=f"{happening.course}-{item.key}" if happening.number else item.key,
        url=sight.links.item(happening.course, item.key),
        name=item.label,
        topic=item.title,
        day=item.day,
        month=month_name(item.day),
        weekday=weekday_short(item.day),
        words=day_words(item.day),
        meta=_meta(item, events, sight),
        left=days_left(item.day, sight.today),
        due_at=item.start.isoformat() if item.start else "",
        span=_span(item, events, sight.today),
        was=first_words(item, sight.clock),
        now=now if item.first_day else "",
        is_today=item.day == sight.today,
        is_cancelled=item.status == Status.CANCELLED,
        calendars=calendars,
        number=happening.number,
        pile=pile,
    )


def open_deadlines(
    labs: Iterable[content.Lab], known: Iterable[str], course: str, sight: Sight, number: str = ""
) -> tuple[OpenDeadline, ...]:
    """Make the deadlines whose date is still to be announced.

    Args:
        labs: The course's labs as published.
        known: The keys of what has a date.
        course: The course's slug.
        sight: Whose links.
        number: The course's number, said on pages of several courses.
    """
    dated = set(known)
    return tuple(
        OpenDeadline(
            url=sight.links.item(course, lab.key),
            name=deadline.title or lab.title,
            note=deadline.note,
            number=number,
        )
        for lab in labs
        for deadline in lab.deadlines
        if deadline.key not in dated
    )


def progress_words(to_go: int, behind: int) -> str:
    """Return: 4 to go, 4 behind you."""
    if to_go and behind:
        template = gettext("{to_go} to go, {behind} behind you.")
    elif to_go:
        template = gettext("{to_go} to go.")
    elif behind:
        template = gettext("{behind} behind you, none to go.")
    else:
        template = gettext("None are announced yet.")
    return fill(template, to_go=to_go, behind=behind)


def release_of(deadline: Item, events: Iterable[Item]) -> Item | None:
    """Return when what is due was handed out.

    It is the last release of its coursework before it, unless something else of that coursework was
    due in between: a project's ideas belong to its proposal, not to its report.
    """
    related = [
        item
        for item in events
        if item.parent == deadline.parent
        and item.kind in {Kind.RELEASE, Kind.DEADLINE}
        and item.key != deadline.key
        and item.day <= deadline.day
    ]
    last = max(related, key=in_order, default=None)
    return last if last is not None and last.kind == Kind.RELEASE else None


def lecture_on(day: date | None, events: Iterable[Item]) -> Item | None:
    """Return the first lecture that is held on a day."""
    held = [item for item in _standing(events) if item.kind == Kind.LECTURE and item.day == day]
    return min(held, key=in_order, default=None)


def _standing(items: Iterable[Item]) -> list[Item]:
    return [item for item in items if item.status == Status.CONFIRMED]


def _when(item: Item, sight: Sight) -> str:
    day = day_words(item.day)
    if item.start is None or is_end_of_day(item, sight.clock.zone):
        return day
    return day_at(day, time_words(item, sight.clock))


def _meta(item: Item, events: Sequence[Item], sight: Sight) -> str:
    said = []
    at = time_words(item, sight.clock)
    if at and item.day >= sight.today and item.first_day is None:
        zone = zone_name(sight.clock.zone.key) if item.day == sight.today else ""
        said.append(sentence(side_by_side(at, zone)))
    if item.reason:
        said.append(own_sentence(item.reason))
    if item.note:
        said.append(own_sentence(item.note))
    if item.first_day and (announced := lecture_on(item.first_day, events)):
        said.append(fill(gettext("Announced with {lecture}."), lecture=item_name(announced)))
    elif held := lecture_on(item.day, events):
        said.append(fill(gettext("Same day as {lecture}."), lecture=item_name(held)))
    return sentences(*said)


def _span(item: Item, events: Sequence[Item], today: date) -> SpanView | None:
    release = release_of(item, events)
    if release is None or release.day >= item.day:
        return None
    whole = (item.day - release.day).days
    gone = max(0, min((today - release.day).days, whole))
    return SpanView(
        out=_out_words(release, item, today),
        due=fill(gettext("Due {day}"), day=short_day(item.day)),
        elapsed=f"p-{round(gone / whole * PERCENT / STEP) * STEP}",
    )


def _out_words(release: Item, deadline: Item, today: date) -> str:
    if release.day == today:
        return gettext("Out today")
    day = short_day(release.day)
    if release.label in {deadline.label, deadline.title}:
        return fill(gettext("Out {day}"), day=day)
    return fill(gettext("{item} out {day}"), item=release.label, day=day)
