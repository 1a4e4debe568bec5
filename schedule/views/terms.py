"""The terms that a page with a form chooses courses from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from django.utils import timezone

from schedule.reading.published import every_term
from schedule.views.front import choose_term
from schedule.views.options import Options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest

    from courses.models import Term


def wanted_term(request: HttpRequest) -> Term | None:
    """Return the term that most readers want; without any, None."""
    return Terms.read(Options.of_cookies(request)).wanted


@dataclass(frozen=True, slots=True)
class Terms:
    """All terms.

    Attributes:
        every: All of them.
        wanted: The one that most readers want; without any, None.
    """

    every: Sequence[Term]
    wanted: Term | None

    @classmethod
    def read(cls, options: Options) -> Self:
        """Read them, in one query."""
        every = every_term()
        return cls(every, choose_term(every, options, timezone.now()) if every else None)

    @property
    def parts(self) -> tuple[str, ...]:
        """What an ETag is made of, of a page that offers their courses."""
        revisions = (f"{each.slug}:{each.revision}" for each in self.every)
        return *revisions, self.wanted.slug if self.wanted else ""
