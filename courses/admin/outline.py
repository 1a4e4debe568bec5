"""Chapters, lectures and their materials."""

from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin import EmptyFieldListFilter
from django.db import models

from courses.admin.fields import short
from courses.admin.items import ItemAdmin, ItemInline
from courses.models import Chapter, Lecture, Resource


class ResourceInline(ItemInline[Resource]):
    """The materials of a lecture or lab."""

    model = Resource
    fields = ("kind", "label", "url", "note")
    formfield_overrides: ClassVar = {
        **ItemInline.formfield_overrides,
        models.TextField: {"widget": short(24)},
    }


class ChapterInline(ItemInline[Chapter]):
    """The chapters of a course, in order."""

    model = Chapter
    fields = ("position", "title")
    classes = ("collapse",)
    formfield_overrides: ClassVar = {models.CharField: {"widget": short(48)}}


class LectureInline(ItemInline[Lecture]):
    """The lectures of a course, in order, with what the week's work changes."""

    model = Lecture
    fields: ClassVar[Any] = ("position", "number", "title", "chapter", "pin_day", "cancelled")
    formfield_overrides: ClassVar = {models.CharField: {"widget": short(36)}}


class ChapterAdmin(ItemAdmin[Chapter]):
    """The chapters of one's courses."""

    fields = ("course", "title", "position", "key")
    list_display = ("title", "position", "key")
    search_fields = ("title", "key")


class LectureAdmin(ItemAdmin[Lecture]):
    """The lectures of one's courses."""

    list_display = ("label", "chapter", "title", "pin_day", "cancelled")
    list_display_links = ("label",)
    list_editable = ("title", "pin_day", "cancelled")
    list_filter = (*ItemAdmin.list_filter, "cancelled", ("pin_day", EmptyFieldListFilter))
    list_select_related = ("course__term", "chapter")
    search_fields = ("title", "key", "=number", "lecturer")
    inlines = (ResourceInline,)
    fieldsets = (
        (None, {"fields": ("course", ("number", "title"), "chapter", "lecturer", "description")}),
        (
            "Date",
            {
                "fields": (("pin_day", "pin_start", "pin_end", "pin_room"),),
                "description": (
                    "Dates follow from the order of the lectures. A pin holds this one on a day; "
                    "with its own time and room it is a make-up class."
                ),
            },
        ),
        ("Not held as planned", {"fields": (("cancelled", "reason"), "merged_into")}),
        ("Place and key", {"fields": ("position", "key"), "classes": ("collapse",)}),
    )

    @admin.display(description="lecture", ordering="number")
    def label(self, lecture: Lecture) -> str:
        """Say which it is."""
        return lecture.key if lecture.number is None else f"Lecture {lecture.number}"


class ResourceAdmin(ItemAdmin[Resource]):
    """The links and notes of one's courses."""

    fields = ("course", "lecture", "lab", "kind", "label", "url", "note", "position", "key")
    list_display = ("__str__", "kind", "lecture", "lab", "url")
    list_filter = (*ItemAdmin.list_filter, "kind")
    list_select_related = ("course__term", "lecture", "lab")
    search_fields = ("label", "url", "note", "key")
