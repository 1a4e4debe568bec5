"""A term, its days without class and its day swaps."""

import uuid
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from courses import content
from courses.models.base import (
    KEY,
    LINE,
    Keyed,
    Validated,
    choices,
    chosen,
    draw_revision,
)


class Term(Validated):
    """A span of class days that many courses share. All its times are in its zone.

    Its `id` is drawn once and makes the UIDs of its no-class days, the same in every course.
    """

    content_type = content.Term

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.CharField(max_length=60, unique=True, help_text="In addresses: 2023-fall.")
    name = models.CharField(max_length=LINE, help_text="As people say it: Fall 2023.")
    time_zone = models.CharField(max_length=60, help_text="An IANA name: America/New_York.")
    first_day = models.DateField("first class day")
    last_day = models.DateField("last class day")
    revision = models.CharField(max_length=32, default=draw_revision, editable=False)

    class Meta:
        ordering = ["-first_day", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="term_ends_after_it_starts",
                violation_error_message="The last class day is before the first.",
            )
        ]

    def __str__(self) -> str:
        """Return the name."""
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of the term's page."""
        return reverse("schedule:term", args=[self.slug])

    @property
    def zone(self) -> ZoneInfo:
        """The zone of all local times of the term."""
        return ZoneInfo(self.time_zone)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with a new revision: lists show what its row says, without an edition between."""
        self.revision = draw_revision()
        if (columns := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*columns, "revision"}
        super().save(*args, **kwargs)


class NoClassDay(Keyed):
    """A date or a range of dates without class: of a term, or of one course."""

    content_type = content.NoClassDay

    term = models.ForeignKey(
        Term, null=True, blank=True, on_delete=models.CASCADE, related_name="no_class_days"
    )
    course = models.ForeignKey(
        "courses.Course",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="no_class_days",
    )
    title = models.CharField(max_length=LINE, help_text="Thanksgiving, Snow day.")
    day = models.DateField()
    last_day = models.DateField(null=True, blank=True, help_text="Of a range; else empty.")

    class Meta:
        verbose_name = "no-class day"
        ordering = ["day", "key"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(term__isnull=False, course__isnull=True)
                | Q(term__isnull=True, course__isnull=False),
                name="no_class_day_of_a_term_or_a_course",
                violation_error_message="A no-class day belongs to a term or to a course.",
            ),
            models.CheckConstraint(
                condition=Q(last_day__isnull=True) | Q(last_day__gte=F("day")),
                name="no_class_day_ends_after_it_starts",
                violation_error_message="The last day is before the first.",
            ),
            models.UniqueConstraint(fields=["term", "key"], name="no_class_day_key_once_a_term"),
            models.UniqueConstraint(
                fields=["course", "key"], name="no_class_day_key_once_a_course"
            ),
        ]

    def __str__(self) -> str:
        """Return the day and what it is."""
        return f"{self.day:%Y-%m-%d} {self.title}"

    def get_absolute_url(self) -> str:
        """Return the address of the page that shows it."""
        if self.course is not None:
            return self.course.item_url(self.key)
        assert self.term is not None  # noqa: S101 - held by the database
        return self.term.get_absolute_url()


class DaySwap(Validated):
    """A date of the term on which another weekday's classes meet."""

    content_type = content.DaySwap

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="day_swaps")
    key = models.CharField(max_length=KEY)
    day = models.DateField()
    follows = models.CharField(max_length=3, choices=choices(content.Weekday))

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["term", "key"], name="day_swap_key_once_a_term"),
            models.UniqueConstraint(fields=["term", "day"], name="one_day_swap_a_day"),
        ]

    def __str__(self) -> str:
        """Return the day and the weekday it follows."""
        return f"{self.day:%Y-%m-%d} follows a {content.Weekday(self.follows).name.capitalize()}"

    def get_absolute_url(self) -> str:
        """Return the address of its term's page."""
        return self.term.get_absolute_url()

    def clean(self) -> None:
        """Check the row, and that its day is in the term.

        Raises:
            ValidationError: By field.
        """
        super().clean()
        if chosen(self, "term") and not self.term.first_day <= self.day <= self.term.last_day:
            raise ValidationError({"day": "This day is outside the term."})
