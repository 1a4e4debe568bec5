"""The page of one item: what it says whatever it is of."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, pgettext

from courses import content
from schedule.engine.entry import Kind, Status
from schedule.pages.calendars import EventLinks
from schedule.pages.facts import Fact, FactLine
from schedule.pages.happenings import in_order
from schedule.pages.materials import MaterialLink
from schedule.pages.sight import Sight
from schedule.pages.table import TagView, make_tag
from schedule.pages.weeks import Span, Week
from schedule.wording import Item, day_words, item_name, long_day, moment_words
from schedule.wording.items import acted_name, first_words, label_words
from schedule.wording.joining import labelled, remark, side_by_side
from schedule.wording.phrase import capitalised, fill


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The item before or after, on a pager."""

    url: str
    label: str
    title: str


@dataclass(frozen=True, slots=True)
class DateView:
    """A release or deadline of a piece of coursework, with its day; empty where it is open."""

    kind: str
    url: str
    words: str
    when: str
    was: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemView:
    """An item's page. What it lacks is empty.

    Attributes:
        key: Its key.
        kind: Of which kind, for colour and shape.
        label: What it is called in short.
        title: What it is about.
        number: A lecture's number, shown large.
        chapter: Its chapter, with the numeral.
        chapter_url: Where that is on the course page.
        among: The page of all of its kind, where there is one.
        among_url: The address of that.
        when: Its day and time.
        starts: The instant it starts, for the script that adds the reader's time.
        place: Where.
        was: The first date of an extended deadline.
        reason: Why it is cancelled, or what is special.
        text: Prose in Markdown.
        materials: Links and notes.
        has_materials: Whether materials could be expected, so that their lack is said.
        dates: When a piece of coursework comes out and is due.
        dates_title: Of which coursework.
        dates_url: Its page, where this is not it.
        day_title: The title of what else is on its day.
        tags: What is due and out on its day.
        facts: Further facts.
        calendars: Links into calendar programs.
        pager: What the items before and after are.
        told: The keys whose changes concern it.
    """

    key: str
    kind: str
    label: str
    title: str = ""
    number: str = ""
    chapter: str = ""
    chapter_url: str = ""
    among: str = ""
    among_url: str = ""
    when: str = ""
    starts: str = ""
    place: str = ""
    is_today: bool = False
    is_cancelled: bool = False
    was: str = ""
    reason: str = ""
    text: str = ""
    materials: tuple[MaterialLink, ...] = ()
    has_materials: bool = False
    dates: tuple[DateView, ...] = ()
    dates_title: str = ""
    dates_url: str = ""
    day_title: str = ""
    tags: tuple[TagView, ...] = ()
    facts: tuple[Fact, ...] = ()
    calendars: EventLinks | None = None
    pager: str = ""
    told: tuple[str, ...] = ()
    before: Neighbour | None = None
    after: Neighbour | None = None

    @property
    def has_links(self) -> bool:
        """Whether any of the materials is a link."""
        return any(link.url for link in self.materials)

    @property
    def is_sparse(self) -> bool:
        """Whether nothing stands in the main column, so that the facts have it."""
        said = self.reason or self.text or self.materials or self.has_materials or self.dates
        return not (said or self.is_cancelled)

    @property
    def name(self) -> str:
        """What the page is called."""
        return labelled(self.label, self.title)


