"""Finding: the passages of a term that have all words, by kind, the best first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Count, F, QuerySet, Window
from django.db.models.expressions import BaseExpression
from django.db.models.functions import RowNumber

from courses.models import Course, Term
from schedule.models import Passage
from schedule.searching.index import Index, index
from schedule.searching.passages import term_word
from schedule.searching.query import Query

MOST: Final = 20
"""How many of a kind are shown."""

_SHOWN: Final = (
    *("key", "kind", "day", "is_cancelled", "label", "title", "text"),
    *("course__slug", "course__headline"),
)


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
    ranked = _ranked(findable, term, query, by or index())
    hits = _hits(findable.filter(pk__in=[pk for pk, _, _ in ranked]), query)
    groups = []
    for kind in Passage.Kind:
        # One that was taken back between the two queries is not there any more.
        found = [
            (hits[pk], count) for pk, its_kind, count in ranked if its_kind == kind and pk in hits
        ]
        if found:
            groups.append(Group(kind, tuple(hit for hit, _ in found), found[0][1]))
    return tuple(sorted(groups, key=lambda group: group.hits[0].fitness))


def _findable(term: Term, today: date) -> QuerySet[Passage]:
    """Return the passages of a term that everyone may find today."""
    listed = Course.objects.listed().filter(term=term)
    to_come = {"kind": Passage.Kind.ANNOUNCEMENT, "day__gt": today}
    return Passage.objects.filter(course__in=listed).exclude(**to_come)


def _ranked(
    findable: QuerySet[Passage], term: Term, query: Query, by: Index
) -> list[tuple[int, str, int]]:
    """Return the best of each kind in their order: id, kind, and how many of it there are."""
    narrowed = by.narrow(query, term_word(term.pk))
    if narrowed is not None:
        findable = findable.filter(pk__in=narrowed)
    by_kind = F("kind")
    order: list[BaseExpression | F] = [
        query.fitness,
        F("day").asc(nulls_last=True),
        F("course__slug"),
        F("position"),
    ]
    rows = (
        findable.filter(query.condition)
        .annotate(
            place=Window(RowNumber(), partition_by=by_kind, order_by=order),
            in_all=Window(Count("*"), partition_by=by_kind),
        )
        .filter(place__lte=MOST)
        .values_list("place", "pk", "kind", "in_all")
    )
    # Ordered here: the database would judge every row a second time for it.
    return [(pk, kind, count) for _, pk, kind, count in sorted(rows.order_by())]


def _hits(found: QuerySet[Passage], query: Query) -> dict[int, Hit]:
    """Return passages with their courses, by id."""
    rows = found.select_related("course").only(*_SHOWN).annotate(fitness=query.fitness)
    return {passage.pk: Hit(passage, passage.fitness) for passage in rows}
