"""Which week was asked for, and how."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from courses.content.base import YEARS
from schedule.engine.entry import Kind
from schedule.pages.weeks import Week
from schedule.views.errors import PageError, Way
from schedule.views.options import read_day, read_kinds
from schedule.wording.phrase import fill

if TYPE_CHECKING:
    from django.http import HttpRequest

    from schedule.pages.links import Query


@dataclass(frozen=True)
class Asked:
    """What was asked of a week's page, in one form however it was written."""

    week: Week | None
    date: date | None
    only: frozenset[Kind] | None
    is_agenda: bool

    @classmethod
    def of(cls, request: HttpRequest, week: str, ways: tuple[Way, ...]) -> Asked:
        """Read week and options of a request.

        Raises:
            PageError: A 404: there is no such week. A 400: an option's value is wrong.
        """
        found = Week.parse(week.upper()) if week else None
        if week and found is None:
            raise _no_week(week, ways)
        return cls(
            week=found,
            date=read_day(request, "date"),
            only=read_kinds(request),
            is_agenda=request.GET.get("view") == "agenda",
        )

    @property
    def query(self) -> Query:
        """The options that links to other weeks keep."""
        if self.only is None:
            return ()
        return (("only", ",".join(kind for kind in Kind if kind in self.only)),)

    @property
    def parts(self) -> tuple[str, ...]:
        """What an ETag is made of."""
        return (str(self.week or ""), *(value for _, value in self.query), str(self.is_agenda))


def _no_week(text: str, ways: tuple[Way, ...]) -> PageError:
    """Return the error for an address that is not a week: 2023-W60."""
    year, mark, number = text.partition("-W")
    if mark and year.isdecimal() and number.isdecimal() and len(text) <= len("2023-W60"):
        if int(year) not in YEARS:
            return PageError(
                status=404,
                title=fill(gettext("There is no calendar for {year}"), year=year),
                why=fill(
                    gettext("Years go from {first} to {last}."), first=YEARS[0], last=YEARS[-1]
                ),
                ways=ways,
            )
        # The 28th of December is always in the last week of its year.
        last = date(int(year), 12, 28).isocalendar().week
        return PageError(
            status=404,
            title=fill(gettext("There is no week {week} in {year}"), week=int(number), year=year),
            why=fill(gettext("{year} has weeks 1 to {last}."), year=year, last=last),
            ways=ways,
        )
    return PageError(
        status=404,
        title=gettext("There is no such week"),
        why=gettext("A week’s address ends like 2023-W39: the year, and the number of the week."),
        ways=ways,
    )
