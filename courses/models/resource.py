"""A link or note that belongs to a lecture, a lab or the course."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from courses import content
from courses.models.base import ADDRESS, LINE, CourseItem, choices


class Resource(CourseItem):
    """Slides, a video, a reading, a note."""

    content_type = content.Resource

    course = models.ForeignKey("courses.Course", on_delete=models.CASCADE, related_name="resources")
    lecture = models.ForeignKey(
        "courses.Lecture",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="resources",
    )
    lab = models.ForeignKey(
        "courses.Lab", null=True, blank=True, on_delete=models.CASCADE, related_name="resources"
    )
    kind = models.CharField(max_length=13, choices=choices(content.ResourceKind))
    label = models.CharField(max_length=LINE, blank=True, help_text="Else named after its kind.")
    url = models.CharField("address", max_length=ADDRESS, blank=True)
    note = models.TextField(blank=True, help_text="Markdown.")

    class Meta(CourseItem.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *CourseItem.Meta.constraints,
            models.CheckConstraint(
                condition=Q(lecture__isnull=True) | Q(lab__isnull=True),
                name="resource_of_one_owner",
                violation_error_message="A resource belongs to a lecture or a lab, not both.",
            ),
            models.CheckConstraint(
                condition=~Q(url="") | ~Q(note=""),
                name="resource_has_an_address_or_a_note",
                violation_error_message="A resource has an address, a note, or both.",
            ),
        ]

    def __str__(self) -> str:
        """Return the label, or what it is."""
        return self.label or self.get_kind_display()

    def get_absolute_url(self) -> str:
        """Return the address of the page of what it belongs to."""
        owner = self.lecture or self.lab or self.course
        return owner.get_absolute_url()

    def clean(self) -> None:
        """Check the row, and that its owner is of its course.

        Raises:
            ValidationError: By field.
        """
        super().clean()
        for name in ("lecture", "lab"):
            owner = getattr(self, name)
            if owner is not None and owner.course_id != self.course_id:
                raise ValidationError({name: "This is of another course."})
