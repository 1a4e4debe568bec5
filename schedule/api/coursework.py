"""Coursework of a course, and what is due when."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

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

router = Router(tags=["Coursework"])

NO_DATE = (date.max, datetime.max.replace(tzinfo=UTC))


@router.get("/{term}/{course}/labs", response=schemas.Page[schemas.Lab], operation_id="list_labs")
def list_labs(
    request: HttpRequest, term: str, course: str, window: Query[Window]
) -> HttpResponseBase:
    """Labs, homework and projects in the order of the course, with their releases and deadlines."""
    row = course_at(request, term, course)

    def make() -> schemas.Page[schemas.Lab]:
        reading = Reading.of(row)
        labs = reading.content.labs
        part = labs[window.offset : window.offset + window.limit]
        shapes = (_lab(lab, reading) for lab in part)
        return page_of(request, shapes, count=len(labs), window=window)

    return answer_json(request, parts=[row.revision, *window.words()], make=make)


@router.get(
    "/{term}/{course}/deadlines",
    response=schemas.Page[schemas.Deadline],
    operation_id="list_deadlines",
)
def list_deadlines(
    request: HttpRequest, term: str, course: str, window: Query[Window]
) -> HttpResponseBase:
    """What is due, the earliest first; what has no date yet comes last."""
    row = course_at(request, term, course)

    def make() -> schemas.Page[schemas.Deadline]:
        found = sorted(_deadlines(Reading.of(row)), key=_when_due)
        part = found[window.offset : window.offset + window.limit]
        return page_of(request, part, count=len(found), window=window)

    return answer_json(request, parts=[row.revision, *window.words()], make=make)


def _when_due(deadline: schemas.Deadline) -> tuple[date, datetime, str]:
    day, due = NO_DATE
    return deadline.day or day, deadline.due or due, deadline.key


def _deadlines(reading: Reading) -> Iterator[schemas.Deadline]:
    for lab, deadline in reading.content.deadlines():
        yield schemas.Deadline(**dict(_deadline(deadline, lab, reading)), lab=_lab_summary(lab))


def _lab_summary(lab: content.Lab) -> schemas.LabSummary:
    return schemas.LabSummary.model_validate(lab)


def _lab(lab: content.Lab, reading: Reading) -> schemas.Lab:
    return schemas.Lab(
        **dict(_lab_summary(lab)),
        description=lab.description,
        releases=tuple(_release(release, lab, reading) for release in lab.releases),
        deadlines=tuple(_deadline(deadline, lab, reading) for deadline in lab.deadlines),
        resources=tuple(map(schemas.Resource.model_validate, lab.resources)),
    )


def _release(release: content.Release, lab: content.Lab, reading: Reading) -> schemas.Release:
    event = reading.by_key.get(release.key)
    return schemas.Release(
        key=release.key,
        title=release.title or lab.title,
        note=release.note,
        status=standing_of(event),
        day=event.day if event else None,
        out=local(event.start, reading.zone) if event else None,
        time_zone=reading.term.time_zone,
    )


def _deadline(
    deadline: content.Deadline, lab: content.Lab, reading: Reading
) -> schemas.LabDeadline:
    event = reading.by_key.get(deadline.key)
    return schemas.LabDeadline(
        key=deadline.key,
        title=deadline.title or lab.title,
        note=deadline.note,
        status=standing_of(event),
        day=event.day if event else None,
        due=local(event.start, reading.zone) if event else None,
        time_zone=reading.term.time_zone,
        time_stated=event.time_stated if event else False,
        extended=event is not None and event.first_day is not None,
        first_day=event.first_day if event else None,
        first_due=local(event.first_start, reading.zone) if event else None,
        url=Addresses(reading.course).item(deadline.key),
    )
