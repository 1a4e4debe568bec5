"""When a course meets, and the days that differ."""

from typing import Any, ClassVar

from courses.admin.fields import WeekdaysChoice
from courses.admin.forms import ItemForm
from courses.admin.items import ItemAdmin, ItemInline
from courses.models import Meeting, MeetingException
from courses.permissions import Action


class MeetingForm(ItemForm):
    """A weekly pattern, its weekdays ticked."""

    weekdays = WeekdaysChoice()


class ExceptionInline(ItemInline[MeetingException]):
    """The days of a meeting that differ."""

    model = MeetingException
    fields = ("day", "held", "start", "end", "room", "reason")


class MeetingInline(ItemInline[Meeting]):
    """The weekly patterns of a course."""

    model = Meeting
    form = MeetingForm
    fields = ("kind", "title", "weekdays", "start", "end", "room", "valid_from", "valid_until")
    classes = ("collapse",)
    extra = 0
    changing = Action.SETTINGS
    deleting = Action.SETTINGS


class MeetingAdmin(ItemAdmin[Meeting]):
    """The weekly patterns of one's courses."""

    form = MeetingForm
    changing = Action.SETTINGS
    deleting = Action.SETTINGS
    list_display = ("__str__", "kind", "weekdays", "start", "end", "room")
    list_filter = (*ItemAdmin.list_filter, "kind")
    search_fields = ("title", "room", "section", "key")
    inlines = (ExceptionInline,)
    fieldsets: ClassVar[Any] = (
        (None, {"fields": ("course", "kind", ("title", "section"))}),
        (
            "When and where",
            {
                "fields": (
                    "weekdays",
                    ("start", "end", "room"),
                    ("valid_from", "valid_until"),
                )
            },
        ),
        ("Place and key", {"fields": ("position", "key"), "classes": ("collapse",)}),
    )


class MeetingExceptionAdmin(ItemAdmin[MeetingException]):
    """The days that differ, of the meetings of one's courses."""

    fields = ("course", "meeting", "day", "held", ("start", "end", "room"), "reason", "key")
    list_display = ("__str__", "day", "held", "start", "room", "reason")
    list_filter = (*ItemAdmin.list_filter, "held")
    list_select_related = ("course__term", "meeting")
    search_fields = ("reason", "room", "key", "meeting__title")
