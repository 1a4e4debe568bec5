"""A department: groups courses, and is the scope of a department administrator."""

from django.core.validators import RegexValidator
from django.db import models

from courses.content.base import SLUG_PATTERN
from courses.models.base import LINE


class Department(models.Model):
    """A part of the school that offers courses."""

    slug = models.CharField(
        max_length=60,
        unique=True,
        validators=[
            RegexValidator(
                rf"\A{SLUG_PATTERN.pattern}\Z", "Only letters, digits, single dots and hyphens."
            )
        ],
    )
    name = models.CharField(max_length=LINE)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        """Return the name."""
        return self.name
