"""The words of a text, folded: what people type without accents, capitals or spaces is found.

Both databases get words that are folded here, so that one search finds the same on either, whatever
the locale of its server or the Unicode tables of its library.

- Case and accents go (é, Å, ß, ø → e, a, ss, o), and digits of all scripts are 0 to 9.
- Letters and digits part: `lab4`, `Lab 4` and `LAB-4` are the two words lab and 4; 6.5940 is 6 and 5940.
- Scripts that are written without spaces, or that join endings to their words (Chinese, Japanese,
  Korean, Thai, Lao, Khmer, Burmese), have a word for each character.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

MAX_WORD: Final = 64
"""Characters of a word that count: PostgreSQL takes no word of over 2,046 bytes."""

_RUN: Final = re.compile("[0-9A-Za-z\x80-\U0010ffff]+")
_ASCII: Final = re.compile("[0-9]+|[A-Za-z]+")
_ALONE: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005\u3007\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"
)
_NO_MARK: Final = str.maketrans("øłđħı", "oldhi")
"""Letters with a stroke, which Unicode does not take apart."""

_TATWEEL: Final = "\u0640"


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word, and where it stands in the text."""

    text: str
    start: int
    end: int


def words_of(text: str) -> Iterator[Word]:
    """Yield the words of a text in its composed form (NFC), in their order."""
    for run in _RUN.finditer(text):
        at = run.start()
        if run[0].isascii():
            for part in _ASCII.finditer(run[0]):
                yield Word(part[0].lower()[:MAX_WORD], at + part.start(), at + part.end())
        else:
            for word in _words_of_run(run[0]):
                yield Word(word.text, at + word.start, at + word.end)


@lru_cache(maxsize=512)
def fold(text: str) -> str:
    """Return the words of a text with one space between them."""
    # Publishing asks for the same titles each time.
    return " ".join(word.text for word in words_of(composed(text)))


def fold_pieces(pieces: Iterable[str], *, most: int = 0) -> str:
    """Return pieces as a column holds them: two spaces between and around, so that no phrase spans two.

    Args:
        pieces: Texts of a passage.
        most: How many characters at most, where that is limited; what is over is not found.
    """
    folded = "  ".join(words for words in map(fold, pieces) if words)
    if most and len(folded) > most:
        folded = folded[:most].rpartition(" ")[0].rstrip()
    return f"  {folded}  " if folded else ""


def composed(text: str) -> str:
    """Return a text in its composed form, in which a character is one wherever it can be."""
    return unicodedata.normalize("NFC", text)


def _words_of_run(run: str) -> Iterator[Word]:
    """Yield the words of a run of letters, digits and whatever is not ASCII."""
    text, kind, start, end = "", "", 0, 0
    for at, character in enumerate(run):
        for folded, its_kind in _fold_character(character):
            if its_kind != kind or kind == "alone":
                if text:
                    yield Word(text[:MAX_WORD], start, end)
                text, kind, start = "", its_kind, at
            text += folded
            end = at + 1
        if text:
            end = at + 1
    if text:
        yield Word(text[:MAX_WORD], start, end)


@lru_cache(maxsize=5_000)
def _fold_character(character: str) -> tuple[tuple[str, str], ...]:
    """Return what a character becomes: each with its kind, a letter, a digit, alone, or nothing.

    An accent becomes nothing at all; it goes on with the word that it stands in.
    """
    if _is_dropped(character):
        return ()
    kept = [_digit(each) for each in _casefold(character) if _belongs(each)]
    return tuple((each, _kind_of(each)) for each in kept) or (("", ""),)


def _kind_of(character: str) -> str:
    if _ALONE.match(character):
        return "alone"
    return "digit" if character.isdecimal() else "letter"


def _casefold(character: str) -> str:
    """Return a character without case, accents and forms that only look different."""
    plain = unicodedata.normalize("NFKD", character).casefold()
    parts = unicodedata.normalize("NFKD", plain).translate(_NO_MARK)
    return unicodedata.normalize("NFC", "".join(each for each in parts if not _is_dropped(each)))


def _is_dropped(character: str) -> bool:
    """Tell whether a mark is an accent: those of Latin, Greek, Cyrillic, Hebrew and Arabic.

    Vowel signs of other scripts are parts of their words (their combining classes lie between).
    """
    if character == _TATWEEL or unicodedata.category(character) == "Cf":
        return True
    accent = unicodedata.combining(character)
    return 10 <= accent <= 36 or accent >= 200  # noqa: PLR2004 - classes of the Unicode Standard


def _belongs(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character).startswith("M")


def _digit(character: str) -> str:
    return str(unicodedata.digit(character)) if character.isdecimal() else character
