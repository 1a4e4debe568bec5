"""Announcements, and the facts of the course page."""

from courses.admin.items import ItemAdmin, ItemInline
from courses.models import Announcement, Link
from courses.permissions import Action


class AnnouncementAdmin(ItemAdmin[Announcement]):
    """The dated notes of one's courses."""

    fields = ("course", "day", "title", "text", "position", "key")
    list_display = ("__str__", "day")
    search_fields = ("title", "text", "key")
    ordering = ("course", "-day", "position", "id")


class LinkInline(ItemInline[Link]):
    """The facts of a course page."""

    model = Link
    fields = ("position", "label", "text", "url", "note")
    classes = ("collapse",)
    changing = Action.SETTINGS
    deleting = Action.SETTINGS


class LinkAdmin(ItemAdmin[Link]):
    """The facts of the pages of one's courses."""

    fields = ("course", "label", "text", "url", "note", "position", "key")
    list_display = ("label", "text", "url")
    search_fields = ("label", "text", "url", "key")
    changing = Action.SETTINGS
    deleting = Action.SETTINGS
