"""Several things in one line: a, b and c; or one beside the other; sentences after each other."""

from collections.abc import Iterable

from django.utils.translation import pgettext

from schedule.wording.phrase import Part, capitalised, fill, text_of


def all_of(things: Iterable[str]) -> str:
    """Return things as a list within a sentence: 26 lectures, 8 deadlines and 1 exam."""
    *others, last = list(things) or [""]
    if not others:
        return last
    first = _chain(others, pgettext("list of things, before the last", "{first}, {next}"))
    return fill(pgettext("list of things, the last", "{first} and {last}"), first=first, last=last)


def side_by_side(*words: str) -> str:
    """Return what is there of remarks, one beside the other: 36-156, Song Han."""
    return _chain(words, pgettext("remarks side by side", "{first}, {next}"))


def apart(words: Iterable[str]) -> str:
    """Return things that may hold commas themselves: 2 lectures; Lab 4 due."""
    return _chain(words, pgettext("things apart from each other", "{first}; {next}"))


def labelled(label: str, words: str) -> str:
    """Return words after what they are of: Lab 1: Pruning. Either alone stands without a colon."""
    if not (label and words):
        return label or words
    return fill(pgettext("words after their label", "{label}: {words}"), label=label, words=words)


def sentence(words: str) -> str:
    """Return words that stand alone as a sentence: By end of day."""
    return fill(pgettext("words as a sentence", "{words}."), words=capitalised(words))


def sentences(*texts: str) -> str:
    """Return what is there of sentences, after each other."""
    return _chain(texts, pgettext("sentences after each other", "{first} {next}"))


def _chain(words: Iterable[str], template: str) -> str:
    """Join what is not empty, by the template that puts two side by side."""
    between = template.partition("{first}")[2].partition("{next}")[0]
    parts: list[Part] = []
    for word in words:
        if word:
            parts += [Part(between), Part(word, "next")] if parts else [Part(word, "first")]
    return parts[0].text if len(parts) == 1 else text_of(tuple(parts))
