"""Staff as shown on the page, and what an account may edit."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from courses import content
from courses.models.base import ADDRESS, LINE, CourseItem, choices


class Person(CourseItem):
    """A member of staff as shown on the page, with or without an account."""

    content_type = content.Person

    course = models.ForeignKey("courses.Course", on_delete=models.CASCADE, related_name="people")
    name = models.CharField(max_length=LINE)
    role = models.CharField(
        max_length=10,
        choices=choices(content.PersonRole),
        default=content.PersonRole.INSTRUCTOR.value,
    )
    title = models.CharField(max_length=LINE, blank=True, help_text="Associate Professor.")
    email = models.CharField(max_length=LINE, blank=True, help_text="As shown to readers.")
    url = models.CharField("address", max_length=ADDRESS, blank=True)

    class Meta(CourseItem.Meta):
        verbose_name_plural = "people"

    def __str__(self) -> str:
        """Return the name."""
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of the course page."""
        return self.course.get_absolute_url()


class Membership(models.Model):
    """What an account may edit: one course, or as an administrator one department."""

    class Role(models.TextChoices):
        """What the account may do there; see `courses.permissions`."""

        TEACHING_ASSISTANT = "ta", "teaching assistant"
        INSTRUCTOR = "instructor", "instructor"
        ADMINISTRATOR = "administrator", "department administrator"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    course = models.ForeignKey(
        "courses.Course",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="memberships",
    )
    department = models.ForeignKey(
        "courses.Department",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="memberships",
    )
    role = models.CharField(max_length=13, choices=Role.choices)

    class Meta:
        ordering = ["course", "department", "role", "user"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    course__isnull=False, department__isnull=True, role__in=("ta", "instructor")
                )
                | Q(course__isnull=True, department__isnull=False, role="administrator"),
                name="membership_of_a_course_or_a_department",
                violation_error_message=(
                    "Choose a course for an instructor or teaching assistant, "
                    "or a department for an administrator."
                ),
            ),
            models.UniqueConstraint(fields=["user", "course"], name="one_membership_a_course"),
            models.UniqueConstraint(
                fields=["user", "department"], name="one_membership_a_department"
            ),
        ]

    def __str__(self) -> str:
        """Return who may do what where."""
        return f"{self.user}, {self.get_role_display()} of {self.course or self.department}"
