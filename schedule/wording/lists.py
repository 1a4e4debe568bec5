"""Lists of names that do not grow without end."""

from collections.abc import Sequence

from django.utils.translation import ngettext

from schedule.wording.joining import side_by_side
from schedule.wording.phrase import fill


def some_of(names: Sequence[str], most: int) -> str:
    """Return names with commas; of more than `most`, the first ones and how many more there are."""
    shown = list(names)
    if len(shown) > most:
        more = len(shown) - most + 1
        shown[most - 1 :] = [fill(ngettext("{n} more", "{n} more", more), n=more)]
    return side_by_side(*shown)
