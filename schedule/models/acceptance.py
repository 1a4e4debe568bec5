"""An acceptance: a finding of the linter that staff looked at and left, with the reason."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from courses.models.base import KEY, LINE


class Acceptance(models.Model):
    """A finding that was accepted, by whom, when and why.

    It holds for what was found then: with other facts a finding has another fingerprint, and is
    open again.
    """

    course = models.ForeignKey(
        "courses.Course", on_delete=models.CASCADE, related_name="acceptances"
    )
    fingerprint = models.CharField(max_length=32)
    code = models.CharField(max_length=40)
    key = models.CharField(max_length=KEY + 20)
    finding = models.TextField(help_text="What was found, in words.")
    reason = models.CharField(max_length=LINE, help_text="Why it is meant.")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    accepted_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-accepted_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["course", "fingerprint"], name="acceptance_once_a_finding"
            )
        ]

    def __str__(self) -> str:
        """Return what was found, and of what."""
        return f"{self.code} of {self.key}"
