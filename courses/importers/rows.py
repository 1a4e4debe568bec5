"""Content to rows: a course or a term saved by key, touching only rows that differ.

Everything here runs in the caller's transaction.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, TypeVar

from courses import content, models
from courses.exporters.rows import read_course, read_term
from courses.importers.columns import (
    Columns,
    course_columns,
    deadline_columns,
    lab_columns,
    lecture_columns,
    meeting_columns,
    own_columns,
    release_columns,
)
from courses.importers.items import take_apart
from courses.importers.merge import merge
from courses.importers.table import Log, SaveReport, Table

__all__ = [
    "MissingTermError",
    "SaveReport",
    "TermDiffersError",
    "lock_course",
    "save_course",
    "save_term",
]

Item = TypeVar("Item", bound=content.Value)


class MissingTermError(Exception):
    """A course names a term that is not in the database."""


class TermDiffersError(Exception):
    """A term is in the database and differs; many courses share it, so that is no plain edit.

    Attributes:
        differences: A line for each.
    """

    def __init__(self, differences: Sequence[str]) -> None:
        """Keep the differences."""
        self.differences = tuple(differences)
        super().__init__("\n".join(differences))


def save_course(course: content.Course, *, prune: bool = False) -> SaveReport:
    """Create or update a course by its slug, and its items by their keys.

    Args:
        course: What the database should hold.
        prune: Whether items that are not in it go; else they are kept, where they stood.

    Raises:
        MissingTermError: The course's term is not in the database.
        pydantic.ValidationError: With the items that are kept it is no course: one of them names
            what is gone, or has a key that the course uses for something else.
    """
    row = lock_course(course.term, course.slug)
    kept: tuple[str, ...] = ()
    if row is not None and not prune:
        stored = read_course(row).model_dump(mode="json")
        merged = merge(base=stored, stored=stored, file=course.model_dump(mode="json"))
        course, kept = content.Course.model_validate(merged.course), merged.kept
    log = Log()
    row = _save_own(course, row, log)
    _save_items(row, course, log)
    report = log.report(kept=kept)
    if not report.is_empty:
        row.revision = models.draw_revision()
        row.save(update_fields=["revision"])
    return report


def lock_course(term: str, slug: str) -> models.Course | None:
    """Return the row of a course, locked for the caller's transaction, or None."""
    rows = models.Course.objects.filter(term__slug=term, slug=slug)
    return rows.select_related("term", "department").select_for_update(of=("self",)).first()


def _save_own(course: content.Course, row: models.Course | None, log: Log) -> models.Course:
    columns = {**course_columns(course), "department": _department(course.department)}
    if row is None:
        term = models.Term.objects.filter(slug=course.term).first()
        if term is None:
            raise MissingTermError(course.term)
        log.created.append(f"course {course.slug}")
        return models.Course.objects.create(term=term, **columns)
    changed = [name for name, value in columns.items() if getattr(row, name) != value]
    if changed:
        for name in changed:
            setattr(row, name, columns[name])
        row.save(update_fields=changed)
        log.updated.append(f"course {course.slug}")
    return row


def _department(slug: str) -> models.Department | None:
    if not slug:
        return None
    return models.Department.objects.get_or_create(slug=slug, defaults={"name": slug})[0]


def _save_items(row: models.Course, course: content.Course, log: Log) -> None:
    chapters = Table(models.Chapter, log, course=row)
    lectures = Table(models.Lecture, log, course=row)
    labs = Table(models.Lab, log, course=row)
    meetings = Table(models.Meeting, log, course=row)
    chapters.save(_placed(chapters, course.chapters, own_columns))
    _save_lectures(lectures, course.lectures, chapters)
    labs.save(_placed(labs, course.labs, lab_columns))
    meetings.save(_placed(meetings, course.meetings, meeting_columns))
    _save_exceptions(row, course, meetings, log)
    _save_dates(row, course, lectures, labs, log)
    _save_resources(row, course, lectures, labs, log)
    # Only now does nothing refer to them.
    for table in (lectures, chapters, labs, meetings):
        table.remove_surplus()
    _save_lists(row, course, log)


def _placed(
    table: Table[Any],
    values: Sequence[Item],
    columns_of: Callable[[Item], Columns],
    **owner: int | None,
) -> dict[str, Columns]:
    """Return the columns of the values of one list, each with its position in it."""
    columns = [columns_of(value) for value in values]
    places = table.positions([each["key"] for each in columns])
    return {each["key"]: {**each, **owner, "position": places[each["key"]]} for each in columns}


def _save_lectures(
    table: Table[models.Lecture],
    lectures: Sequence[content.Lecture],
    chapters: Table[models.Chapter],
) -> None:
    def save() -> None:
        columns_of = partial(lecture_columns, chapters=chapters.ids, lectures=table.ids)
        table.save(_placed(table, lectures, columns_of))

    new_targets = {lecture.merged_into for lecture in lectures} - {"", *table.rows}
    save()
    if new_targets:  # they have rows, and ids, only now
        save()


