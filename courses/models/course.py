"""A course, and the links of its page."""

import uuid
from typing import Any, Self

from django.db import models, transaction
from django.db.models import Q
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.urls import reverse

from courses import content
from courses.content.course import END_OF_DAY
from courses.models.base import ADDRESS, LINE, CourseItem, Validated, choices, chosen, draw_revision
from courses.models.term import Term


class CourseQuerySet(models.QuerySet["Course"]):
    """Courses, in the words of a reader."""

    def at(self, term: str, slug: str) -> Self:
        """Return the course at an address, with its term, in one query."""
        found = self.filter(term__slug=term, slug=slug).select_related("term")
        return found.defer("loaded_content")

    def published(self) -> Self:
        """Keep courses that have an edition."""
        return self.filter(edition_number__gt=0)

    def open(self) -> Self:
        """Keep courses that everyone may see who has their address."""
        return self.published().exclude(visibility=content.Visibility.STAFF.value)

    def listed(self) -> Self:
        """Keep courses that everyone finds in lists."""
        return self.published().filter(visibility=content.Visibility.PUBLIC.value)


class Course(Validated):
    """One offering of a subject in one term.

    Its `id` is drawn once and makes the UIDs of its events. Its `revision` changes with every
    change that a reader could see, in the same transaction.
    """

    content_type = content.Course

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    term = models.ForeignKey("courses.Term", on_delete=models.PROTECT, related_name="courses")
    department = models.ForeignKey(
        "courses.Department",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="courses",
    )
    slug = models.CharField(max_length=60, help_text="In addresses: 6.5940.")
    number = models.CharField(max_length=LINE)
    also_numbers = models.JSONField(
        default=list, blank=True, help_text='Further numbers of the same course: ["1.C25"].'
    )
    title = models.CharField(max_length=LINE)
    description = models.TextField(blank=True, help_text="Markdown.")
    language = models.CharField(
        max_length=20,
        default="en",
        help_text="Of all that staff write here, as a language tag: en, de, zh-Hans.",
    )
    visibility = models.CharField(
        max_length=10,
        choices=choices(content.Visibility),
        default=content.Visibility.PUBLIC.value,
        help_text="Who finds it once it is published.",
    )
    default_due_time = models.TimeField(
        default=END_OF_DAY, help_text="Of deadlines without a stated time."
    )
    publish_on_save = models.BooleanField(
        default=True, help_text="Off: changes wait for Review and publish."
    )
    revision = models.CharField(max_length=32, default=draw_revision, editable=False)
    edition_number = models.PositiveIntegerField(
        default=0, editable=False, help_text="Of the current edition; 0: never published."
    )
    published_at = models.DateTimeField(null=True, editable=False)
    plan_from = models.DateField(
        null=True,
        editable=False,
        help_text="The day of the past that what waits is planned from, where nothing that is "
        "written tells it; kept until it is published.",
    )
    headline = models.JSONField(
        default=dict, editable=False, help_text="What lists and feeds say of it, as published."
    )
    loaded_content = models.JSONField(null=True, editable=False)

    objects = CourseQuerySet.as_manager()

    class Meta:
        ordering = ["term", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["term", "slug"],
                name="course_slug_once_a_term",
                violation_error_message="This term has another course with this slug.",
            )
        ]

    def __str__(self) -> str:
        """Return number and title."""
        return f"{self.number} {self.title}"

    def get_absolute_url(self) -> str:
        """Return the address of the course page."""
        return reverse("schedule:course", args=[self.term.slug, self.slug])

    def item_url(self, key: str) -> str:
        """Return the address of the page of an item."""
        return reverse("schedule:item", args=[self.term.slug, self.slug, key])

    @property
    def is_published(self) -> bool:
        """Whether there is an edition for readers."""
        return self.edition_number > 0

    @property
    def is_open(self) -> bool:
        """Whether everyone may see it who has its address."""
        return self.is_published and self.visibility != content.Visibility.STAFF

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, with a new revision of its term: who may see a course holds without an edition."""
        columns = kwargs.get("update_fields")
        terms = Term.objects.filter(pk=self.term_id)
        if columns is None or not {"term", "term_id"}.isdisjoint(columns):
            # Of both terms, if it moves from one to another.
            terms = Term.objects.filter(Q(pk=self.term_id) | Q(courses=self.pk))
        with transaction.atomic(savepoint=False):
            terms.update(revision=draw_revision())
            super().save(*args, **kwargs)

    def own_values(self) -> dict[str, object]:
        """Return the fields of `content.Course` without its lists."""
        return {
            **super().own_values(),
            "term": self.term.slug if chosen(self, "term") else "",
            "department": self.department.slug if self.department else "",
        }


@receiver(post_delete, sender=Course)
def forget_in_lists(instance: Course, **_kwargs: object) -> None:
    """Draw a new revision of the term that had the course."""
    Term.objects.filter(pk=instance.term_id).update(revision=draw_revision())


class Link(CourseItem):
    """A fact of the course page: "Discussion: Piazza", with or without an address."""

    content_type = content.Link

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="links")
    label = models.CharField(max_length=LINE)
    text = models.CharField(max_length=LINE, blank=True)
    url = models.CharField("address", max_length=ADDRESS, blank=True)
    note = models.CharField(max_length=LINE, blank=True)

    class Meta(CourseItem.Meta):
        pass

    def __str__(self) -> str:
        """Return the label and what it says."""
        return f"{self.label}: {self.text or self.url}"

    def get_absolute_url(self) -> str:
        """Return the address of the course page."""
        return self.course.get_absolute_url()
