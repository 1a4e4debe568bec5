"""A chapter of a course's outline."""

from django.db import models

from courses import content
from courses.models.base import LINE, CourseItem


class Chapter(CourseItem):
    """A part of the outline. Its numeral follows from its place."""

    content_type = content.Chapter

    course = models.ForeignKey("courses.Course", on_delete=models.CASCADE, related_name="chapters")
    title = models.CharField(max_length=LINE)

    class Meta(CourseItem.Meta):
        pass

    def __str__(self) -> str:
        """Return the title."""
        return self.title

    def get_absolute_url(self) -> str:
        """Return the address of the chapter on the course page."""
        return f"{self.course.get_absolute_url()}#{self.key}"
