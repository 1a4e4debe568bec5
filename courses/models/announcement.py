"""A dated note to the class."""

from django.db import models

from courses import content
from courses.models.base import LINE, CourseItem


class Announcement(CourseItem):
    """A note in Markdown, shown from its day on."""

    content_type = content.Announcement

    course = models.ForeignKey(
        "courses.Course", on_delete=models.CASCADE, related_name="announcements"
    )
    day = models.DateField()
    title = models.CharField(max_length=LINE, blank=True)
    text = models.TextField(blank=True, help_text="Markdown.")

    class Meta(CourseItem.Meta):
        pass

    def __str__(self) -> str:
        """Return the day and the first words."""
        return f"{self.day:%Y-%m-%d} {(self.title or self.text)[:60]}"

    def get_absolute_url(self) -> str:
        """Return the address of the course's announcements."""
        return self.course.item_url(self.key)
