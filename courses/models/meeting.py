"""When a course meets, week by week, and the days that differ."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from courses import content
from courses.models.base import LINE, CourseItem, choices
from courses.models.fields import WeekdaysField, parse_weekdays


class Meeting(CourseItem):
    """A weekly pattern, in local time. An end that is not known stays empty."""

    content_type = content.Meeting

    course = models.ForeignKey("courses.Course", on_delete=models.CASCADE, related_name="meetings")
    kind = models.CharField(
        max_length=12,
        choices=choices(content.MeetingKind),
        default=content.MeetingKind.LECTURE.value,
    )
    title = models.CharField(max_length=LINE, blank=True)
    section = models.CharField(max_length=LINE, blank=True)
    weekdays = WeekdaysField()
    start = models.TimeField()
    end = models.TimeField(null=True, blank=True)
    room = models.CharField(max_length=LINE, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)

    class Meta(CourseItem.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *CourseItem.Meta.constraints,
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gt=F("start")),
                name="meeting_ends_after_it_starts",
                violation_error_message="The end is not after the start.",
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
                name="meeting_valid_until_after_from",
                violation_error_message="Valid until is before valid from.",
            ),
        ]

    def __str__(self) -> str:
        """Return what meets when."""
        days = "/".join(day.capitalize() for day in self.weekdays.split(","))
        return f"{self.title or self.get_kind_display()} {days} {self.start:%H:%M}"

    def get_absolute_url(self) -> str:
        """Return the address of the course page."""
        return self.course.get_absolute_url()

    def own_values(self) -> dict[str, object]:
        """Return the fields of `content.Meeting` without its exceptions."""
        return {**super().own_values(), "weekdays": parse_weekdays(self.weekdays)}


class MeetingException(CourseItem):
    """One day of a meeting that differs: not held, another time, another room."""

    content_type = content.MeetingException

    course = models.ForeignKey(
        "courses.Course", on_delete=models.CASCADE, related_name="meeting_exceptions"
    )
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="exceptions")
    day = models.DateField()
    held = models.BooleanField(default=True)
    start = models.TimeField(null=True, blank=True)
    end = models.TimeField(null=True, blank=True)
    room = models.CharField(max_length=LINE, blank=True)
    reason = models.CharField(max_length=LINE, blank=True)

    class Meta(CourseItem.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *CourseItem.Meta.constraints,
            models.UniqueConstraint(
                fields=["meeting", "day"],
                name="one_exception_a_day",
                violation_error_message="This meeting has an exception for this day.",
            ),
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(start__isnull=True) | Q(end__gt=F("start")),
                name="exception_ends_after_it_starts",
                violation_error_message="The end is not after the start.",
            ),
        ]

    def __str__(self) -> str:
        """Return the meeting and the day that differs."""
        return f"{self.meeting} on {self.day:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        """Return the address of the course page."""
        return self.course.get_absolute_url()

    def clean(self) -> None:
        """Check the row, and that its meeting is of its course.

        Raises:
            ValidationError: By field.
        """
        super().clean()
        if self.meeting_id and self.meeting.course_id != self.course_id:
            raise ValidationError({"meeting": "This is of another course."})
