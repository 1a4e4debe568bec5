"""A passage: what search finds of a published course, and the words it is found by."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from courses.models.base import KEY, LINE


class Passage(models.Model):
    """One thing that search can lead to: the course itself, or an item that has a page.

    Up to `text` stands what readers are shown, from there on the folded words that are looked for
    (`schedule.searching.folding`), piece by piece: two spaces between and around pieces, one between
    words. The indexes of `schedule.searching.index` are made of these columns.

    Publishing writes the passages of its course, and nothing else does but `prepare`, for a site
    that was published by an older version.
    """

    class Kind(models.TextChoices):
        """What a passage is of, in the order that results stand in."""

        COURSE = "course"
        LECTURE = "lecture"
        COURSEWORK = "coursework"
        DEADLINE = "deadline"
        EXAM = "exam"
        ANNOUNCEMENT = "announcement"

    course = models.ForeignKey("courses.Course", on_delete=models.CASCADE, related_name="passages")
    key = models.CharField(max_length=KEY + 20, blank=True, help_text="Empty for the course.")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    position = models.PositiveIntegerField(help_text="In its course.")
    day = models.DateField(null=True, blank=True)
    is_cancelled = models.BooleanField(default=False)
    label = models.CharField(max_length=LINE + 100, blank=True)
    title = models.CharField(max_length=LINE, blank=True)
    text = models.TextField(blank=True)

    context_words = models.TextField(help_text="Of the term and the course that it belongs to.")
    name_words = models.TextField(help_text="Of what it is called: Lab 4.")
    title_words = models.TextField()
    text_words = models.TextField()
    written_as = models.PositiveSmallIntegerField(help_text="By which version of the writer.")

    class Meta:
        ordering: ClassVar = ["course", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["course", "key"], name="passage_key_once_a_course")
        ]

    def __str__(self) -> str:
        """Return what it is called."""
        return " ".join(word for word in (self.label, self.title) if word)
