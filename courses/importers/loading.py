"""Loading a course file: saving it with regard to what was edited since its last load."""

from dataclasses import dataclass

import pydantic

from courses import content, models
from courses.exporters.rows import read_course
from courses.importers.items import Record
from courses.importers.merge import Edit, EditedError, Winner, merge
from courses.importers.rows import SaveReport, lock_course, save_course

__all__ = ["Edit", "EditedError", "Loaded", "Winner", "load_course"]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading did.

    Attributes:
        row: The course.
        report: What was created, updated, removed and kept.
        edits: What was edited in the database, and of which the winner was told.
    """

    row: models.Course
    report: SaveReport
    edits: tuple[Edit, ...]


def load_course(
    course: content.Course, *, prune: bool = False, winner: Winner | None = None
) -> Loaded:
    """Save a course as its file has it, in the caller's transaction.

    Args:
        course: What the file says.
        prune: Whether items that are not in the file go; else they are kept.
        winner: Who is right where the course was edited since its last load.

    Raises:
        EditedError: Loading would undo an edit, and there is no winner.
        MissingTermError: The course's term is not in the database.
        pydantic.ValidationError: With what is kept it is no course.
    """
    row = lock_course(course.term, course.slug)
    file = course.model_dump(mode="json")
    wanted, loaded = course, file
    kept: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()
    if row is not None:
        merged = merge(
            base=_as_loaded(row),
            stored=read_course(row).model_dump(mode="json"),
            file=file,
            prune=prune,
            winner=winner,
        )
        wanted = content.Course.model_validate(merged.course)
        loaded, kept, edits = merged.loaded, merged.kept, merged.edits
    saved = save_course(wanted, prune=True)
    row = models.Course.objects.at(course.term, course.slug).get()
    if row.loaded_content != loaded:
        row.loaded_content = loaded
        row.save(update_fields=["loaded_content"])
    report = SaveReport(saved.created, saved.updated, saved.removed, kept)
    return Loaded(row, report, edits)


def _as_loaded(row: models.Course) -> Record | None:
    """Return the content as last loaded, with what newer versions of Lectern added to it."""
    loaded: Record | None = row.loaded_content
    if loaded is None:
        return None
    try:
        return content.Course.model_validate(loaded).model_dump(mode="json")
    except pydantic.ValidationError:  # of an older version, or with references to what was kept
        return loaded
