"""Calendar files that mails bring, of what moved: each event as it is kept, without METHOD.

With a METHOD it would be an invitation, which needs an ORGANIZER and asks for an answer (RFC 5546).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.utils.translation import gettext_noop

from schedule.feeds.joining import item_text
from schedule.feeds.options import Options
from schedule.mailing.letters.envelope import Attachment
from schedule.models import Event

ATTACHED: Final = gettext_noop(
    "The new date is attached as a calendar file. "
    "Calendars that subscribe to the course have it anyway."
)
MOST_FILES: Final = 8
"""Where more moved no file is attached: one would not want to open them one by one."""


def event_files(events: Sequence[Event]) -> tuple[Attachment, ...]:
    """Return a file for each event, with its course and term; none where there are very many.

    One each: programs take a file of several for a calendar of its own, beside the reader's.
    """
    return tuple(map(_file, events)) if len(events) <= MOST_FILES else ()


def _file(event: Event) -> Attachment:
    return Attachment(f"{event.course.slug}-{event.key}.ics", item_text(event, Options()))
