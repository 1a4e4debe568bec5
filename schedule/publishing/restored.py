"""After a restore: what is published then supersedes all that programs got of it before."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import DateTimeField, F, Value
from django.db.models.functions import Greatest

from courses.models import Course, draw_revision
from schedule.models import Event
from schedule.serialising import serialise_outdated

AHEAD: Final = 1_000
"""No event is published as often between two backups."""


@transaction.atomic
def supersede_what_is_lost(*, now: datetime) -> None:
    """Raise SEQUENCE and LAST-MODIFIED of every event past what is lost with the database before.

    Of two states of an event programs keep the one with the higher SEQUENCE (RFC 5546, section
    2.1.4), some the later LAST-MODIFIED. Else they would go on showing what was published after the
    backup was made, and pass over what is published next.
    """
    Event.objects.update(
        sequence=F("sequence") + AHEAD,
        changed_at=Greatest("changed_at", Value(now, DateTimeField())),
        serialised_as="",
    )
    serialise_outdated()
    Course.objects.update(revision=draw_revision())
