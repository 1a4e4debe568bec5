"""What a reader looks for: words that must all occur, in any order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Final, Self

from django.db.models import Case, IntegerField, Q, Value, When

from schedule.searching.folding import composed, words_of

OWN: Final = ("name_words", "title_words", "text_words")
CONTEXT: Final = "context_words"
EVERY: Final = (CONTEXT, *OWN)

MAX_QUERY: Final = 100
"""Characters that can be looked for at once."""

LONG_ENOUGH: Final = 3
"""Characters of a word that may go on among those of a course."""

EXACT, NAMED, TITLED, MENTIONED = range(4)
"""How well a passage fits: its name is what was typed, the name has it, the title, the text."""


@dataclass(frozen=True, slots=True)
class Sought:
    """One word as it was typed: `6.5940` is two folded words that must stand side by side.

    Attributes:
        words: The folded words.
        is_open: Whether the last one may go on: while one types, `quant` finds quantization.
    """

    words: tuple[str, ...]
    is_open: bool

    def within(self, *columns: str) -> Q:
        """Return the condition that one of the columns has it."""
        return reduce(
            or_, (Q(**{f"{column}__contains": self._pattern(column)}) for column in columns)
        )

    def _pattern(self, column: str) -> str:
        """Return what a column with the word has in it.

        In the course's numbers a short word must be a whole one: `lab 4` does not mean a lab of
        6.4210.
        """
        words = " ".join(self.words)
        may_go_on = self.is_open and (column != CONTEXT or len(words) >= LONG_ENOUGH)
        return f" {words}" if may_go_on else f" {words} "


@dataclass(frozen=True, slots=True)
class Query:
    """All that is looked for."""

    sought: tuple[Sought, ...]

    @classmethod
    def of(cls, text: str) -> Self:
        """Read what was typed; what has neither letters nor digits is passed over."""
        folded = [tuple(word.text for word in words_of(typed)) for typed in composed(text).split()]
        found = [words for words in folded if words]
        sought = [Sought(words, is_open=False) for words in found[:-1]]
        sought += [Sought(words, is_open=True) for words in found[-1:]]
        return cls(tuple(dict.fromkeys(sought)))

    def __bool__(self) -> bool:
        """Tell whether anything is looked for."""
        return bool(self.sought)

    @property
    def condition(self) -> Q:
        """What is found: it has all words, and not all of them only from its course.

        So `6.5940 lab 4` finds that lab, and `6.5940` the course alone rather than all in it.
        """
        return self._all_within(*OWN)

    @property
    def fitness(self) -> Case:
        """How well a found passage fits: EXACT to MENTIONED."""
        whole = " ".join(word for each in self.sought for word in each.words)
        return Case(
            When(name_words__contains=f"  {whole}  ", then=Value(EXACT)),
            When(self._all_within("name_words"), then=Value(NAMED)),
            When(self._all_within("name_words", "title_words"), then=Value(TITLED)),
            default=Value(MENTIONED),
            output_field=IntegerField(),
        )

    def _all_within(self, *columns: str) -> Q:
        """Return the condition that the columns and the course have all words, the columns one."""
        own = reduce(or_, (each.within(*columns) for each in self.sought))
        return reduce(and_, (each.within(CONTEXT, *columns) for each in self.sought), own)
