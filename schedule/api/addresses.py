"""The addresses that answers name."""

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from courses.models import Course, Term
from schedule.api.answers import absolute


@dataclass(frozen=True)
class Addresses:
    """The addresses of a course and its items. An item's is its key under the course's."""

    course: Course

    @cached_property
    def page(self) -> str:
        """The course page, for people."""
        return absolute(self.course.get_absolute_url())

    @property
    def calendar(self) -> str:
        """The calendar to subscribe to."""
        return f"{self.page}calendar.ics"

    @property
    def api(self) -> str:
        """The course in this API."""
        place = {"term": self.course.term.slug, "course": self.course.slug}
        return absolute(reverse("api:get_course", kwargs=place))

    def item(self, key: str) -> str:
        """Return the page of an item, for people."""
        return f"{self.page}{key}/"

    def item_calendar(self, key: str) -> str:
        """Return the iCalendar file of an item."""
        return f"{self.page}{key}.ics"

    def edition(self, number: int) -> str:
        """Return an edition in the change log, for people; it opens the page that has it."""
        return f"{self.page}changes/?edition={number}#edition-{number}"


def term_page(term: Term) -> str:
    """Return the page of a term, for people."""
    return absolute(term.get_absolute_url())
