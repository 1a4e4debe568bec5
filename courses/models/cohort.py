"""A cohort: students who take several courses of one term, as their department knows."""

from django.db import models

from courses.models.base import LINE


class Cohort(models.Model):
    """Courses of one term that share students, so that their deadlines should not pile up.

    It changes nothing that readers see; the linter looks over the deadlines of all its courses.
    """

    department = models.ForeignKey(
        "courses.Department", on_delete=models.CASCADE, related_name="cohorts"
    )
    term = models.ForeignKey("courses.Term", on_delete=models.CASCADE, related_name="cohorts")
    name = models.CharField(max_length=LINE, help_text="Who they are: Second year, track B.")
    courses = models.ManyToManyField(
        "courses.Course",
        blank=True,
        related_name="cohorts",
        help_text="Their staff are told where deadlines of all of them pile up.",
    )

    class Meta:
        ordering = ["term", "department", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["department", "term", "name"],
                name="cohort_name_once_a_term",
                violation_error_message="The department has a cohort of this name in this term.",
            )
        ]

    def __str__(self) -> str:
        """Return who they are, and when."""
        return f"{self.name}, {self.term}"
