"""Entries: what the calendar should say of everything in a course."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from courses import content
from schedule.engine.anchors import Anchors
from schedule.engine.conflict import Conflict
from schedule.engine.dates import Dated, Dates
from schedule.engine.entry import Entry, Kind, Status
from schedule.engine.lecture_entries import lecture_entries
from schedule.engine.localtime import is_past
from schedule.engine.materials import materials_of_lab
from schedule.engine.meeting_entries import meeting_entries
from schedule.engine.plan import Plan
from schedule.engine.slot import no_class_days_of


def entries(
    term: content.Term,
    course: content.Course,
    plan: Plan,
    *,
    published: Mapping[str, Entry],
    horizon: datetime,
) -> tuple[list[Entry], list[Conflict]]:
    """Return what the calendar should say, and what the dates could not do as written.

    A term's days without class come last, so that where keys clash the course's items stand.
    """
    dates = Dates(
        term=term,
        course=course,
        anchors=Anchors.of(course, plan, published),
        published=published,
        horizon=horizon,
        conflicts=[],
    )
    found = [
        *lecture_entries(course, plan, published),
        *meeting_entries(term, course, published, horizon=horizon),
        *_exam_entries(course, plan),
        *_deadline_entries(course, dates),
        *_release_entries(course, dates),
        *_announcement_entries(course),
        *_no_class_entries(term, course, published, horizon=horizon),
    ]
    return found, dates.conflicts


def _exam_entries(course: content.Course, plan: Plan) -> Iterator[Entry]:
    for exam in course.exams:
        placement = plan.exams[exam.key]
        yield Entry(
            key=exam.key,
            kind=Kind.EXAM,
            label=exam.title,
            day=placement.day,
            last_day=placement.day,
            start=placement.start,
            end=placement.end,
            room=placement.room,
            description=exam.description,
        )


def _deadline_entries(course: content.Course, dates: Dates) -> Iterator[Entry]:
    for lab, deadline in course.deadlines():
        if dated := dates.deadline(deadline):
            yield _coursework_entry(lab, deadline, dated, kind=Kind.DEADLINE)


def _release_entries(course: content.Course, dates: Dates) -> Iterator[Entry]:
    for lab, release in course.releases():
        if dated := dates.release(release):
            yield _coursework_entry(lab, release, dated, kind=Kind.RELEASE)


def _coursework_entry(
    lab: content.Lab,
    item: content.Release | content.Deadline,
    dated: Dated,
    *,
    kind: Kind,
) -> Entry:
    moment, first = dated.moment, dated.first
    return Entry(
        key=item.key,
        kind=kind,
        label=item.title or lab.title,
        title=lab.topic,
        day=moment.day,
        last_day=moment.day,
        start=moment.start,
        time_stated=moment.time_stated,
        first_day=first.day if first else None,
        first_start=first.start if first else None,
        parent=lab.key,
        note=item.note,
        materials=materials_of_lab(lab),
        description=lab.description,
    )


def _announcement_entries(course: content.Course) -> Iterator[Entry]:
    for announcement in course.announcements:
        yield Entry(
            key=announcement.key,
            kind=Kind.ANNOUNCEMENT,
            label="Announcement",
            title=announcement.title,
            day=announcement.day,
            last_day=announcement.day,
            description=announcement.text,
        )


def _no_class_entries(
    term: content.Term,
    course: content.Course,
    published: Mapping[str, Entry],
    *,
    horizon: datetime,
) -> Iterator[Entry]:
    """Yield the days without class; a past one stays though no meeting would fall on it now."""
    concerned = no_class_days_of(term, course)
    keys = {no_class.key for no_class in concerned}
    for no_class in term.no_class_days:
        old = published.get(no_class.key)
        if (
            no_class.key not in keys
            and old is not None
            and old.kind is Kind.NO_CLASS
            and old.status is Status.CONFIRMED
            and is_past(old.last_day, None, horizon=horizon, zone=term.zone)
        ):
            concerned.append(no_class)
    for no_class in concerned:
        yield Entry(
            key=no_class.key,
            kind=Kind.NO_CLASS,
            label="No class",
            title=no_class.title,
            day=no_class.day,
            last_day=no_class.end,
        )
