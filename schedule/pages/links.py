"""Addresses of pages, with the options that links keep."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.urls import reverse

Query = Sequence[tuple[str, str]]

PREVIEW: Final = "preview"
"""The option that shows staff a course as it will be published."""


@dataclass(frozen=True, slots=True)
class Links:
    """The addresses of one term's pages.

    Attributes:
        term: The term's slug.
        keep: Options that every one keeps: another today, a zone.
        previewed: The slug of the course whose pages show what is not published yet, if one's do.
    """

    term: str
    keep: tuple[tuple[str, str], ...] = ()
    previewed: str = ""

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
            (*query, *(self.kept(*args) if keeps else ())),
            fragment,
        )

    def kept(self, *args: str) -> tuple[tuple[str, str], ...]:
        """Return the options that a page's address keeps, by the arguments of its route."""
        is_previewed = bool(self.previewed) and args[:1] == (self.previewed,)
        return (*self.keep, *([(PREVIEW, "1")] if is_previewed else []))

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
