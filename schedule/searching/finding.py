"""Finding: the passages of a term that have all words, by kind, the best first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber

from courses.models import Course, Term
from schedule.models import Passage
from schedule.searching.index import Index, index
from schedule.searching.passages import term_word
from schedule.searching.query import Query

MOST: Final = 20
"""How many of a kind are shown."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found, with its course, and how well it fits."""

    passage: Passage
    fitness: int


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind: the best, and how many there are in all."""

    kind: Passage.Kind
    hits: tuple[Hit, ...]
    count: int


def find(term: Term, query: Query, today: date, *, by: Index | None = None) -> tuple[Group, ...]:
    """Return what everyone may find, in two queries; the kind with what fits best comes first.

    Args:
        term: Where to look.
        query: What for; empty, it finds nothing.
        today: The local date: announcements are found from their day on.
        by: The index to use; by default the one that the database has.
    """
    if not query:
        return ()
    findable = _findable(term, today)
    ranked = list(_ranked(findable, term, query, by or index()))
    shown = findable.filter(pk__in=[row[0] for row in ranked]).select_related("course")
    passages = {passage.pk: passage for passage in shown.only(*_SHOWN)}
    found: dict[str, list[Hit]] = {}
    counts: dict[str, int] = {}
    for pk, kind, fitness, count in ranked:
        # One that was taken back between the two queries is not there any more.
        if pk in passages:
            found.setdefault(kind, []).append(Hit(passages[pk], fitness))
            counts[kind] = count
    groups = [
        Group(kind, tuple(found[kind]), counts[kind]) for kind in Passage.Kind if kind in found
    ]
    return tuple(sorted(groups, key=lambda group: group.hits[0].fitness))


_SHOWN: Final = (
    *("key", "kind", "day", "is_cancelled", "label", "title", "text"),
    *("course__slug", "course__headline"),
)

_ORDER: Final = (
    F("fitness"),
    F("day").asc(nulls_last=True),
    F("course__slug"),
    F("position"),
)


def _findable(term: Term, today: date) -> QuerySet[Passage]:
    """Return the passages of a term that everyone may find today."""
    listed = Course.objects.listed().filter(term=term)
    to_come = {"kind": Passage.Kind.ANNOUNCEMENT, "day__gt": today}
    return Passage.objects.filter(course__in=listed).exclude(**to_come)


def _ranked(
    findable: QuerySet[Passage], term: Term, query: Query, by: Index
) -> QuerySet[Passage, tuple[int, str, int, int]]:
    """Return the best of each kind: id, kind, how well it fits, and how many there are."""
    narrowed = by.narrow(query, term_word(term.pk))
    if narrowed is not None:
        findable = findable.filter(pk__in=narrowed)
    rows = findable.filter(query.condition).annotate(fitness=query.fitness)
    return (
        rows.annotate(
            place=Window(RowNumber(), partition_by=[F("kind")], order_by=_ORDER),
            in_all=Window(Count("*"), partition_by=[F("kind")]),
        )
        .filter(place__lte=MOST)
        .order_by("kind", "place")
        .values_list("pk", "kind", "fitness", "in_all")
    )
