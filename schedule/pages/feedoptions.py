"""What a feed can be asked for besides kinds and reminders: names, language, how far back."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.utils.translation import gettext, ngettext

from schedule.feeds.options import CANCELLED, SUMMARIES, Options
from schedule.ical import Said
from schedule.wording.languages import to_language_tag
from schedule.wording.phrase import fill

PASTS: Final = (28, 14, 7, 0)
"""Days back that are offered."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of an option; `language` is the tag of that of its words, where it is not the page's.

    The value of what needs no asking is empty.
    """

    value: str
    words: str
    is_chosen: bool
    language: str = ""


@dataclass(frozen=True, slots=True)
class MoreChoices:
    """What a feed can be asked for besides kinds, reminders and the form of deadlines."""

    summaries: tuple[Choice, ...]
    languages: tuple[Choice, ...]
    pasts: tuple[Choice, ...]
    cancelled: tuple[Choice, ...]

    @property
    def is_any(self) -> bool:
        """Whether something other than the first of each is chosen."""
        every = (self.summaries, self.languages, self.pasts, self.cancelled)
        return any(choices and not choices[0].is_chosen for choices in every)


def more_choices(options: Options, examples: Mapping[str, Said]) -> MoreChoices:
    """Make the further choices.

    Args:
        options: What is chosen.
        examples: An event of the course as each form of a summary tells it; empty if there is none.
    """
    named = (
        (form, example.summary, to_language_tag(example.language))
        for form, example in examples.items()
    )
    spoken = ((code, name, to_language_tag(code)) for code, name in settings.LANGUAGES)
    cancelled = (
        ("status", gettext("As cancelled"), ""),
        ("title", gettext("In the title alone"), ""),
        ("omit", gettext("Not at all"), ""),
    )
    return MoreChoices(
        summaries=_choices(options.summary, named, default=SUMMARIES[0]),
        languages=_choices(options.language, (("", gettext("The course’s own"), ""), *spoken)),
        pasts=_choices("" if options.past is None else str(options.past), _pasts(options.past)),
        cancelled=_choices(options.cancelled, cancelled, default=CANCELLED[0]),
    )


def _choices(
    chosen: str, named: Iterable[tuple[str, str, str]], *, default: str = ""
) -> tuple[Choice, ...]:
    """Return choices of a value, its words and their language; the default's value is empty."""
    return tuple(
        Choice("" if value == default else value, words, value == chosen, language)
        for value, words, language in named
    )


def _pasts(chosen: int | None) -> Iterator[tuple[str, str, str]]:
    """Yield how far back a calendar can go; also what only an address can ask for."""
    yield "", gettext("The whole term"), ""
    for days in sorted({*PASTS, *(() if chosen is None else (chosen,))}, reverse=True):
        words = ngettext("{n} day back", "{n} days back", days) if days else gettext("From today")
        yield str(days), fill(words, n=days), ""
