"""The languages that we speak."""

from typing import Final

from django.conf import settings
from django.utils.translation import get_supported_language_variant

LANGUAGES: Final = tuple(code for code, _ in settings.LANGUAGES)
"""Their codes, as Django writes them."""

TRADITIONAL: Final = ("zh-hant", "zh-tw", "zh-hk", "zh-mo")
"""Chinese that Django would take for the simplified one, in other characters."""


def spoken(tag: str) -> str:
    """Return the code of the language that we speak to those of a language tag; else English's."""
    code = tag.lower()
    if code.startswith(TRADITIONAL):
        return settings.LANGUAGE_CODE
    try:
        return get_supported_language_variant(code)
    except LookupError:
        return settings.LANGUAGE_CODE


def to_language_tag(code: str) -> str:
    """Return a language's code as HTML has it: zh-Hans for zh-hans (RFC 5646, section 2.1.1)."""
    language, _, script = code.partition("-")
    return f"{language}-{script.title()}" if script else language
