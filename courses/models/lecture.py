"""A lecture of a course's ordered outline."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from courses import content
from courses.models.base import LINE, CourseItem


class Lecture(CourseItem):
    """One lecture. Its date is not written, it follows; a pin fixes it to a date."""

    content_type = content.Lecture
    content_columns: ClassVar = {
        "pin": "pin_day",
        "pin.day": "pin_day",
        "pin.start": "pin_start",
        "pin.end": "pin_end",
        "pin.room": "pin_room",
    }

    course = models.ForeignKey("courses.Course", on_delete=models.CASCADE, related_name="lectures")
    chapter = models.ForeignKey(
        "courses.Chapter", null=True, blank=True, on_delete=models.SET_NULL, related_name="lectures"
    )
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    title = models.CharField(max_length=LINE)
    lecturer = models.CharField(max_length=LINE, blank=True)
    description = models.TextField(blank=True, help_text="Markdown.")
    pin_day = models.DateField("pinned to", null=True, blank=True)
    pin_start = models.TimeField(
        "start", null=True, blank=True, help_text="Of a make-up class; else the meeting's."
    )
    pin_end = models.TimeField("end", null=True, blank=True)
    pin_room = models.CharField("room", max_length=LINE, blank=True)
    cancelled = models.BooleanField(default=False)
    reason = models.CharField(max_length=LINE, blank=True, help_text="Why it is cancelled.")
    merged_into = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.RESTRICT,
        related_name="merged",
        help_text="The lecture it is held together with.",
    )

    class Meta(CourseItem.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *CourseItem.Meta.constraints,
            models.CheckConstraint(
                condition=Q(pin_start__isnull=True) | Q(pin_day__isnull=False),
                name="lecture_pin_start_has_a_day",
                violation_error_message="A pin with a start needs a date.",
            ),
            models.CheckConstraint(
                condition=Q(pin_end__isnull=True) | Q(pin_end__gt=F("pin_start")),
                name="lecture_pin_ends_after_it_starts",
                violation_error_message="The pin's end is not after its start.",
            ),
            models.CheckConstraint(
                condition=Q(cancelled=False) | Q(merged_into__isnull=True),
                name="lecture_cancelled_or_merged",
                violation_error_message="A lecture is cancelled or merged, not both.",
            ),
        ]

    def __str__(self) -> str:
        """Return number and title, as a list of lectures has it."""
        return self.title if self.number is None else f"{self.number}. {self.title}"

    def get_absolute_url(self) -> str:
        """Return the address of the lecture's page."""
        return self.course.item_url(self.key)

    def clean(self) -> None:
        """Check the row, and that what it refers to is of its course.

        Raises:
            ValidationError: By field.
        """
        super().clean()
        for name in ("chapter", "merged_into"):
            other = getattr(self, name)
            if other is not None and other.course_id != self.course_id:
                raise ValidationError({name: "This is of another course."})

    def pin_values(self) -> dict[str, object] | None:
        """Return the fields of `content.Pin`, or None where it is not pinned."""
        if self.pin_day is None and self.pin_start is None and self.pin_end is None:
            return None
        return {
            "day": self.pin_day,
            "start": self.pin_start,
            "end": self.pin_end,
            "room": self.pin_room,
        }

    def own_values(self) -> dict[str, object]:
        """Return the fields of `content.Lecture` without its resources."""
        return {
            **super().own_values(),
            "chapter": self.chapter.key if self.chapter else "",
            "merged_into": self.merged_into.key if self.merged_into else "",
            "pin": self.pin_values(),
        }
