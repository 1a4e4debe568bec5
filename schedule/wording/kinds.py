"""What kinds of events are called, one and many."""

from typing import Final

from django.utils.translation import gettext, gettext_lazy, ngettext, pgettext, pgettext_lazy

from courses import content
from schedule.engine.entry import Kind
from schedule.engine.materials import HANDOUT
from schedule.wording.phrase import fill

IN_TITLE: Final = {
    Kind.LECTURE: pgettext_lazy("in the name of a calendar", "lectures"),
    Kind.RECITATION: pgettext_lazy("in the name of a calendar", "recitations"),
    Kind.OFFICE_HOURS: pgettext_lazy("in the name of a calendar", "office hours"),
    Kind.EXAM: pgettext_lazy("in the name of a calendar", "exams"),
    Kind.DEADLINE: pgettext_lazy("in the name of a calendar", "deadlines"),
    Kind.RELEASE: pgettext_lazy("in the name of a calendar", "releases"),
    Kind.NO_CLASS: pgettext_lazy("in the name of a calendar", "days without class"),
    Kind.ANNOUNCEMENT: pgettext_lazy("in the name of a calendar", "announcements"),
}
MATERIALS: Final = {
    content.ResourceKind.SLIDES.value: gettext_lazy("Slides"),
    content.ResourceKind.VIDEO.value: gettext_lazy("Video"),
    content.ResourceKind.LIVE_VIDEO.value: gettext_lazy("Video (Live)"),
    content.ResourceKind.READING.value: gettext_lazy("Reading"),
    content.ResourceKind.DOCUMENTATION.value: gettext_lazy("Documentation"),
    content.ResourceKind.CODE.value: gettext_lazy("Code"),
    content.ResourceKind.NOTE.value: gettext_lazy("Note"),
    HANDOUT: gettext_lazy("Handout"),
}


def kind_name(kind: str) -> str:
    """Return what one event of a kind is called: Lecture, Due, Handed out."""
    return {
        Kind.LECTURE: gettext("Lecture"),
        Kind.RECITATION: gettext("Recitation"),
        Kind.OFFICE_HOURS: gettext("Office hour"),
        Kind.EXAM: gettext("Exam"),
        Kind.DEADLINE: pgettext("of a deadline", "Due"),
        Kind.RELEASE: pgettext("of a release", "Handed out"),
        Kind.NO_CLASS: gettext("No class"),
        Kind.ANNOUNCEMENT: gettext("Announcement"),
    }[Kind(kind)]


def kind_plural(kind: str) -> str:
    """Return what the events of a kind are called, as the name of a filter."""
    return {
        Kind.LECTURE: gettext("Lectures"),
        Kind.RECITATION: gettext("Recitations"),
        Kind.OFFICE_HOURS: gettext("Office hours"),
        Kind.EXAM: gettext("Exams"),
        Kind.DEADLINE: gettext("Deadlines"),
        Kind.RELEASE: pgettext("name of a filter", "Handed out"),
        Kind.NO_CLASS: gettext("No-class days"),
        Kind.ANNOUNCEMENT: gettext("Announcements"),
    }[Kind(kind)]


def count_words(kind: str, count: int) -> str:
    """Return how many events of a kind: 2 lectures, 1 deadline."""
    template = {
        Kind.LECTURE: ngettext("{n} lecture", "{n} lectures", count),
        Kind.RECITATION: ngettext("{n} recitation", "{n} recitations", count),
        Kind.OFFICE_HOURS: ngettext("{n} office hour", "{n} office hours", count),
        Kind.EXAM: ngettext("{n} exam", "{n} exams", count),
        Kind.DEADLINE: ngettext("{n} deadline", "{n} deadlines", count),
        Kind.RELEASE: ngettext("{n} release", "{n} releases", count),
        Kind.NO_CLASS: ngettext("{n} day without class", "{n} days without class", count),
        Kind.ANNOUNCEMENT: ngettext("{n} announcement", "{n} announcements", count),
    }[Kind(kind)]
    return fill(template, n=count)


def kind_in_title(kind: str) -> str:
    """Return what the events of a kind are called in the name of a calendar."""
    return str(IN_TITLE[Kind(kind)])


def material_name(kind: str) -> str:
    """Return what a link or a note is called that has no label of its own."""
    return str(MATERIALS[kind])
