"""What is chosen for a personal calendar: as its form sent it, or as it is stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final, Self
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext

from courses.models import Course, Term
from schedule.feeds.personal import stored_options
from schedule.models import CalendarCourse, PersonalCalendar
from schedule.models.calendar import LONGEST_NAME
from schedule.pages.choosing import course_choices, value_of
from schedule.pages.feedoptions import more_choices
from schedule.pages.happenings import Happening, told_once
from schedule.pages.subscription import kind_choices, preview
from schedule.personal.calendars import Choice
from schedule.reading.headline import Headline
from schedule.reading.picks import COURSE, MOST_TOGETHER, parse_picked
from schedule.reading.several import Several, outline_events
from schedule.serialising import facts_from
from schedule.views.feedchoice import FeedChoice
from schedule.views.finding import Found, find_courses, missing_among, ticked_courses
from schedule.views.subscribe import examples_of
from schedule.wording.phrase import fill

if TYPE_CHECKING:
    from datetime import date

    from django.http import QueryDict

    from schedule.ical import Said
    from schedule.views.options import Options
    from schedule.views.visit import Context

LONGEST_WORDS: Final = 200
EMPTY_ZONE: Final = ZoneInfo("UTC")


@dataclass(frozen=True)
class Choosing:
    """What is ticked and written in the form of a personal calendar.

    Attributes:
        name: What the calendar is called.
        values: The courses that are ticked, each as 2023-fall/6.5940.
        feed: What its feed is asked for.
        words: What courses are looked for by; without any, those of the term are shown.
        term: The term that most readers want.
        own: What the calendar has already, by course: it may keep what is not open.
    """

    name: str = ""
    values: tuple[str, ...] = ()
    feed: FeedChoice = field(default_factory=FeedChoice)
    words: str = ""
    term: Term | None = None
    own: Mapping[UUID, CalendarCourse] = field(default_factory=dict)

    @classmethod
    def sent(
        cls,
        sent: QueryDict,
        *,
        term: Term | None = None,
        own: Mapping[UUID, CalendarCourse] | None = None,
    ) -> Self:
        """Read what the form sent, or an address asks for.

        Raises:
            PageError: A 400: an option has a value that it cannot have.
        """
        return cls(
            name=" ".join(sent.get("name", "").split()),
            values=parse_picked(sent.getlist(COURSE)),
            feed=FeedChoice.sent(sent),
            words=sent.get("q", "").strip()[:LONGEST_WORDS],
            term=term,
            own=own or {},
        )

    @classmethod
    def stored(
        cls, calendar: PersonalCalendar, own: Mapping[UUID, CalendarCourse], *, term: Term | None
    ) -> Self:
        """Read what a calendar has."""
        return cls(
            name=calendar.name,
            values=tuple(value_of(entry.course) for entry in own.values()),
            feed=FeedChoice.stored(stored_options(calendar.options)),
            term=term,
            own=own,
        )

    @property
    def parts(self) -> tuple[str, ...]:
        """What an ETag is made of."""
        return self.name, ",".join(self.values), self.words, *self.feed.parts

    def today(self, options: Options) -> date:
        """Return the local date, in the term's zone."""
        return options.today(timezone.now(), self.term.zone if self.term else EMPTY_ZONE)

    @cached_property
    def courses(self) -> tuple[Course, ...]:
        """The rows of the ticked courses that the calendar can have, in one query."""
        return ticked_courses(self.values, own=self.own)

    @property
    def missing(self) -> tuple[str, ...]:
        """The ticked courses that are not there for everyone."""
        return missing_among(self.values, self.courses)

    @cached_property
    def faults(self) -> Mapping[str, str]:
        """What is wrong, by the field of the form."""
        found = {}
        if not self.courses:
            found["course"] = gettext("Choose at least one course.")
        elif len(self.values) > MOST_TOGETHER:
            found["course"] = fill(gettext("Choose at most {count}."), count=MOST_TOGETHER)
        if self.feed.is_empty:
            found["only"] = gettext("Choose at least one kind of event.")
        if len(self.name) > LONGEST_NAME or not self.name.isprintable():
            found["name"] = fill(gettext("At most {count} characters."), count=LONGEST_NAME)
        return found

    @property
    def choice(self) -> Choice:
        """What a calendar is to have."""
        return Choice(self.name, self.courses, self.feed.options.query)

    def context(self, options: Options, *, is_sent: bool = False) -> Context:
        """Return what the form is made of.

        Args:
            options: Those that every page has.
            is_sent: Whether what is wrong with it is to be said.
        """
        happenings = self._happenings
        found, more = self._found
        given = {pk for pk, entry in self.own.items() if entry.is_given}
        return {
            "form_method": "post",
            "called": self.name,
            "faults": self.faults if is_sent else {},
            "longest_name": LONGEST_NAME,
            "words": self.words,
            "courses": course_choices(self.courses, found, given=given),
            "none_found": bool(self.words) and not found,
            "others": more,
            "more": more_choices(self.feed.options, self._examples),
            "missing_courses": ", ".join(self.missing),
            "choices": kind_choices(happenings, self.feed.options, self.feed.leads, always=True),
            "is_empty": self.feed.is_empty,
            "deadlines": self.feed.options.deadlines,
            "preview": self._preview(happenings, options),
        }

    @cached_property
    def _happenings(self) -> list[Happening]:
        """The events of the ticked courses that are published, as the feed tells them; one query."""
        rows = {course.pk: course for course in self.courses if course.is_published}
        if not rows:
            return []
        headlines = {pk: Headline.published(course) for pk, course in rows.items()}
        return told_once(
            (
                event.uid,
                Happening(
                    event,
                    rows[event.course_id].slug,
                    headlines[event.course_id].number,
                    headlines[event.course_id].language,
                ),
            )
            for event in outline_events(Several(tuple(rows.values())))
        )

    @property
    def _examples(self) -> Mapping[str, Said]:
        """An event of the first course that has some, in each form of a summary."""
        for course in self.courses:
            own = [each.item for each in self._happenings if each.course == course.slug]
            if own and (found := examples_of(own, Headline.published(course), self.feed.options)):
                return found
        return {}

    @cached_property
    def _found(self) -> Found:
        """The courses to choose from, and how many more there are."""
        return find_courses(self.words, self.courses[0].term if self.courses else self.term)

    def _preview(self, happenings: Sequence[Happening], options: Options) -> object:
        if not happenings:
            return ()
        zones = {course.term.zone for course in self.courses}
        term = self.courses[0].term
        sight = options.sight(term.slug, term.zone, options.today(timezone.now(), term.zone))
        # One clock for all would tell the reminders of the others' courses wrong.
        shown = self.feed.options if len(zones) == 1 else replace(self.feed.options, alarms={})
        facts = {
            course.slug: facts_from(Headline.published(course), page="")
            for course in self.courses
            if course.is_published
        }
        return preview(happenings, shown, sight, facts)
