"""Courses: `/courses`, and the facts of one."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja import Query, Router

from courses.api import term_in_full
from courses.content.base import format_clock
from courses.models import Course
from schedule.api import schemas
from schedule.api.addresses import Addresses, term_page
from schedule.api.answers import answer_json, page_of
from schedule.api.lookups import course_at
from schedule.api.options import CourseOptions
from schedule.http.conditional import FOREVER
from schedule.reading import listing
from schedule.reading.headline import Headline
from schedule.reading.published import Reading

router = Router(tags=["Courses"])


@router.get("", response=schemas.Page[schemas.CourseSummary], operation_id="list_courses")
def list_courses(request: HttpRequest, options: Query[CourseOptions]) -> HttpResponseBase:
    """Published courses, those of the latest term first.

    Unlisted courses are not here: ask for them by their address.
    """
    found = listing.courses(
        term=options.term, text=options.q, limit=options.limit, offset=options.offset
    )
    return answer_json(
        request,
        parts=[*options.words(), str(found.count), *map(_state, found.rows)],
        make=lambda: page_of(
            request,
            map(_summary, found.rows),
            count=found.count,
            window=options,
        ),
        until=None if options.q else FOREVER,
    )


@router.get("/{term}/{course}", response=schemas.Course, operation_id="get_course")
def get_course(request: HttpRequest, term: str, course: str) -> HttpResponseBase:
    """One course: the facts of its page. Its dates are under addresses of their own."""
    row = course_at(request, term, course)
    return answer_json(request, parts=[row.revision], make=lambda: _in_full(Reading.of(row)))


def _state(course: Course) -> str:
    return f"{course.term.slug}/{course.slug} {course.revision}"


def _summary(course: Course) -> schemas.CourseSummary:
    headline, to = Headline.published(course), Addresses(course)
    assert course.published_at is not None  # noqa: S101 - a published course has it
    return schemas.CourseSummary(
        term=course.term.slug,
        slug=course.slug,
        number=headline.number,
        also_numbers=headline.also_numbers,
        title=headline.title,
        department=headline.department,
        edition=course.edition_number,
        published_at=course.published_at.astimezone(headline.zone),
        url=to.page,
        api_url=to.api,
        calendar_url=to.calendar,
    )


def _in_full(reading: Reading) -> schemas.Course:
    value = reading.content
    return schemas.Course(
        **dict(_summary(reading.course)),
        description=value.description,
        default_due_time=format_clock(value.default_due_time),
        term_in_full=term_in_full(reading.term, url=term_page(reading.course.term)),
        links=tuple(map(schemas.Link.model_validate, value.links)),
        people=tuple(map(schemas.Person.model_validate, value.people)),
        meetings=tuple(map(schemas.Meeting.model_validate, value.meetings)),
        no_class_days=tuple(map(schemas.NoClassDay.model_validate, value.no_class_days)),
        resources=tuple(map(schemas.Resource.model_validate, value.resources)),
        announcements=tuple(map(schemas.Announcement.model_validate, value.announcements)),
    )
