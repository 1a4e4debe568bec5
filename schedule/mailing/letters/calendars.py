"""Calendar files that mails bring, of what moved: each event as it is kept, without METHOD.

With a METHOD it would be an invitation, which needs an ORGANIZER and asks for an answer (RFC 5546).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.utils.translation import gettext, ngettext

from schedule.feeds.joining import item_text
from schedule.feeds.options import Options
from schedule.mailing.letters.mime import Attachment
from schedule.models import Event
from schedule.wording.joining import sentences

MOST_FILES: Final = 8
"""Where more moved no file is attached: nobody opens them one by one."""


def event_files(events: Sequence[Event]) -> tuple[Attachment, ...]:
    """Return a file for each event, with its course and term; none where there are very many.

    One each: programs take a file of several for a calendar of its own, beside the reader's.
    """
    return tuple(map(_file, events)) if len(events) <= MOST_FILES else ()


def file_words(files: Sequence[Attachment]) -> str:
    """Return what the files are, and who needs none; nothing where there are none."""
    if not files:
        return ""
    attached = ngettext(
        "Attached: a calendar file of what moved.",
        "Attached: calendar files of what moved.",
        len(files),
    )
    return sentences(attached, gettext("A subscribed calendar follows by itself."))


def _file(event: Event) -> Attachment:
    return Attachment(f"{event.course.slug}-{event.key}.ics", item_text(event, Options()))
