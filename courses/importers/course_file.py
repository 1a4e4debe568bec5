"""Course files and term files: their text to content.

Every problem of a file is found in one reading, each with its line and the way to it. A file that
is not YAML, or has tabs, is refused for that alone.
"""

from typing import TypeVar

import pydantic

from courses import content
from courses.content.faults import Fault, Path
from courses.importers.messages import say_errors
from courses.importers.problems import MAX_PROBLEMS, CourseFileError, Problem
from courses.importers.shape import Fitted
from courses.importers.source import read_source
from courses.importers.together import find_wrong_together
from courses.importers.yaml_tree import read_tree

__all__ = ["CourseFileError", "Problem", "parse_course", "parse_term"]

AnyValue = TypeVar("AnyValue", bound=content.Value)


def parse_course(text: str | bytes, *, name: str = "course file") -> content.Course:
    """Read a course file.

    Args:
        text: The text, or its bytes in UTF-8.
        name: What to call the file in messages.

    Raises:
        CourseFileError: It is not a course; with every problem that was found.
    """
    return _parse(text, content.Course, name=name)


def parse_term(text: str | bytes, *, name: str = "term file") -> content.Term:
    """Read a term file.

    Args:
        text: The text, or its bytes in UTF-8.
        name: What to call the file in messages.

    Raises:
        CourseFileError: It is not a term; with every problem that was found.
    """
    return _parse(text, content.Term, name=name)


def _parse(text: str | bytes, model: type[AnyValue], *, name: str) -> AnyValue:
    tree = read_tree(read_source(text, name=name), name=name)
    fitted = Fitted(tree.root, model)
    errors: list[tuple[Path, Fault]] = []
    try:
        value = model.model_validate(fitted.values)
    except pydantic.ValidationError as error:
        errors = list(say_errors(error, model))
    else:
        if not fitted.faults:
            return value
    faults = [*fitted.faults, *(fault for of, fault in errors if of and not fitted.covers(of))]
    # A course's own checks of the whole come only when each field is right: until then the tree
    # is asked, so that one reading finds everything.
    faults += find_wrong_together(tree.root)
    faults = faults or [fault for _, fault in errors]
    # Only what will be shown is put into words.
    faults = sorted(set(faults), key=lambda fault: tree.line_of(fault.path))
    shown = [tree.problem(*fault) for fault in faults[:MAX_PROBLEMS]]
    raise CourseFileError(shown, name=name, left_out=len(faults) - len(shown))