def _save_exceptions(
    row: models.Course, course: content.Course, meetings: Table[models.Meeting], log: Log
) -> None:
    table = Table(models.MeetingException, log, course=row)
    wanted: dict[str, Columns] = {}
    for meeting in course.meetings:
        owner = meetings.ids[meeting.key]
        wanted |= _placed(table, meeting.exceptions, own_columns, meeting_id=owner)
    table.save(wanted, unique=("meeting_id", "day"))


def _save_dates(
    row: models.Course,
    course: content.Course,
    lectures: Table[models.Lecture],
    labs: Table[models.Lab],
    log: Log,
) -> None:
    releases = Table(models.Release, log, course=row)
    deadlines = Table(models.Deadline, log, course=row)
    release = partial(release_columns, lectures=lectures.ids)
    deadline = partial(deadline_columns, lectures=lectures.ids)
    lab_ids = labs.ids
    out: dict[str, Columns] = {}
    due: dict[str, Columns] = {}
    for lab in course.labs:
        out |= _placed(releases, lab.releases, release, lab_id=lab_ids[lab.key])
        due |= _placed(deadlines, lab.deadlines, deadline, lab_id=lab_ids[lab.key])
    releases.save(out)
    deadlines.save(due)
    releases.remove_surplus()
    deadlines.remove_surplus()


def _save_resources(
    row: models.Course,
    course: content.Course,
    lectures: Table[models.Lecture],
    labs: Table[models.Lab],
    log: Log,
) -> None:
    table = Table(models.Resource, log, course=row)
    lecture_ids, lab_ids = lectures.ids, labs.ids
    owned: list[tuple[tuple[content.Resource, ...], int | None, int | None]] = [
        (course.resources, None, None),
        *((lecture.resources, lecture_ids[lecture.key], None) for lecture in course.lectures),
        *((lab.resources, None, lab_ids[lab.key]) for lab in course.labs),
    ]
    wanted: dict[str, Columns] = {}
    for resources, lecture_id, lab_id in owned:
        wanted |= _placed(table, resources, own_columns, lecture_id=lecture_id, lab_id=lab_id)
    table.save(wanted)
    table.remove_surplus()


def _save_lists(row: models.Course, course: content.Course, log: Log) -> None:
    lists: tuple[tuple[type[models.CourseItem], Sequence[content.Value]], ...] = (
        (models.Link, course.links),
        (models.Person, course.people),
        (models.Exam, course.exams),
        (models.Announcement, course.announcements),
    )
    for model, values in lists:
        table = Table(model, log, course=row)
        table.save(_placed(table, values, own_columns))
        table.remove_surplus()
    days = Table(models.NoClassDay, log, course=row)
    days.save({day.key: own_columns(day) for day in course.no_class_days})
    days.remove_surplus()


def save_term(term: content.Term, *, update: bool = False) -> SaveReport:
    """Create a term, or find that the database has the same.

    Args:
        term: What the database should hold.
        update: Whether a term that differs is made equal; else it is refused.

    Raises:
        TermDiffersError: The database has another term with this slug, and `update` is not set.
    """
    row = models.Term.objects.filter(slug=term.slug).select_for_update().first()
    log = Log()
    columns = own_columns(term)
    if row is None:
        row = models.Term.objects.create(**columns)
        log.created.append(f"term {term.slug}")
    elif differences := list(_differences(read_term(row), term)):
        if not update:
            raise TermDiffersError(differences)
        changed = [name for name, value in columns.items() if getattr(row, name) != value]
        for name in changed:
            setattr(row, name, columns[name])
        row.revision = models.draw_revision()
        row.save(update_fields=[*changed, "revision"])
        log.updated.append(f"term {term.slug}")
    days = Table(models.NoClassDay, log, term=row)
    days.save({day.key: own_columns(day) for day in term.no_class_days})
    days.remove_surplus()
    swaps = Table(models.DaySwap, log, term=row)
    swaps.save({swap.key: own_columns(swap) for swap in term.day_swaps}, unique=("day",))
    return log.report()


def _differences(stored: content.Term, file: content.Term) -> Iterator[str]:
    here = take_apart(stored.model_dump(mode="json")).items
    new = take_apart(file.model_dump(mode="json")).items
    for key in {**here, **new}:
        if key not in new:
            yield f"{key}: in the database, not in the file"
        elif key not in here:
            yield f"{key}: in the file, not in the database"
        else:
            for name, value in here[key].fields.items():
                if value != (other := new[key].fields.get(name)):
                    head = f"{key}: {name}" if key else name
                    yield f"{head}: {value or 'nothing'} in the database, {other or 'nothing'} in the file"
