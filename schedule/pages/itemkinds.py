"""The page of one item, by what it is of."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, TypeVar

from django.utils.text import Truncator
from django.utils.translation import gettext

from courses import content
from courses.content.checks import Keyed
from schedule.engine.entry import Kind, Status
from schedule.markdown import plain
from schedule.pages.calendars import event_links
from schedule.pages.dues import lecture_on
from schedule.pages.facts import Fact, FactLine
from schedule.pages.itempage import ItemView, Neighbour, Whole
from schedule.pages.materials import HANDOUT, MaterialLink, material_links
from schedule.pages.outline import chapters_of
from schedule.wording import Item, day_words, item_name, kind_name, kind_plural
from schedule.wording.items import acted_name, label_words
from schedule.wording.joining import labelled, side_by_side
from schedule.wording.phrase import capitalised, fill

AnyItem = TypeVar("AnyItem")
AnyKeyed = TypeVar("AnyKeyed", bound=Keyed)
LONGEST_NAME: Final = 80
MUCH: Final = 500


def find_item(whole: Whole, key: str) -> ItemView | None:
    """Return the page of the item with a key; None if the course has no such item."""
    if lecture := _by_key(whole.course.lectures, key):
        return _lecture(whole, lecture, whole.events.get(key))
    if lab := _by_key(whole.course.labs, key):
        return _lab(whole, lab)
    if announcement := _by_key(whole.course.announcements, key):
        return _announcement(whole, announcement)
    event = whole.events.get(key)
    return _of_event(whole, event) if event else None


def _of_event(whole: Whole, event: Item) -> ItemView:
    course = whole.course
    if event.kind in {Kind.DEADLINE, Kind.RELEASE}:
        return _coursework_date(whole, event, _by_key(course.labs, event.parent))
    if exam := _by_key(course.exams, event.key):
        return _plain(whole, event, text=exam.description)
    return _plain(whole, event)


def _by_key(items: Iterable[AnyKeyed], key: str) -> AnyKeyed | None:
    return next((item for item in items if item.key == key), None)


def _lecture(whole: Whole, lecture: content.Lecture, event: Item | None) -> ItemView:
    chapter = chapters_of(whole.course).get(lecture.chapter)
    number = "" if lecture.number is None else str(lecture.number)
    fields: dict[str, Any] = {
        "reason": lecture.reason,
        "is_cancelled": lecture.cancelled,
        "when": gettext("Date to be announced"),
    }
    if event is not None:
        fields = whole.moment(event) | whole.that_day(event) | _calendars(whole, event)
    if chapter:
        fields["chapter"] = _chapter_words(chapter.numeral, chapter.title)
        fields["chapter_url"] = f"{whole.course_url}#{chapter.anchor}"
    return ItemView(
        key=lecture.key,
        kind=Kind.LECTURE.value,
        label=fill(gettext("Lecture {number}"), number=number) if number else gettext("Lecture"),
        title=lecture.title,
        number=number,
        text=lecture.description,
        materials=material_links(lecture.resources),
        has_materials=True,
        facts=tuple(_lecture_facts(whole, lecture, event)),
        told=(lecture.key,),
        pager=kind_plural(Kind.LECTURE),
        **_lecture_neighbours(whole, lecture),
        **fields,
    )


def _lecture_facts(whole: Whole, lecture: content.Lecture, event: Item | None) -> Iterable[Fact]:
    if event is not None:
        yield whole.in_week(event)
    if lecture.lecturer:
        yield Fact(gettext("Lecturer"), (FactLine(lecture.lecturer),))
    if together := _held_together(whole.course, lecture):
        yield Fact(
            gettext("Together with"),
            tuple(FactLine(_lecture_name(each), whole.url(each.key)) for each in together),
        )


def _held_together(course: content.Course, lecture: content.Lecture) -> list[content.Lecture]:
    """Return the lectures that share a lecture's slot: its target, and what else has that."""
    target = lecture.merged_into or lecture.key
    return [
        each
        for each in course.lectures
        if each.key != lecture.key and target in {each.key, each.merged_into}
    ]


def _lecture_name(lecture: content.Lecture) -> str:
    if lecture.number is None:
        return lecture.title
    return side_by_side(fill(gettext("Lecture {number}"), number=lecture.number), lecture.title)


def _lecture_neighbours(whole: Whole, lecture: content.Lecture) -> dict[str, Any]:
    """Return the lectures before and after in the outline, dated or not."""
    return _beside(whole.course.lectures, lecture, lambda each: _lecture_neighbour(whole, each))


def _lecture_neighbour(whole: Whole, lecture: content.Lecture) -> Neighbour:
    event = whole.events.get(lecture.key)
    words = [
        fill(gettext("Lecture {number}"), number=lecture.number)
        if lecture.number is not None
        else gettext("Lecture"),
        day_words(event.day) if event else gettext("date to be announced"),
    ]
    return Neighbour(whole.url(lecture.key), side_by_side(*words), lecture.title)


