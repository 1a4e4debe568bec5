"""A feed's options: what a subscriber asks for in the query of its address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Final, Self
from urllib.parse import quote

from courses.content.faults import MAX_SHOWN, clipped
from schedule import ical
from schedule.engine.entry import DEFAULT_KINDS, SESSION_KINDS, Entry, Kind, Status
from schedule.feeds.durations import format_duration, parse_duration
from schedule.wording.languages import LANGUAGES

MAX_ALARMS: Final = 5
MAX_OFFSET: Final = timedelta(days=60)
TIMED_KINDS: Final = SESSION_KINDS | {Kind.DEADLINE}
"""What an alarm without a kind is for."""

TASK_KINDS: Final = frozenset({Kind.DEADLINE})
"""What tasks are made of."""

KNOWN: Final = frozenset({"only", "alarm", "deadlines", "cancelled", "summary", "language", "past"})
FOR_TASKS: Final = KNOWN - {"only"}
"""What a calendar of tasks can be asked for: it has deadlines alone."""
FOR_ITEM: Final = KNOWN - {"only", "past"}
"""What one item's file can be asked for: it always has the item."""
DEADLINES: Final = ("block", "day")
CANCELLED: Final = ("status", "title", "omit")
SUMMARIES: Final = ("number", "dot", "bracket")
WHOLE_TERM: Final = "all"
LONGEST_PAST: Final = 999
"""Days."""

_ALARM: Final = "alarm"
_PAST: Final = "past"
_ALARM_HELP: Final = (
    "Write how long before as P1D, PT2H or PT15M, if you like with a kind: deadline:P1D. "
    "It cannot be negative."
)
_MAX_IGNORED: Final = 20


class OptionError(ValueError):
    """An option has a value that it cannot have; the message says what it can."""

    def __init__(self, option: str, value: str, allowed: str) -> None:
        """Put the option, the value and what is allowed into words."""
        super().__init__(f"{option}={clipped(value)} is not understood. {allowed}")


@dataclass(frozen=True)
class Options:
    """What a feed is asked for, in one form however it was written.

    Attributes:
        kinds: The kinds of events.
        alarms: How long before to remind, by kind.
        deadlines: `block`: the 30 minutes ending when it is due. `day`: all day.
        cancelled: `status`: told by status and summary; `title`: by the summary alone; `omit`:
            left out.
        summary: Where the course's number stands: `6.5940 Lab 4 due` with `number`,
            `6.5940 · Lab 4 due` with `dot`, `Lab 4 due 11:59 pm [6.5940]` with `bracket`.
        language: Of the words that are ours; empty: each course's own, where we speak it.
        past: How many days before today are told; None: the whole term.
    """

    kinds: frozenset[Kind] = DEFAULT_KINDS
    alarms: Mapping[Kind, tuple[timedelta, ...]] = field(default_factory=dict)
    deadlines: str = "block"
    cancelled: str = "status"
    summary: str = "number"
    language: str = ""
    past: int | None = None

    @classmethod
    def of(cls, query: Mapping[str, Iterable[str]]) -> Self:
        """Read the options of a query; unknown ones are left alone.

        Raises:
            OptionError: A known option has a value that it cannot have.
        """
        return cls(
            kinds=_kinds(_words(query, "only")),
            alarms=_alarms(_words(query, _ALARM)),
            deadlines=_choice(query, "deadlines", DEADLINES),
            cancelled=_choice(query, "cancelled", CANCELLED),
            summary=_choice(query, "summary", SUMMARIES),
            language=language_of(query),
            past=_past(query),
        )

    @property
    def query(self) -> str:
        """The one query that asks for these options; empty for none."""
        parts = []
        if self.kinds != DEFAULT_KINDS:
            parts.append(f"only={','.join(kind for kind in Kind if kind in self.kinds)}")
        for kind in Kind:
            parts += [f"alarm={kind}:{format_duration(at)}" for at in self.alarms.get(kind, ())]
        if self.deadlines != DEADLINES[0]:
            parts.append(f"deadlines={self.deadlines}")
        if self.cancelled != CANCELLED[0]:
            parts.append(f"cancelled={self.cancelled}")
        if self.summary != SUMMARIES[0]:
            parts.append(f"summary={self.summary}")
        if self.language:
            parts.append(f"language={self.language}")
        if self.past is not None:
            parts.append(f"past={self.past}")
        return "&".join(parts)

    @property
    def for_tasks(self) -> Self:
        """The same, without what has no meaning for deadlines as tasks."""
        alarms = {kind: at for kind, at in self.alarms.items() if kind in TASK_KINDS}
        return replace(self, kinds=DEFAULT_KINDS, alarms=alarms)

    @property
    def is_kept_form(self) -> bool:
        """Whether all events are served as they were serialised at publishing."""
        plain = (DEADLINES[0], CANCELLED[0], SUMMARIES[0], "")
        chosen = (self.deadlines, self.cancelled, self.summary, self.language)
        return not self.alarms and chosen == plain

    def leaves_out(self, entry: Entry) -> bool:
        """Tell whether the event is not wanted."""
        return self.cancelled == "omit" and entry.status is not Status.CONFIRMED

    def form_of(self, entry: Entry, facts: ical.CourseFacts) -> ical.Form:
        """Return how the event is wanted; `AS_KEPT` where that makes no difference."""
        return ical.Form(
            deadlines_as_days=self.deadlines == "day" and entry.kind is Kind.DEADLINE,
            cancelled_as_title=(self.cancelled == "title" and entry.status is not Status.CONFIRMED),
            summary=SUMMARIES[0] if entry.kind is Kind.NO_CLASS else self.summary,
            language="" if self.language == facts.language else self.language,
        )

    def offsets_of(self, entry: Entry) -> tuple[timedelta, ...]:
        """Return how long before to remind of the event; of a cancelled one, never."""
        return self.alarms.get(entry.kind, ()) if entry.status is Status.CONFIRMED else ()