@dataclass(frozen=True, slots=True)
class Whole:
    """A course in which items are looked up.

    Attributes:
        course: The course as published.
        events: Its events that stand, by key, in their order.
        sight: Whose today and clock.
        span: The weeks of its calendar.
    """

    course: content.Course
    events: Mapping[str, Item]
    sight: Sight
    span: Span

    @property
    def course_url(self) -> str:
        """The address of the course page."""
        return self.sight.links.to("course", self.course.slug)

    def url(self, key: str) -> str:
        """Return the address of an item's page."""
        return self.sight.links.item(self.course.slug, key)

    def moment(self, item: Item) -> dict[str, Any]:
        """Return when and where an event is, as fields of `ItemView`."""
        when = moment_words(item, self.sight.clock)
        was = first_words(item, self.sight.clock)
        return {
            "when": when if was else capitalised(when),
            "starts": item.start.isoformat() if item.start else "",
            "place": item.room,
            "is_today": item.day <= self.sight.today <= item.last_day,
            "is_cancelled": item.status == Status.CANCELLED,
            "was": was,
            "reason": item.reason,
        }

    def in_week(self, item: Item) -> Fact:
        """Return the week an event is in: 9 of 15, Oct 30 – Nov 5."""
        week = Week.of(item.day)
        words, number = week.words, self.span.number(week)
        if number is not None:
            template = pgettext("a week of the term", "{number} of {count}, {days}")
            words = fill(template, number=number, count=self.span.count, days=words)
        url = self.sight.links.to(
            "week", self.course.slug, str(week), fragment=f"day-{item.day.isoformat()}"
        )
        return Fact(gettext("Week"), (FactLine(words, url),))

    def among(self, page: str, words: str) -> dict[str, Any]:
        """Return the page of all of a kind, as fields of `ItemView`."""
        return {"among": words, "among_url": self.sight.links.to(page, self.course.slug)}

    def that_day(self, item: Item) -> dict[str, Any]:
        """Return what is due and out on an event's day besides itself, as fields of `ItemView`."""
        others = (
            other
            for other in self.events.values()
            if other.kind in {Kind.DEADLINE, Kind.RELEASE}
            and other.key != item.key
            and item.day in {other.day, other.first_day}
        )
        tags = tuple(
            make_tag(other, self.course.slug, self.sight)
            for other in sorted(others, key=lambda other: (other.kind, other.key))
        )
        return {"tags": tags, "day_title": capitalised(long_day(item.day))} if tags else {}

    def dates_of(self, lab: content.Lab) -> tuple[DateView, ...]:
        """Return when a piece of coursework comes out and is due, in the order it is written."""
        releases = [self._date(Kind.RELEASE, item, lab) for item in lab.releases]
        deadlines = [self._date(Kind.DEADLINE, item, lab) for item in lab.deadlines]
        return (*releases, *deadlines)

    def _date(
        self, kind: Kind, item: content.Release | content.Deadline, lab: content.Lab
    ) -> DateView:
        event = self.events.get(item.key)
        if event is None:
            return DateView(kind.value, "", item.title or lab.title, "", "", remark(item.note))
        return DateView(
            kind=kind.value,
            url=self.url(item.key),
            words=acted_name(event),
            when=moment_words(event, self.sight.clock),
            was=first_words(event, self.sight.clock),
            note=remark(event.note),
        )

    def neighbours(self, item: Item, among: Iterable[Item]) -> dict[str, Any]:
        """Return the events before and after one, as fields of `ItemView`."""
        keys = [other.key for other in among]
        if item.key not in keys:
            return {}
        at = keys.index(item.key)
        return {
            "before": self._neighbour(keys[at - 1]) if at else None,
            "after": self._neighbour(keys[at + 1]) if at + 1 < len(keys) else None,
        }

    def _neighbour(self, key: str) -> Neighbour:
        event = self.events[key]
        label = side_by_side(label_words(event), day_words(event.day))
        if event.kind in {Kind.DEADLINE, Kind.RELEASE, Kind.EXAM}:
            return Neighbour(self.url(key), day_words(event.day), acted_name(event))
        if event.kind == Kind.LECTURE:
            return Neighbour(self.url(key), label, event.title)
        if event.kind == Kind.NO_CLASS:
            return Neighbour(self.url(key), moment_words(event, self.sight.clock), item_name(event))
        return Neighbour(self.url(key), label_words(event), day_words(event.day))

    def of_kind(self, kind: str, *, parent: str = "") -> Sequence[Item]:
        """Return the events of a kind, of one parent where it is given, by day."""
        found = [
            event
            for event in self.events.values()
            if event.kind == kind and parent in {"", event.parent}
        ]
        return sorted(found, key=in_order)
