"""Coursework, when it comes out and is due, and exams."""

from typing import Any

from django import forms
from django.contrib import admin

from courses.admin.forms import ItemForm
from courses.admin.items import ItemAdmin, StackedItemInline
from courses.admin.outline import ResourceInline
from courses.admin.register import Register
from courses.models import Deadline, Exam, Lab, Lecture, Release

FIXED = ("basis", "day", "at")
ANCHORED = ("anchor", "offset_days")
EXTENDED = ("extended_day", "extended_at")


class ReleaseInline(StackedItemInline[Release]):
    """When a piece of coursework comes out."""

    model = Release
    fields = (("title", "note"), FIXED, ANCHORED)
    extra = 0


class DeadlineInline(StackedItemInline[Deadline]):
    """When a piece of coursework is due."""

    model = Deadline
    fields = (("title", "note"), FIXED, ANCHORED, EXTENDED)
    extra = 0


class LabForm(ItemForm):
    """A piece of coursework; the lectures it builds on are chosen from those of its course."""

    needs = forms.MultipleChoiceField(
        required=False,
        label="Builds on",
        help_text="Lectures that come before it is due. The linter says where one does not.",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer the lectures of the course."""
        super().__init__(*args, **options)
        if isinstance(self.register, Register) and "needs" in self.fields:
            lectures = self.register.objects(Lecture)
            choices = [(each.key, str(each)) for each in lectures if isinstance(each, Lecture)]
            self.fields["needs"].choices = choices  # type: ignore[attr-defined]  # a choice field


class LabAdmin(ItemAdmin[Lab]):
    """The labs, homework and projects of one's courses."""

    form = LabForm
    list_display = ("title", "topic", "kind", "key")
    list_filter = (*ItemAdmin.list_filter, "kind")
    search_fields = ("title", "topic", "key")
    inlines = (ReleaseInline, DeadlineInline, ResourceInline)
    fieldsets = (
        (
            None,
            {"fields": ("course", ("kind", "title"), "topic", "handout", "description", "needs")},
        ),
        ("Place and key", {"fields": ("position", "key"), "classes": ("collapse",)}),
    )


class DatedAdmin(ItemAdmin[Any]):
    """What releases and deadlines have in common."""

    list_select_related = ("course__term", "lab", "anchor")
    search_fields = ("title", "lab__title", "lab__topic", "key")

    @admin.display(description="written as")
    def written(self, row: Release | Deadline) -> str:
        """Say when it is, in the words of a course file."""
        return str(row.when)


class ReleaseAdmin(DatedAdmin):
    """When the coursework of one's courses comes out."""

    list_display = ("__str__", "written")
    fieldsets = (
        (None, {"fields": ("course", "lab", "title", "note")}),
        ("Out", {"fields": (FIXED, ANCHORED)}),
        ("Place and key", {"fields": ("position", "key"), "classes": ("collapse",)}),
    )


class DeadlineAdmin(DatedAdmin):
    """When the coursework of one's courses is due. Extended in the list itself."""

    list_display = ("__str__", "written", *EXTENDED)
    list_editable = EXTENDED
    fieldsets = (
        (None, {"fields": ("course", "lab", "title", "note")}),
        (
            "Extension",
            {
                "fields": (EXTENDED,),
                "description": (
                    "The first date stays below, and stays shown. "
                    "Without a time it is due at the course's usual time."
                ),
            },
        ),
        ("Due", {"fields": (FIXED, ANCHORED)}),
        ("Place and key", {"fields": ("position", "key"), "classes": ("collapse",)}),
    )


class ExamAdmin(ItemAdmin[Exam]):
    """The exams of one's courses."""

    list_display = ("title", "day", "start", "room", "takes_slot")
    search_fields = ("title", "key")
    fieldsets = (
        (None, {"fields": ("course", "title", ("day", "start", "end"), "room", "takes_slot")}),
        ("More", {"fields": ("description",)}),
        ("Place and key", {"fields": ("position", "key"), "classes": ("collapse",)}),
    )
