"""The outline of a course, and its lectures."""

from collections.abc import Iterator
from itertools import groupby

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja import Query, Router

from courses import content
from schedule.api import schemas
from schedule.api.addresses import Addresses
from schedule.api.answers import answer_json, page_of
from schedule.api.dates import local, standing_of
from schedule.api.lookups import course_at
from schedule.api.options import Window
from schedule.reading.published import Reading

router = Router(tags=["Courses"])


@router.get("/{term}/{course}/outline", response=schemas.Outline, operation_id="get_outline")
def get_outline(request: HttpRequest, term: str, course: str) -> HttpResponseBase:
    """Chapters and their lectures, in the order in which the course is taught."""
    row = course_at(request, term, course)
    return answer_json(
        request,
        parts=[row.revision],
        make=lambda: schemas.Outline(parts=tuple(_parts(Reading.of(row)))),
    )


@router.get(
    "/{term}/{course}/lectures",
    response=schemas.Page[schemas.Lecture],
    operation_id="list_lectures",
)
def list_lectures(
    request: HttpRequest, term: str, course: str, window: Query[Window]
) -> HttpResponseBase:
    """The lectures in the order of the outline, each with its date as published."""
    row = course_at(request, term, course)

    def make() -> schemas.Page[schemas.Lecture]:
        reading = Reading.of(row)
        lectures = reading.content.lectures
        part = lectures[window.offset : window.offset + window.limit]
        return page_of(request, _lectures(part, reading), count=len(lectures), window=window)

    return answer_json(request, parts=[row.revision, *window.words()], make=make)


def _parts(reading: Reading) -> Iterator[schemas.OutlinePart]:
    """Yield runs of lectures of one chapter, then the chapters that have no lecture yet."""
    lectures = _lectures(reading.content.lectures, reading)
    used = set()
    for chapter, run in groupby(lectures, key=lambda lecture: lecture.chapter):
        used.add(chapter.key if chapter else "")
        yield schemas.OutlinePart(chapter=chapter, lectures=tuple(run))
    for chapter in map(schemas.Chapter.model_validate, reading.content.chapters):
        if chapter.key not in used:
            yield schemas.OutlinePart(chapter=chapter, lectures=())


def _lectures(lectures: tuple[content.Lecture, ...], reading: Reading) -> Iterator[schemas.Lecture]:
    chapters = {
        chapter.key: schemas.Chapter.model_validate(chapter) for chapter in reading.content.chapters
    }
    to = Addresses(reading.course)
    for lecture in lectures:
        event = reading.by_key.get(lecture.key)
        yield schemas.Lecture(
            key=lecture.key,
            number=lecture.number,
            title=lecture.title,
            chapter=chapters.get(lecture.chapter),
            lecturer=lecture.lecturer,
            description=lecture.description,
            status=standing_of(event, cancelled=lecture.cancelled),
            reason=event.reason if event else lecture.reason,
            day=event.day if event else None,
            start=local(event.start, reading.zone) if event else None,
            end=local(event.end, reading.zone) if event else None,
            time_zone=reading.term.time_zone,
            room=event.room if event else "",
            merged_into=lecture.merged_into,
            resources=tuple(map(schemas.Resource.model_validate, lecture.resources)),
            url=to.item(lecture.key),
        )
