"""A subscriber: an address that is written to, what it chose, and the courses it asked for."""

from __future__ import annotations

import uuid
from datetime import time
from typing import ClassVar, Final

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.db.models.lookups import Exact

MORNING: Final = time(8)
"""When the morning's reminders and the digests come, unless another hour is chosen."""


def of_address(address: str) -> Q:
    """Return the condition that a row is of an address, in small letters or capitals."""
    return Q(Exact(Lower("address"), address.lower()))


class Notices(models.TextChoices):
    """How soon a subscriber hears of changes."""

    NONE = "none"
    AT_ONCE = "at-once"
    DAILY = "daily"
    WEEKLY = "weekly"


class Chosen(models.Model):
    """What is chosen for an address: once for all of its courses."""

    kinds = models.CharField(
        max_length=100, blank=True, help_text="What to be reminded of: values of `Kind`, by blanks."
    )
    leads = models.CharField(
        max_length=100, blank=True, help_text="How long before: P7D, PT2H or morning, by blanks."
    )
    morning = models.TimeField(default=MORNING, help_text="Local time of the address's zone.")
    notices = models.CharField(max_length=8, choices=Notices, default=Notices.AT_ONCE)
    language = models.CharField(max_length=10)
    time_zone = models.CharField(max_length=60)
    quiet_from = models.TimeField(null=True, blank=True)
    quiet_until = models.TimeField(null=True, blank=True)

    class Meta:
        abstract = True


class Subscriber(Chosen):
    """An address that confirmed. It is erased when it ends everything.

    Attributes:
        nonce: What the signature in its links is of; another one ends all links that were sent.
        refused: How many mails to it were refused for good, since the last that was taken.
        paused_at: When it was refused too often; it gets nothing until it changes its choices.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    address = models.EmailField(max_length=254)
    nonce = models.CharField(max_length=32, editable=False)
    made_at = models.DateTimeField(editable=False)
    chosen_at = models.DateTimeField(editable=False)
    refused = models.PositiveSmallIntegerField(default=0, editable=False)
    paused_at = models.DateTimeField(null=True, blank=True, editable=False)
    courses = models.ManyToManyField("courses.Course", through="Subscription", related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("address"), name="subscriber_has_an_address_once")
        ]

    def __str__(self) -> str:
        """Return the address, which only superusers are shown."""
        return self.address


class Subscription(models.Model):
    """A course that an address asked for.

    Attributes:
        told_edition: The edition whose state the subscriber was last told of.
        told_on: As of which local day of the course: announcements of later days were not told.
        is_planned: Whether the ledger has what is due for it, as far as its course is planned.
    """

    subscriber = models.ForeignKey(
        Subscriber, on_delete=models.CASCADE, related_name="subscriptions"
    )
    course = models.ForeignKey(
        "courses.Course", on_delete=models.CASCADE, related_name="mail_subscriptions"
    )
    made_at = models.DateTimeField(editable=False)
    told_edition = models.PositiveIntegerField()
    told_on = models.DateField()
    is_planned = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["subscriber", "course"], name="subscription_once_a_course"
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["id"], name="subscription_to_plan", condition=models.Q(is_planned=False)
            )
        ]

    def __str__(self) -> str:
        """Return which course."""
        return str(self.course)


class SignUp(Chosen):
    """What somebody asked for at a page, until the address confirms it or seven days are over.

    Attributes:
        network: A keyed hash of where it was asked from, for counting.
        courses: The keys of the courses asked for, as text.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    address = models.EmailField(max_length=254)
    network = models.CharField(max_length=64)
    courses = models.JSONField(default=list)
    made_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["made_at"], name="sign_up_made"),
            models.Index(fields=["network", "made_at"], name="sign_up_network"),
            models.Index(Lower("address"), "made_at", name="sign_up_address"),
        ]

    def __str__(self) -> str:
        """Return when it was asked."""
        return f"{self.made_at:%Y-%m-%d %H:%M}"
