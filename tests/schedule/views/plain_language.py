"""A language made of no Latin letters, to see what on a page is not said in its reader's language.

Messages are said in full-width letters, what staff wrote in Cyrillic ones. A letter of the Latin
alphabet is then a word that nobody can translate.
"""

import re
from gettext import NullTranslations

LATIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
FULL_WIDTH = str.maketrans({letter: chr(ord(letter) + 0xFEE0) for letter in LATIN})
CYRILLIC = str.maketrans(dict.fromkeys(LATIN, "ж"))
KEPT = re.compile(r"(\{\w*\}|%\(\w+\)s|<[^>]*>)")
FORMATS = ("date format: ", "time format: ", "hours on a clock: ")
WRITTEN = {
    *("title", "topic", "description", "text", "note", "reason", "label", "name", "room"),
    *("section", "lecturer", "number", "also_numbers", "email"),
}
"""The fields of content that hold what staff wrote for people."""


class PlainLanguage(NullTranslations):
    """What Django takes for the catalog of a language."""

    def gettext(self, message):
        context, _, words = message.rpartition("\x04")
        if context.startswith(FORMATS):
            return words
        return "".join(
            piece if KEPT.fullmatch(piece) else piece.translate(FULL_WIDTH)
            for piece in KEPT.split(words)
        )

    def ngettext(self, singular, plural, number):
        return self.gettext(singular if number == 1 else plural)

    def to_language(self):
        return "de"

    language = to_language


def as_written(value, field=""):
    """Return content with all that staff wrote in Cyrillic letters."""
    if isinstance(value, dict):
        return {key: as_written(each, key) for key, each in value.items()}
    if isinstance(value, list):
        return [as_written(each, field) for each in value]
    return value.translate(CYRILLIC) if isinstance(value, str) and field in WRITTEN else value
