"""An exam."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from courses import content
from courses.models.base import LINE, CourseItem


class Exam(CourseItem):
    """An exam on a day. Without a start it has the times of the slot that it takes."""

    content_type = content.Exam

    course = models.ForeignKey("courses.Course", on_delete=models.CASCADE, related_name="exams")
    title = models.CharField(max_length=LINE)
    day = models.DateField()
    start = models.TimeField(null=True, blank=True)
    end = models.TimeField(null=True, blank=True)
    room = models.CharField(max_length=LINE, blank=True)
    takes_slot = models.BooleanField(
        default=False, help_text="It replaces the lecture of its day; lectures go on after it."
    )
    description = models.TextField(blank=True, help_text="Markdown.")

    class Meta(CourseItem.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *CourseItem.Meta.constraints,
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(start__isnull=False, end__gt=F("start")),
                name="exam_ends_after_it_starts",
                violation_error_message="The end needs a start, and is after it.",
            ),
        ]

    def __str__(self) -> str:
        """Return the title."""
        return self.title

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return self.course.item_url(self.key)
