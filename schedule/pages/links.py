"""Addresses of pages, with the options that links keep."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

Query = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Links:
    """The addresses of one term's pages. Every one keeps `keep`: another today, a zone."""

    term: str
    keep: tuple[tuple[str, str], ...] = ()

    def to(
        self,
        name: str,
        *args: str,
        query: Query = (),
        fragment: str = "",
        keeps: bool = True,
    ) -> str:
        """Return the address of a page of the term by the name of its route.

        Args:
            name: The route's name.
            args: The course's slug, and the key or week.
            query: Options of its own.
            fragment: A place on the page.
            keeps: False for feeds and lasting addresses, which keep nothing.
        """
        return self._address(
            f"schedule:{name}",
            [self.term, *args],
            (*query, *(self.keep if keeps else ())),
            fragment,
        )

    def front(self) -> str:
        """Return the address of the front page."""
        return self._address("schedule:front", [], self.keep, "")

    def item(self, course: str, key: str) -> str:
        """Return the address of an item's page."""
        return self.to("item", course, key)

    @staticmethod
    def _address(name: str, args: list[str], query: Query, fragment: str) -> str:
        address = reverse(name, args=args)
        if query:
            address += "?" + urlencode(query, safe=",/")
        return f"{address}#{fragment}" if fragment else address
