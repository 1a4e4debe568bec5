"""The history of a course, or of one row, to be read: who changed what and when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst

from courses.admin.base import ScopedAdmin
from courses.admin.formsets import course_of
from courses.admin.visit import visit_of
from courses.models import Cohort, Course, Deed, Term
from courses.models.deed import Difference, name_of
from courses.permissions import Action
from schedule.wording import Clock, full_day
from schedule.wording.days import day_at

M = TypeVar("M", bound=Model)

ON_A_PAGE = 50
MAX_TEXT = 600
CLASSES = {
    Deed.Kind.ADDED: "diff__added",
    Deed.Kind.DELETED: "diff__removed",
    Deed.Kind.CHANGED: "diff__changed",
}
OF_DEPARTMENTS = frozenset({Cohort._meta.model_name, Cohort.courses.through._meta.model_name})
"""The nouns of a term that are told to their departments alone."""

NAMING = ("title", "label", "name", "number", "reason", "text", "key")
"""The columns of which the first that says something names a row."""

Names = Mapping[tuple[type[Model], str], str]


@dataclass(frozen=True, slots=True)
class Line:
    """One column that differs, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Told:
    """A deed in words. The address is of the row's form, where there still is one."""

    when: str
    who: str
    kind: str
    style: str
    noun: str
    name: str
    address: str
    lines: tuple[Line, ...]


class HistoryPages(admin.ModelAdmin[M]):
    """An admin whose history is what the database recorded, not only what was done in forms.

    The history of a course has all that is in it, and what its term shares.
    """

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show a page of it.

        Raises:
            Http404: The row is not visible, or not there.
        """
        assert isinstance(self, ScopedAdmin)  # noqa: S101 - mixed into such alone
        self.require_visible(request, object_id)
        row = self.get_object(request, unquote(object_id))
        assert row is not None  # noqa: S101 - it is visible
        who = request.GET.get("who")
        deeds = _deeds_of(row, request)
        # PostgreSQL takes a NUL in no text, and no account has one in its name.
        found = deeds if who is None else deeds.filter(who=who.replace("\0", "?"))
        page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("p"))
        context = {
            **self.admin_site.each_context(request),
            "title": f"History of {row}",
            "opts": self.opts,
            "row": row,
            "page": page,
            "who": who,
            "told": list(tell(page.object_list, _zone_of(row))),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/history.html", context)


def _deeds_of(row: Model, request: HttpRequest) -> QuerySet[Deed]:
    if not isinstance(row, Course):
        return Deed.objects.of_row(row)
    deeds = Deed.objects.filter(Q(course=row.pk) | Q(term=row.term_id, course=None))
    hidden = OF_DEPARTMENTS
    if not visit_of(request).rights.may(Action.MEMBERS, row):
        hidden |= {"membership"}
    return deeds.exclude(noun__in=hidden)


def _zone_of(row: Model) -> ZoneInfo:
    if isinstance(row, Term):
        return row.zone
    owner: Any = row if isinstance(row, Course) else getattr(row, "course", None)
    if owner is not None:
        return course_of(owner).term.zone
    term = getattr(row, "term", None)
    return term.zone if isinstance(term, Term) else ZoneInfo("UTC")


def tell(deeds: Iterable[Deed], zone: ZoneInfo) -> Iterable[Told]:
    """Tell deeds in words, with a fixed number of queries for all of them."""
    deeds = list(deeds)
    found = {deed: [each for each in deed.differences() if _is_told(each, deed)] for deed in deeds}
    names, gone = _names_of(found), _gone(deeds)
    for deed in deeds:
        meta = deed.model._meta
        # Which courses are in a cohort are rows without a page of their own.
        is_there = (deed.noun, deed.row_id) not in gone and not meta.auto_created
        yield Told(
            when=_moment(deed.at, zone),
            who=deed.who,
            kind=deed.kind,
            style=CLASSES[Deed.Kind(deed.kind)],
            noun=capfirst(str(meta.verbose_name)),
            name=_title(deed, names),
            address=reverse(f"admin:courses_{deed.noun}_change", args=[deed.row_id])
            if is_there
            else "",
            lines=tuple(_line(each, names) for each in found[deed]),
        )


def _is_told(difference: Difference, deed: Deed) -> bool:
    """Tell whether a difference says something: of a new row, what it was made of by itself not."""
    column = difference.column
    if deed.kind == Deed.Kind.CHANGED:
        return True
    said = difference.after if deed.kind == Deed.Kind.ADDED else difference.before
    return column.name not in {"course", "position"} and said != column.get_default()


def _title(deed: Deed, names: Names) -> str:
    """Return what a row is called; a membership, after its account."""
    return _name(deed) or names.get((User, str(deed.said.get("user_id"))), f"number {deed.row_id}")


def _name(deed: Deed) -> str:
    said = deed.said
    return str(next((said[name] for name in NAMING if said.get(name)), ""))[:80]


def _moment(at: datetime, zone: ZoneInfo) -> str:
    local = at.astimezone(UTC).astimezone(zone)
    return day_at(full_day(local.date()), Clock(zone).at(at))


def _gone(deeds: Iterable[Deed]) -> set[tuple[str, str]]:
    """Return which of the rows are deleted, by noun and name."""
    deeds = list(deeds)
    rows = Deed.objects.filter(
        kind=Deed.Kind.DELETED,
        noun__in={deed.noun for deed in deeds},
        row_id__in={deed.row_id for deed in deeds},
    )
    return set(rows.values_list("noun", "row_id"))


def _names_of(found: Mapping[Deed, list[Difference]]) -> Names:
    """Return how rows are called that others refer to, of deleted ones as they were."""
    wanted: dict[type[Model], set[Any]] = defaultdict(set)
    wanted[User] = {deed.said["user_id"] for deed in found if "user_id" in deed.said}
    for differences in found.values():
        for each in differences:
            target = each.column.related_model
            if isinstance(target, type):
                wanted[target] |= {each.before, each.after} - {None}
    names: dict[tuple[type[Model], str], str] = {}
    for model, ids in wanted.items():
        manager = model._default_manager
        # A cohort is called after its term, too.
        rows = (manager.select_related("term") if model is Cohort else manager).in_bulk(ids)
        names |= {(model, name_of(pk)): str(row) for pk, row in rows.items()}
        lost = Deed.objects.filter(
            noun=model._meta.model_name,
            kind=Deed.Kind.DELETED,
            row_id__in={name_of(pk) for pk in ids - rows.keys()},
        )
        names |= {(model, deed.row_id): f"{_name(deed)} (deleted)" for deed in lost}
    return names


def _line(difference: Difference, names: Names) -> Line:
    column = difference.column
    return Line(
        label=str(capfirst(str(column.verbose_name))),
        before=_words(difference, difference.before, names),
        after=_words(difference, difference.after, names),
    )


def _words(difference: Difference, value: Any, names: Names) -> str:
    if value in (None, "", []):
        return ""
    target = difference.column.related_model
    if isinstance(target, type):
        return names.get((target, name_of(value)), f"number {value}, which is gone")
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    labels = {str(key): str(label) for key, label in difference.column.flatchoices}
    words = labels.get(str(value), str(value))
    return words if len(words) <= MAX_TEXT else words[:MAX_TEXT] + "…"