def language_of(query: Mapping[str, Iterable[str]]) -> str:
    """Return the code of the language that is asked for; empty: none.

    Raises:
        OptionError: It is none that we speak.
    """
    return _choice(query, "language", LANGUAGES, default="")


def ignored(query: Iterable[str], known: Iterable[str] = KNOWN) -> str:
    """Return the names of the options that are not known, as a header's value."""
    names = sorted(set(query) - set(known))[:_MAX_IGNORED]
    return ", ".join(quote(name[:MAX_SHOWN], safe="") for name in names)


def _words(query: Mapping[str, Iterable[str]], option: str) -> list[str]:
    """Return the values of an option, which can be repeated and separated by commas."""
    return [word.strip().lower() for value in query.get(option, ()) for word in value.split(",")]


def _choice(
    query: Mapping[str, Iterable[str]],
    option: str,
    allowed: tuple[str, ...],
    *,
    default: str | None = None,
) -> str:
    """Return the one value of an option; without a default of its own, the first is it."""
    word = _word(query, option, f"Give one of: {', '.join(allowed)}.")
    if word is None:
        return allowed[0] if default is None else default
    if word not in allowed:
        raise OptionError(option, word, f"Allowed: {', '.join(allowed)}.")
    return word


def _word(query: Mapping[str, Iterable[str]], option: str, help_text: str) -> str | None:
    words = list(dict.fromkeys(_words(query, option)))
    if len(words) > 1:
        raise OptionError(option, ",".join(words), help_text)
    return words[0] if words else None


def _past(query: Mapping[str, Iterable[str]]) -> int | None:
    """Return a number of days, which can be written 14, P14D or P2W; None for the whole term."""
    allowed = f"Allowed: {WHOLE_TERM}, or a number of days up to {LONGEST_PAST}, such as 14."
    word = _word(query, _PAST, allowed)
    if word is None or word == WHOLE_TERM:
        return None
    try:
        length = parse_duration(f"P{word}D" if word.isdecimal() else word)
    except ValueError:
        raise OptionError(_PAST, word, allowed) from None
    if length % timedelta(days=1) or length.days > LONGEST_PAST:
        raise OptionError(_PAST, word, allowed)
    return length.days


def _kinds(words: Iterable[str]) -> frozenset[Kind]:
    return frozenset(_kind(word, "only", word) for word in words) or DEFAULT_KINDS


def _kind(word: str, option: str, value: str) -> Kind:
    try:
        return Kind(word)
    except ValueError:
        before = "Allowed, separated by commas:" if option == "only" else "The kind is one of:"
        raise OptionError(option, value, f"{before} {', '.join(Kind)}.") from None


def _alarms(words: Iterable[str]) -> dict[Kind, tuple[timedelta, ...]]:
    found: dict[Kind, set[timedelta]] = {}
    for word in words:
        for kind, offset in _alarm(word):
            offsets = found.setdefault(kind, set())
            offsets.add(offset)
            if len(offsets) > MAX_ALARMS:
                allowed = f"At most {MAX_ALARMS} alarms of a kind: leave out some for {kind}."
                raise OptionError(_ALARM, word, allowed)
    return {kind: tuple(sorted(found[kind], reverse=True)) for kind in Kind if kind in found}


def _alarm(word: str) -> Iterator[tuple[Kind, timedelta]]:
    name, colon, text = word.rpartition(":")
    kinds = [_kind(name, _ALARM, word)] if colon else sorted(TIMED_KINDS)
    try:
        offset = parse_duration(text)
    except ValueError:
        raise OptionError(_ALARM, word, _ALARM_HELP) from None
    if offset > MAX_OFFSET:
        raise OptionError(_ALARM, word, f"At most {MAX_OFFSET.days} days before.")
    for kind in kinds:
        yield kind, offset
