"""What is probably not meant in what a course gives to read: slides, and links."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from courses import content
from courses.content.faults import shown
from schedule.engine.addresses import fault_of, links_in
from schedule.engine.finding import COURSE, Finding, LintCode
from schedule.engine.plan import Plan
from schedule.engine.words import day_in_words, name_of

GRACE: Final = timedelta(days=7)
"""How long after a lecture its slides may come."""

SLIDES: Final = frozenset({content.ResourceKind.SLIDES, content.ResourceKind.NOTE})
"""What is read after a lecture; notes stand in for slides where one writes on a board."""


def lint_materials(
    course: content.Course, plan: Plan, places: dict[str, str], *, today: date
) -> Iterator[Finding]:
    """Yield lectures without slides a week after they were held, and links that lead nowhere."""
    yield from _without_slides(course, plan, today)
    for key, address in _links_of(course):
        if fault := fault_of(address):
            yield Finding(
                code=LintCode.NOT_AN_ADDRESS,
                key=key,
                where=places.get(key, COURSE),
                reason=f"The link {shown(address)} leads nowhere: {fault}.",
                mend="Correct it, or take it out.",
                facts=(address,),
            )


def _without_slides(course: content.Course, plan: Plan, today: date) -> Iterator[Finding]:
    """Name each lecture; or the course, if it is not its habit to have slides or notes."""
    held = [
        lecture
        for lecture in course.lectures
        if (placement := plan.placements.get(lecture.key)) and today - placement.day >= GRACE
    ]
    had = {plan.placements[lecture.key].start for lecture in held if _has_slides(lecture)}
    found = [lecture for lecture in held if plan.placements[lecture.key].start not in had]
    if len(found) > 1 and 2 * len(found) > len(held):
        yield _mostly_without(course, found, held)
        return
    for lecture in found:
        day = plan.placements[lecture.key].day
        yield Finding(
            code=LintCode.WITHOUT_SLIDES,
            key=lecture.key,
            where=f"lectures/{lecture.key}",
            reason=(
                f"{name_of(lecture)} was held on {day_in_words(day)} and has neither slides nor "
                "notes."
            ),
            mend="Add them, or leave it if there are none.",
        )


def _has_slides(lecture: content.Lecture) -> bool:
    return any(resource.kind in SLIDES for resource in lecture.resources)


def _mostly_without(
    course: content.Course, found: Sequence[content.Lecture], held: Sequence[content.Lecture]
) -> Finding:
    """Return one finding for all. Once accepted it stays so, whatever lectures are yet to come."""
    how_many = "None" if len(found) == len(held) else f"Only {len(held) - len(found)}"
    return Finding(
        code=LintCode.WITHOUT_SLIDES,
        key=course.slug,
        where="lectures",
        reason=f"{how_many} of {len(held)} lectures held a week ago or earlier "
        f"{'has' if how_many in {'None', 'Only 1'} else 'have'} slides or notes.",
        mend="Add them, or leave it if the course has none.",
    )


def _links_of(course: content.Course) -> Iterator[tuple[str, str]]:
    """Yield every address of a course with the key of its item, each once."""
    found = (*_addresses_of(course), *_links_in_prose_of(course))
    yield from dict.fromkeys((key, address) for key, address in found if address)


def _addresses_of(course: content.Course) -> Iterator[tuple[str, str]]:
    for link in course.links:
        yield link.key, link.url
    for person in course.people:
        yield person.key, person.url
    for resource in _resources_of(course):
        yield resource.key, resource.url
    for lab in course.labs:
        yield lab.key, lab.handout


def _links_in_prose_of(course: content.Course) -> Iterator[tuple[str, str]]:
    texts = (
        (course.slug, course.description),
        *((resource.key, resource.note) for resource in _resources_of(course)),
        *((lecture.key, lecture.description) for lecture in course.lectures),
        *((lab.key, lab.description) for lab in course.labs),
        *((exam.key, exam.description) for exam in course.exams),
        *((announcement.key, announcement.text) for announcement in course.announcements),
    )
    for key, text in texts:
        if "](" in text or "<" in text or "]:" in text:
            for address in links_in(text):
                yield key, address


def _resources_of(course: content.Course) -> Iterator[content.Resource]:
    yield from course.resources
    for lecture in course.lectures:
        yield from lecture.resources
    for lab in course.labs:
        yield from lab.resources
