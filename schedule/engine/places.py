"""Places: where each item stands in its file, in the words of that file."""

from collections.abc import Iterable

from courses import content
from courses.content.checks import Keyed


def places_of(term: content.Term, course: content.Course) -> dict[str, str]:
    """Return where each item stands in its file, by key; of a key used in both the course's."""
    places = _in("term/no_class_days", term.no_class_days)
    places |= _in("term/day_swaps", term.day_swaps)
    for section, items in _sections(course):
        places |= _in(section, items)
    for meeting in course.meetings:
        places |= _in(f"meetings/{meeting.key}/exceptions", meeting.exceptions)
    for lecture in course.lectures:
        places |= _in(f"lectures/{lecture.key}/resources", lecture.resources)
    for lab in course.labs:
        places |= _in(f"labs/{lab.key}/releases", lab.releases)
        places |= _in(f"labs/{lab.key}/deadlines", lab.deadlines)
        places |= _in(f"labs/{lab.key}/resources", lab.resources)
    return places


def _sections(course: content.Course) -> tuple[tuple[str, tuple[Keyed, ...]], ...]:
    return (
        ("no_class_days", course.no_class_days),
        ("chapters", course.chapters),
        ("lectures", course.lectures),
        ("exams", course.exams),
        ("meetings", course.meetings),
        ("labs", course.labs),
        ("announcements", course.announcements),
        ("resources", course.resources),
        ("links", course.links),
        ("people", course.people),
    )


def _in(section: str, items: Iterable[Keyed]) -> dict[str, str]:
    return {item.key: f"{section}/{item.key}" for item in items}
