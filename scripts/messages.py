"""Bring locale/ up to date: extract all messages, keep their translations, compile the catalogs.

Messages come from Python by `gettext` and its kin, from templates by Django's own reading of them. A
catalog is sorted, names files but no lines or dates, and holds neither obsolete nor fuzzy entries, so
that a difference shows what changed and nothing else. A new message stands there untranslated; the
tests say which. Needs no gettext, neither here nor on a server: the compiled catalogs are committed.

Usage: ``scripts/messages.py`` writes locale/*/LC_MESSAGES/django.po and .mo, the same bytes each time;
``scripts/messages.py ja ar`` those of Japanese and Arabic alone.
"""

import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

import django
from babel.messages.catalog import Catalog as BabelCatalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation import to_locale
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
Found = tuple[str, str | tuple[str, str], str | None]
PYTHON = ("config", "courses", "schedule")
TEMPLATES = "templates"
WIDTH = 100
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLURALS = {
    "ar": (
        6,
        "n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5",
    ),
    "de": (2, "n != 1"),
    "es": (2, "n != 1"),
    "fr": (2, "n > 1"),
    "ja": (1, "0"),
    "zh_Hans": (1, "0"),
}
"""How many forms a number has in each language, and which one it takes, in C as gettext reads it."""


class Catalog(BabelCatalog):
    """A catalog whose head says no more than what programs read."""

    def __init__(self, language: str) -> None:
        super().__init__(
            locale=language,
            fuzzy=False,
            header_comment=f"# Lectern in {language}; see locale/README.md.",
        )

    @property
    def num_plurals(self) -> int:
        """How many forms a number has."""
        return PLURALS[self.locale_identifier][0]

    @property
    def plural_forms(self) -> str:
        """The same, with the rule, as the head has it."""
        return "nplurals={}; plural=({});".format(*PLURALS[self.locale_identifier])

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """What stands in the head."""
        return [
            ("Language", self.locale_identifier),
            ("Plural-Forms", self.plural_forms),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ]


def languages() -> list[str]:
    """The languages to translate into, as their folders are called: zh_Hans."""
    return [to_locale(code) for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


def folder(language: str) -> Path:
    """Where the catalogs of a language are."""
    return ROOT / "locale" / language / "LC_MESSAGES"


def sources() -> Iterator[tuple[str, bytes]]:
    """Every file that can hold messages, by its name from here, as Python."""
    for package in PYTHON:
        for path in (ROOT / package).rglob("*.py"):
            yield path.relative_to(ROOT).as_posix(), path.read_bytes()
    for path in (ROOT / TEMPLATES).rglob("*.*"):
        # In brackets, as what stands between the messages is blanked out but still indented.
        code = templatize(path.read_text(encoding="utf-8"), origin=str(path))
        yield path.relative_to(ROOT).as_posix(), f"({code})".encode()


def messages() -> list[Found]:
    """Every message: the file it is in, its text or its singular and plural, its context."""
    return [
        (name, message, context)
        for name, code in sorted(sources())
        for _, message, _, context in extract("python", BytesIO(code), keywords=KEYWORDS)
    ]


def fresh(language: str, found: Iterable[Found]) -> Catalog:
    """A catalog of all messages, none of them translated."""
    catalog = Catalog(language)
    for name, message, context in found:
        catalog.add(message, locations=[(name, 0)], context=context)
    return catalog


def read(language: str) -> BabelCatalog:
    """The catalog as it stands; an empty one where there is none yet."""
    path = folder(language) / "django.po"
    if not path.exists():
        return BabelCatalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def merge(catalog: Catalog, old: BabelCatalog) -> Catalog:
    """Give messages the translations they had, as long as both are of one number or both of many."""
    for message in catalog:
        known = old.get(message.id, message.context) if message.id else None
        if (
            known
            and not known.fuzzy
            and isinstance(known.string, str) == isinstance(message.id, str)
        ):
            message.string = known.string
    return catalog


def as_po(catalog: Catalog) -> bytes:
    """The catalog as translators read it."""
    file = BytesIO()
    write_po(file, catalog, width=WIDTH, sort_output=True, include_lineno=False)
    return file.getvalue()


def as_mo(catalog: BabelCatalog) -> bytes:
    """The catalog as programs read it: what is translated."""
    compiled = Catalog(catalog.locale_identifier)
    for message in catalog:
        if message.id and is_translated(message.string):
            compiled.add(message.id, message.string, context=message.context)
    file = BytesIO()
    write_mo(file, compiled)
    return file.getvalue()


def main(wanted: Iterable[str]) -> None:
    """Write the catalogs of these languages, and say what is missing in each."""
    found = messages()
    for language in wanted:
        catalog = merge(fresh(language, found), read(language))
        folder(language).mkdir(parents=True, exist_ok=True)
        (folder(language) / "django.po").write_bytes(as_po(catalog))
        (folder(language) / "django.mo").write_bytes(as_mo(catalog))
        missing = sum(1 for message in catalog if message.id and not is_translated(message.string))
        print(f"{language}: {len(catalog)} messages, {missing} without a translation")


def is_translated(string: str | Iterable[str]) -> bool:
    """Tell whether a message has all its forms."""
    return bool(string) if isinstance(string, str) else bool(string) and all(string)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    main(sys.argv[1:] or languages())
