"""What templates need beyond Django's own."""

from django import template
from django.utils.safestring import SafeString

from schedule import markdown as renderer

register = template.Library()


@register.filter
def markdown(text: str) -> SafeString:
    """Return Markdown that people wrote as safe HTML."""
    return renderer.render(text)
