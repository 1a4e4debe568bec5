"""A change as HTML for feed readers, its parts marked as on the pages.

Not by the pages' template: a feed has some hundred changes, and that takes three times as long.
"""

from typing import Final

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from schedule.wording import Part, Phrase

MARKS: Final = {
    "item": "<b><bdi>{}</bdi></b>",
    "now": "<ins><bdi>{}</bdi></ins>",
    "was": "<del><bdi>{}</bdi></del>",
    "n": "<b>{}</b>",
}
LINK: Final = '<a href="{}"><bdi>{}</bdi></a>'
VALUE: Final = "<bdi>{}</bdi>"


def marked(words: Phrase, url: str) -> SafeString:
    """Return a sentence as HTML.

    Args:
        words: Its parts.
        url: The absolute address of the item; empty where it has no page now.
    """
    return format_html_join("", "{}", ((_part(part, url),) for part in words))


def _part(part: Part, url: str) -> SafeString:
    if not part.name:
        return escape(part.text)
    if part.name == "item" and url:
        return format_html(LINK, url, part.text)
    return format_html(MARKS.get(part.name, VALUE), part.text)
