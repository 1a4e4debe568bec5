"""Coursework, when it comes out and when it is due."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from courses import content
from courses.content.when import LAST_CLASS
from courses.models.base import ADDRESS, LINE, CourseItem, choices


class Lab(CourseItem):
    """A piece of coursework: lab, homework or project."""

    content_type = content.Lab

    course = models.ForeignKey("courses.Course", on_delete=models.CASCADE, related_name="labs")
    kind = models.CharField(
        max_length=8, choices=choices(content.LabKind), default=content.LabKind.LAB.value
    )
    title = models.CharField(max_length=LINE, help_text="In short: Lab 1.")
    topic = models.CharField(max_length=LINE, blank=True)
    handout = models.CharField("address of the handout", max_length=ADDRESS, blank=True)
    description = models.TextField(blank=True, help_text="Markdown.")
    needs = models.JSONField(
        default=list, blank=True, help_text="The keys of the lectures that it builds on."
    )

    class Meta(CourseItem.Meta):
        pass

    def __str__(self) -> str:
        """Return title and topic."""
        return f"{self.title}: {self.topic}" if self.topic else self.title

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return self.course.item_url(self.key)


class Dated(CourseItem):
    """A row that stands on a day: fixed, anchored to a lecture or the last class, or open."""

    class Basis(models.TextChoices):
        """What its day follows from."""

        FIXED = "fixed", "a date"
        LECTURE = "lecture", "the day of a lecture"
        LAST_CLASS = "last-class", "the day of the last class"
        TO_BE_ANNOUNCED = "tba", "to be announced"

    title = models.CharField(max_length=LINE, blank=True, help_text="Else the coursework's.")
    note = models.CharField(max_length=LINE, blank=True)
    basis = models.CharField(max_length=10, choices=Basis.choices, default=Basis.FIXED)
    day = models.DateField(null=True, blank=True, help_text="Of a fixed date.")
    anchor = models.ForeignKey(
        "courses.Lecture",
        null=True,
        blank=True,
        on_delete=models.RESTRICT,
        related_name="%(class)ss",
        help_text="The lecture whose day it follows.",
    )
    offset_days = models.SmallIntegerField(
        default=0, help_text="Local days after (or, negative, before) the anchor."
    )
    at = models.TimeField("time", null=True, blank=True, help_text="Empty: none is stated.")

    class Meta(CourseItem.Meta):
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *CourseItem.Meta.constraints,
            models.CheckConstraint(
                condition=Q(basis="fixed", day__isnull=False, anchor__isnull=True, offset_days=0)
                | Q(basis="lecture", day__isnull=True, anchor__isnull=False)
                | Q(basis="last-class", day__isnull=True, anchor__isnull=True)
                | Q(
                    basis="tba",
                    day__isnull=True,
                    anchor__isnull=True,
                    at__isnull=True,
                    offset_days=0,
                ),
                name="%(class)s_fixed_or_anchored",
                violation_error_message=(
                    "Give a date, or a lecture to follow, or neither: exactly what the basis says."
                ),
            ),
        ]

    @property
    def when(self) -> content.When:
        """When it is, as the course file says it.

        Raises:
            ValueError: The columns do not fit the basis.
        """
        if self.basis == self.Basis.FIXED and self.day is not None:
            return content.Fixed(day=self.day, at=self.at)
        if self.basis == self.Basis.LECTURE and self.anchor is not None:
            return content.Anchored(self.anchor.key, self.offset_days, self.at)
        if self.basis == self.Basis.LAST_CLASS:
            return content.Anchored(LAST_CLASS, self.offset_days, self.at)
        if self.basis == self.Basis.TO_BE_ANNOUNCED:
            return content.ToBeAnnounced()
        msg = "Give the date or the lecture that the basis names."
        raise ValueError(msg)

    def clean(self) -> None:
        """Check the row, and that what it refers to is of its course.

        Raises:
            ValidationError: By field.
        """
        super().clean()
        for name in ("anchor", "lab"):
            other = getattr(self, name, None)
            if other is not None and other.course_id != self.course_id:
                raise ValidationError({name: "This is of another course."})

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return self.course.item_url(self.key)


class Release(Dated):
    """When a piece of coursework comes out."""

    content_type = content.Release
    content_columns: ClassVar = {"out": "basis"}

    course = models.ForeignKey("courses.Course", on_delete=models.CASCADE, related_name="releases")
    lab = models.ForeignKey(Lab, on_delete=models.CASCADE, related_name="releases")

    class Meta(Dated.Meta):
        pass

    def __str__(self) -> str:
        """Return what comes out."""
        return f"{self.title or self.lab.title} out"

    def own_values(self) -> dict[str, object]:
        """Return the fields of `content.Release`."""
        return {**super().own_values(), "out": self.when}


class Deadline(Dated):
    """When a piece of coursework is due; extended, both dates are kept."""

    content_type = content.Deadline
    content_columns: ClassVar = {"due": "basis", "extended": "extended_day"}

    course = models.ForeignKey("courses.Course", on_delete=models.CASCADE, related_name="deadlines")
    lab = models.ForeignKey(Lab, on_delete=models.CASCADE, related_name="deadlines")
    extended_day = models.DateField("extended to", null=True, blank=True)
    extended_at = models.TimeField("extended to time", null=True, blank=True)

    class Meta(Dated.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(extended_at__isnull=True) | Q(extended_day__isnull=False),
                name="deadline_extended_time_has_a_day",
                violation_error_message="An extension with a time needs a date.",
            ),
        ]

    def __str__(self) -> str:
        """Return what is due."""
        return f"{self.title or self.lab.title} due"

    @property
    def extended(self) -> content.Fixed | None:
        """The date it is extended to, if it is."""
        if self.extended_day is None:
            return None
        return content.Fixed(day=self.extended_day, at=self.extended_at)

    def own_values(self) -> dict[str, object]:
        """Return the fields of `content.Deadline`."""
        return {**super().own_values(), "due": self.when, "extended": self.extended}
