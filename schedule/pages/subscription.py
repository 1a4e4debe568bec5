"""The subscribe page: what can be included, reminders, and what the calendar will show."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from django.utils.translation import gettext

from courses import content
from schedule.engine.entry import SESSION_KINDS, Entry, Kind, Status
from schedule.feeds.options import Options
from schedule.ical import CourseFacts
from schedule.pages.facts import pattern_words
from schedule.pages.happenings import Happening
from schedule.pages.sight import Sight
from schedule.wording import Item, count_words, day_words, kind_plural, some_of
from schedule.wording.days import day_at
from schedule.wording.items import item_name, label_words
from schedule.wording.joining import apart, labelled, side_by_side
from schedule.wording.languages import to_language_tag
from schedule.wording.phrase import fill
from schedule.wording.told import summary_of

OFFERED: Final = (
    Kind.LECTURE,
    Kind.DEADLINE,
    Kind.RELEASE,
    Kind.EXAM,
    Kind.RECITATION,
    Kind.OFFICE_HOURS,
    Kind.NO_CLASS,
    Kind.ANNOUNCEMENT,
)
SESSION_LEADS: Final = ("PT5M", "PT15M", "PT1H", "P1D")
DEADLINE_LEADS: Final = ("PT2H", "P1D", "P2D", "P1W", "P1D PT2H")
NAMED: Final = 7
PREVIEWED: Final = 4


@dataclass(frozen=True, slots=True)
class LeadChoice:
    """How long before to remind; `value` is what the form sends."""

    value: str
    words: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class KindChoice:
    """A kind that can be included; `leads` is empty where it has no time to remind before."""

    kind: str
    name: str
    meta: str
    is_chosen: bool
    leads: tuple[LeadChoice, ...]


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """One of the next events as the calendar will show it."""

    kind: str
    day: date
    words: str
    name: str
    language: str
    remark: str


def kind_choices(
    happenings: Iterable[Happening],
    options: Options,
    leads: Mapping[str, str],
    *,
    course: content.Course | None = None,
    always: bool = False,
) -> tuple[KindChoice, ...]:
    """Make the choices for the kinds that there are.

    Args:
        happenings: The events.
        options: What is chosen.
        leads: The chosen reminder by kind, as the form sends it.
        course: The one course that they are of; without it, the courses of each kind are named.
        always: Whether kinds are offered too of which there is nothing yet.
    """
    by_kind: dict[str, list[Happening]] = {}
    for each in happenings:
        if each.item.status == Status.CONFIRMED:
            by_kind.setdefault(each.item.kind, []).append(each)
    return tuple(
        KindChoice(
            kind=kind.value,
            name=kind_plural(kind),
            meta=_meta(kind, by_kind[kind], course) if kind in by_kind else "",
            is_chosen=kind in options.kinds,
            leads=_leads(kind, leads.get(kind, "")),
        )
        for kind in OFFERED
        if always or kind in by_kind
    )


def allowed_leads(kind: Kind) -> tuple[str, ...]:
    """Return the reminders that are offered for a kind, as the form sends them."""
    if kind in SESSION_KINDS:
        return SESSION_LEADS
    return DEADLINE_LEADS if kind is Kind.DEADLINE else ()


def preview(
    happenings: Iterable[Happening],
    options: Options,
    sight: Sight,
    facts: Mapping[str, CourseFacts],
) -> tuple[PreviewLine, ...]:
    """Make the next events that the calendar will show; after the term, its last ones.

    Args:
        happenings: All that the courses have.
        options: What the calendar is asked for.
        sight: Whose clock tells when it reminds.
        facts: Of the courses, by slug.
    """
    chosen = sorted(
        (
            each
            for each in happenings
            if each.item.kind in options.kinds and each.item.status == Status.CONFIRMED
        ),
        key=_place,
    )
    coming = [each for each in chosen if each.item.last_day >= sight.today]
    shown = coming[:PREVIEWED] or chosen[-PREVIEWED:]
    return tuple(_line(each.item, options, facts[each.course], sight) for each in shown)


def _place(happening: Happening) -> tuple[date, datetime, str, str, str]:
    item = happening.item
    return item.day, item.start or _midnight(item), item.kind, happening.number, item.key


def _line(event: Item, options: Options, facts: CourseFacts, sight: Sight) -> PreviewLine:
    entry = named_entry(event)
    form = options.form_of(entry, facts)
    return PreviewLine(
        kind=event.kind,
        day=event.day,
        words=day_words(event.day),
        name=summary_of(entry, facts, form),
        language=to_language_tag(form.language or facts.language),
        remark=_reminders(event, options, sight),
    )


def named_entry(event: Item) -> Entry:
    """Return as much of an event as its name in a calendar is made of."""
    return Entry(
        key=event.key,
        kind=Kind(event.kind),
        label=event.label,
        title=event.title,
        day=event.day,
        last_day=event.last_day,
        start=event.start,
        first_day=event.first_day,
    )


def _reminders(event: Item, options: Options, sight: Sight) -> str:
    """Return when the calendar reminds of an event."""
    offsets: Sequence[timedelta] = options.alarms.get(Kind(event.kind), ())
    if not offsets or event.start is None:
        return ""
    moments = [(event.start - offset).astimezone(sight.clock.zone) for offset in offsets]
    words = [
        sight.clock.own(moment, None)
        if moment.date() == event.day
        else day_at(day_words(moment.date()), sight.clock.own(moment, None))
        for moment in moments
    ]
    return fill(gettext("Reminder {times}"), times=apart(words))


def _midnight(event: Item) -> datetime:
    return datetime.combine(event.day, time.min, tzinfo=UTC)


def _meta(kind: Kind, happenings: list[Happening], course: content.Course | None) -> str:
    """Return how many there are, and when they meet, which they are, or of which courses."""
    count = count_words(kind, len(happenings))
    if kind is Kind.ANNOUNCEMENT and course is not None:
        return count
    patterns = [
        pattern_words(meeting)
        for meeting in (course.meetings if course else ())
        if meeting.kind.value == kind.value
    ]
    if patterns:
        return side_by_side(count, some_of(list(dict.fromkeys(patterns)), NAMED))
    if course is None and kind is not Kind.NO_CLASS:
        names = [each.number for each in happenings]
    else:
        names = [_short_name(each.item) for each in happenings]
    return labelled(count, some_of(list(dict.fromkeys(names)), NAMED))


def _short_name(event: Item) -> str:
    return item_name(event) if event.kind == Kind.NO_CLASS else label_words(event)


def _leads(kind: Kind, chosen: str) -> tuple[LeadChoice, ...]:
    offered = allowed_leads(kind)
    if not offered:
        return ()
    none = LeadChoice("", gettext("No reminder"), is_chosen=not chosen)
    return (none, *(LeadChoice(value, _lead_words(value), value == chosen) for value in offered))


def _lead_words(value: str) -> str:
    return {
        "PT5M": gettext("5 minutes before"),
        "PT15M": gettext("15 minutes before"),
        "PT1H": gettext("1 hour before"),
        "PT2H": gettext("2 hours before"),
        "P1D": gettext("1 day before"),
        "P2D": gettext("2 days before"),
        "P1W": gettext("1 week before"),
        "P1D PT2H": gettext("1 day and 2 hours before"),
    }[value]
