"""What the templates of mails need: parts that many letters share are laid out once."""

from collections.abc import Hashable
from functools import lru_cache
from typing import Final

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language, override

register = template.Library()

REMEMBERED: Final = 512
"""Some KB each: a deadline is told in each language, on as many clocks as differ from its course's."""


@register.simple_tag
def shared(name: str, said: Hashable) -> SafeString:
    """Return what was `said`, laid out by a template that depends on it and the language alone."""
    return _laid_out(name, said, get_language())


@lru_cache(REMEMBERED)
def _laid_out(name: str, said: Hashable, language: str | None) -> SafeString:
    with override(language):
        return render_to_string(name, {"said": said})