def _lab(whole: Whole, lab: content.Lab) -> ItemView:
    return ItemView(
        key=lab.key,
        kind=Kind.DEADLINE.value if lab.deadlines else Kind.RELEASE.value,
        label=_lab_kind(lab.kind),
        title=_lab_name(lab),
        text=lab.description,
        materials=_lab_materials(lab),
        dates=whole.dates_of(lab),
        dates_title=gettext("Dates"),
        told=(*(out.key for out in lab.releases), *(due.key for due in lab.deadlines)),
        pager=gettext("Coursework"),
        **_beside(
            whole.course.labs,
            lab,
            lambda each: Neighbour(whole.url(each.key), _lab_kind(each.kind), _lab_name(each)),
        ),
        **whole.among("deadlines", gettext("Deadlines")),
    )


def _beside(
    items: Sequence[AnyItem], item: AnyItem, make: Callable[[AnyItem], Neighbour]
) -> dict[str, Any]:
    """Return what stands before and after one of several items, as fields of `ItemView`."""
    at = items.index(item)
    return {
        "before": make(items[at - 1]) if at else None,
        "after": make(items[at + 1]) if at + 1 < len(items) else None,
    }


def _coursework_date(whole: Whole, event: Item, lab: content.Lab | None) -> ItemView:
    return ItemView(
        key=event.key,
        kind=event.kind,
        label=gettext("Deadline") if event.kind == Kind.DEADLINE else kind_name(event.kind),
        title=acted_name(event),
        text=lab.description if lab else "",
        materials=_lab_materials(lab) if lab else (),
        dates=whole.dates_of(lab) if lab else (),
        dates_title=_lab_name(lab) if lab else "",
        dates_url=whole.url(lab.key) if lab else "",
        facts=tuple(_coursework_facts(whole, event)),
        told=(event.key,),
        pager=kind_plural(event.kind),
        **whole.moment(event),
        **_calendars(whole, event),
        **whole.that_day(event),
        **whole.neighbours(event, whole.of_kind(event.kind)),
        **whole.among("deadlines", gettext("Deadlines")),
    )


def _coursework_facts(whole: Whole, event: Item) -> Iterable[Fact]:
    yield whole.in_week(event)
    yield from _note(event)
    if held := lecture_on(event.day, whole.events.values()):
        line = FactLine(side_by_side(item_name(held), held.title), whole.url(held.key))
        yield Fact(gettext("Same day"), (line,))


def _announcement(whole: Whole, announcement: content.Announcement) -> ItemView:
    return ItemView(
        key=announcement.key,
        kind=Kind.ANNOUNCEMENT.value,
        label=gettext("Announcement"),
        title=announcement.title,
        when=capitalised(day_words(announcement.day)),
        is_today=announcement.day == whole.sight.today,
        text=announcement.text,
        told=(announcement.key,),
        pager=kind_plural(Kind.ANNOUNCEMENT),
        **_beside(
            _come(whole, announcement), announcement, lambda each: _note_neighbour(whole, each)
        ),
        **whole.among("announcements", gettext("Announcements")),
    )


def _come(whole: Whole, announcement: content.Announcement) -> list[content.Announcement]:
    """Return the announcements whose day has come, and this one, by day."""
    every = whole.course.announcements
    come = (each for each in every if each.day <= whole.sight.today or each is announcement)
    return sorted(come, key=lambda each: each.day)


def _note_neighbour(whole: Whole, announcement: content.Announcement) -> Neighbour:
    words = announcement.title or Truncator(plain(announcement.text[:MUCH])).chars(LONGEST_NAME)
    return Neighbour(whole.url(announcement.key), day_words(announcement.day), words)


def _plain(whole: Whole, event: Item, *, text: str = "") -> ItemView:
    """Make the page of an exam, an office hour, a recitation or a day without class."""
    fields = whole.moment(event) | _calendars(whole, event) | whole.that_day(event)
    fields |= whole.neighbours(event, whole.of_kind(event.kind, parent=event.parent))
    title = event.label if event.kind == Kind.EXAM else event.title
    return ItemView(
        key=event.key,
        kind=event.kind,
        label=gettext("Exam") if event.kind == Kind.EXAM else label_words(event),
        title=title,
        text=text,
        facts=(whole.in_week(event), *_note(event)),
        told=(event.key,),
        pager=kind_plural(event.kind),
        **fields,
    )


def _note(event: Item) -> Iterable[Fact]:
    if event.note:
        yield Fact(gettext("Note"), (FactLine(event.note),))


def _lab_name(lab: content.Lab) -> str:
    return labelled(lab.title, lab.topic)


def _lab_materials(lab: content.Lab) -> tuple[MaterialLink, ...]:
    links = material_links(lab.resources)
    if not lab.handout:
        return links
    handout = MaterialLink(HANDOUT, HANDOUT, gettext("Handout"), lab.handout, "", "")
    return (handout, *links)


def _calendars(whole: Whole, event: Item) -> dict[str, Any]:
    if event.status == Status.CANCELLED or event.day < whole.sight.today:
        return {}
    file = whole.sight.links.to("item_calendar", whole.course.slug, event.key, keeps=False)
    number, zone = whole.course.number, whole.sight.clock.zone
    return {"calendars": event_links(event, course=number, file=file, zone=zone)}


def _chapter_words(numeral: str, title: str) -> str:
    return fill(gettext("Chapter {numeral}: {title}"), numeral=numeral, title=title)


def _lab_kind(kind: content.LabKind) -> str:
    return {
        content.LabKind.LAB: gettext("Lab"),
        content.LabKind.HOMEWORK: gettext("Homework"),
        content.LabKind.PROJECT: gettext("Project"),
    }[kind]
