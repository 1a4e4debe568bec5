"""A department: groups courses, and is the scope of a department administrator."""

from django.db import models

from courses.content.base import check_course_slug
from courses.models.base import LINE


class Department(models.Model):
    """A part of the school that offers courses."""

    slug = models.CharField(max_length=60, unique=True, validators=[check_course_slug])
    name = models.CharField(max_length=LINE)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        """Return the name."""
        return self.name
