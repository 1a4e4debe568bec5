"""An edition: the n-th published state of a course, and its differences from the one before."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse

from courses import content
from schedule.engine.change import ChangeKind, EntryChange
from schedule.engine.entry import Entry
from schedule.engine.record import entry_of, record_of


class Edition(models.Model):
    """The n-th published state of a course, by whom, when, with a note.

    It keeps the content as published, of the course and of its term, as JSON. Numbers start at 1
    and have no gap. Editions are never changed or deleted while their course lives.
    """

    course = models.ForeignKey("courses.Course", on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField()
    published_at = models.DateTimeField()
    horizon = models.DateTimeField(help_text="Before it, what was published stayed.")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="editions",
    )
    note = models.CharField(max_length=1_000, blank=True)
    course_content = models.JSONField()
    term_content = models.JSONField()
    conflicts = models.JSONField(default=list, help_text="Those that stood when it was published.")

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["course", "number"], name="edition_number_once")
        ]

    def __str__(self) -> str:
        """Return the course and the number."""
        return f"{self.course.number}, edition {self.number}"

    def get_absolute_url(self) -> str:
        """Return the address of the edition in the change log, which opens the page that has it."""
        page = reverse("schedule:changes", args=[self.course.term.slug, self.course.slug])
        return f"{page}?edition={self.number}#edition-{self.number}"

    def course_value(self) -> content.Course:
        """Return the course as published."""
        return content.Course.model_validate(self.course_content)

    def term_value(self) -> content.Term:
        """Return the term as published."""
        return content.Term.model_validate(self.term_content)


class Change(models.Model):
    """One difference between two editions: an entry before and after.

    A change of the page alone (its title, links, people) has no entry, and the kind `page`.
    """

    PAGE = "page"

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="changes")
    position = models.PositiveIntegerField()
    key = models.CharField(max_length=100, blank=True)
    kind = models.CharField(
        max_length=10,
        choices=[(kind.value, kind.value) for kind in ChangeKind] + [(PAGE, PAGE)],
    )
    minor = models.BooleanField(default=False, help_text="Recorded, not announced.")
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        ordering: ClassVar = ["edition", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "position"], name="change_position_once")
        ]

    def __str__(self) -> str:
        """Return what happened to what."""
        return f"{self.key or 'page'} {self.kind}"

    @classmethod
    def of(cls, change: EntryChange, *, edition: Edition, position: int) -> "Change":
        """Return the row, not saved, that records a difference."""
        return cls(
            edition=edition,
            position=position,
            key=change.key,
            kind=change.kind.value,
            minor=change.is_minor,
            before=record_of(change.before) if change.before else None,
            after=record_of(change.after),
        )

    @property
    def entry_before(self) -> Entry | None:
        """The entry before the change; None where it is new, or the change is of the page."""
        return entry_of(self.before) if self.before else None

    @property
    def entry_after(self) -> Entry | None:
        """The entry after the change; None where the change is of the page."""
        return entry_of(self.after) if self.after else None
