"""The courses that a reader has picked, as their pages show them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from schedule.pages.layout import Tab
from schedule.pages.links import Links, Query
from schedule.reading.picks import query_of


@dataclass(frozen=True, slots=True)
class PickedView:
    """A picked course, and the same page without it."""

    slug: str
    number: str
    url: str
    without_url: str


def make_picked(
    numbers: Mapping[str, str], links: Links, address: Callable[[Query], str]
) -> tuple[PickedView, ...]:
    """Make the list of picked courses.

    Args:
        numbers: Their numbers by their slugs, in order.
        links: The addresses of the term's pages.
        address: Returns the address of this page for a choice. Without the last course it would
            show all of the term, so there the way leads to the page where one picks.
    """
    return tuple(
        PickedView(
            slug=slug,
            number=number,
            url=links.to("course", slug),
            without_url=(
                address(query_of(other for other in numbers if other != slug))
                if len(numbers) > 1
                else links.to("term")
            ),
        )
        for slug, number in numbers.items()
    )


def picked_tabs(links: Links, query: Query, *, page: str) -> tuple[Tab, ...]:
    """Return the pages of several courses; `page` is the name of the route that is shown."""
    names = {
        "term_week": gettext("Week"),
        "term_deadlines": gettext("Deadlines"),
        "term_subscribe": gettext("Subscribe"),
    }
    return tuple(
        Tab(text, links.to(name, query=query), name == page) for name, text in names.items()
    )
