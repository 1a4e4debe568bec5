"""The mail ledger: one row for each mail that is to go, was sent, or will never be."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from courses.models.base import LINE


class MailKind(models.TextChoices):
    """What a mail is."""

    CONFIRM = "confirm"
    REMINDER = "reminder"
    CHANGES = "changes"
    TEST = "test"


class MailState(models.TextChoices):
    """What became of a mail. All but `waiting` are for good.

    Attributes:
        WAITING: It goes when its time has come; while a sender has it, its lease runs.
        SENT: The server took it.
        FAILED: It was refused for good, or for too long.
        MISSED: Its time passed while nothing was sent.
        VOID: What it was about is not so any more.
    """

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    MISSED = "missed"
    VOID = "void"


class MailQuerySet(models.QuerySet["Mail"]):
    """Mails, in the words of the sender."""

    def waiting(self) -> Self:
        """Keep what is still to go."""
        return self.filter(state=MailState.WAITING)

    def due(self, now: datetime) -> Self:
        """Keep what is to go now, the earliest first."""
        return self.waiting().filter(send_at__lte=now).order_by("send_at", "id")


class Mail(models.Model):
    """One mail: to whom, about what, when, and what became of it. It holds no text.

    A reminder belongs to a subscription, an event, the time it is due and a lead, and there is no
    second row of the four: so it is sent once. Nothing else belongs to a subscription. A notice of
    changes belongs to a subscriber, of whom one at a time waits. A confirmation belongs to what was
    asked for; a test to an account.

    Attributes:
        due: When the event is due, or starts. Aware.
        lead: How long before, in its one form: P1D, PT2H, morning.
        send_at: When it goes; put off when the server refuses it for now. Aware.
        lease_until: Until when the sender that claimed it has it to itself. Aware.
        claimed_by: Which sender that is.
        attempts: How often it was tried.
        urgent: Whether it goes before others, and in quiet hours too.
        done_at: When it became what it is. Aware.
        subject: As it was sent, for the subscriber's own page.
        reply: What the server said when it refused it, or why it is void.
    """

    kind = models.CharField(max_length=8, choices=MailKind)
    state = models.CharField(max_length=7, choices=MailState, default=MailState.WAITING)
    subscriber = models.ForeignKey(
        "Subscriber", null=True, on_delete=models.CASCADE, related_name="mails"
    )
    subscription = models.ForeignKey(
        "Subscription", null=True, on_delete=models.CASCADE, related_name="mails", db_index=False
    )
    # Nor does the database look these two up for each of a hundred thousand rows: whoever deletes
    # them deletes subscriptions as well, which it does look up.
    event = models.ForeignKey(
        "Event",
        null=True,
        on_delete=models.CASCADE,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    sign_up = models.ForeignKey(
        "SignUp", null=True, on_delete=models.CASCADE, related_name="mails", db_index=False
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.CASCADE,
        related_name="+",
        db_index=False,
    )
    course = models.ForeignKey(
        "courses.Course",
        null=True,
        on_delete=models.CASCADE,
        related_name="mails",
        db_index=False,
        db_constraint=False,
    )
    due = models.DateTimeField(null=True)
    lead = models.CharField(max_length=20, blank=True)
    made_at = models.DateTimeField()
    send_at = models.DateTimeField()
    urgent = models.BooleanField(default=False)
    lease_until = models.DateTimeField(null=True)
    claimed_by = models.CharField(max_length=32, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    subject = models.CharField(max_length=LINE, blank=True)
    reply = models.CharField(max_length=LINE, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-send_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["subscription", "event", "due", "lead"], name="mail_reminds_once"
            ),
            models.UniqueConstraint(
                fields=["subscriber"],
                name="mail_tells_changes_once_at_a_time",
                condition=Q(kind=MailKind.CHANGES, state=MailState.WAITING),
            ),
        ]
        # Each costs a reminder as much as itself: those of the fields above serve deletions too.
        indexes: ClassVar = [
            models.Index(
                fields=["send_at", "id"],
                name="mail_due",
                condition=Q(state=MailState.WAITING),
            ),
            models.Index(
                fields=["send_at", "id"],
                name="mail_due_first",
                condition=Q(state=MailState.WAITING) & (Q(kind=MailKind.CONFIRM) | Q(urgent=True)),
            ),
            models.Index(
                fields=["sign_up"], name="mail_of_sign_up", condition=Q(sign_up__isnull=False)
            ),
            models.Index(
                fields=["account"], name="mail_of_account", condition=Q(account__isnull=False)
            ),
            models.Index(fields=["course", "state", "send_at"], name="mail_of_course"),
            models.Index(fields=["event", "subscription"], name="mail_of_event"),
        ]

    def __str__(self) -> str:
        """Return what it is and when it goes."""
        return f"{self.kind} {self.send_at:%Y-%m-%d %H:%M}"


class PlannedCourse(models.Model):
    """How far the ledger has what is due in a course: as of which edition, and until when.

    While it is brought further, subscription by subscription, it says what it is brought to, and
    which subscription was the last; a planner that dies loses nothing, and another goes on.

    Attributes:
        announces_at: When the day of the next announcement begins. Aware.
        announced_on: The last day that began with one which had been published before.
        next_edition: As of which edition it is being planned; None while it is not.
        next_until: Until when. Aware.
        after: The key of the last subscription that has it.
    """

    course = models.OneToOneField(
        "courses.Course", primary_key=True, on_delete=models.CASCADE, related_name="mails_planned"
    )
    edition_number = models.PositiveIntegerField()
    until = models.DateTimeField(help_text="Reminders before it are in the ledger.")
    announces_at = models.DateTimeField(null=True)
    announced_on = models.DateField(null=True)
    next_edition = models.PositiveIntegerField(null=True)
    next_until = models.DateTimeField(null=True)
    after = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        """Return until when."""
        return f"{self.course_id} {self.until:%Y-%m-%d %H:%M}"


class Sender(models.Model):
    """When mail was last sent, or looked for, by any process: one row, the first.

    Attributes:
        ran_at: Written about once a minute while a sender runs.
        trouble: Why the server cannot be used, in words for an operator; empty while it can.
        trouble_since: Since when.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    ran_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=LINE, blank=True)
    trouble_since = models.DateTimeField(null=True)

    def __str__(self) -> str:
        """Return when it ran."""
        return f"{self.ran_at:%Y-%m-%d %H:%M}" if self.ran_at else "never"
