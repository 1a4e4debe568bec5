"""What templates need beyond Django's own."""

import re
from collections.abc import Iterable
from typing import Final

from django import template
from django.template.defaultfilters import stringfilter
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from schedule import markdown as renderer
from schedule.searching.excerpt import Part
from schedule.wording import joining

register = template.Library()

MARK: Final = (mark_safe("<mark>"), mark_safe("</mark>"))
NO_MARK: Final = ("", "")
WORD_JOINER: Final = "\N{WORD JOINER}"
DASH_IN_SPAN: Final = re.compile(
    r"(?<=\d)\N{POP DIRECTIONAL ISOLATE}?[–〜](?=\N{FIRST STRONG ISOLATE}?\d)"
)


@register.filter
def markdown(text: str, highest: int = 3) -> SafeString:
    """Return Markdown that people wrote as safe HTML, its headings from this level down."""
    return renderer.render(text, highest)


@register.filter
def tied(words: str) -> str:
    """Return words in which no line ends after the dash of a span of times: 15:35–17:00."""
    return DASH_IN_SPAN.sub(rf"\g<0>{WORD_JOINER}", words)


@register.filter(is_safe=True)
@stringfilter
def spaced(words: str) -> str:
    """Return words with the space before what follows them, where their last mark needs one."""
    return joining.spaced(words)


@register.filter
def marked(parts: Iterable[Part]) -> SafeString:
    """Return a text with what was looked for marked in it."""
    rows = ((part.text, *(MARK if part.is_match else NO_MARK)) for part in parts)
    return format_html_join("", "{1}{0}{2}", rows)
