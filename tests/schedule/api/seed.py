"""Published courses for the API's tests."""

from datetime import UTC, date, datetime, time, timedelta

from schedule.publishing import publish
from tests.factories import (
    AnnouncementFactory,
    ChapterFactory,
    DeadlineFactory,
    LabFactory,
    LectureFactory,
    LinkFactory,
    MeetingFactory,
    NoClassDayFactory,
    PersonFactory,
    ReleaseFactory,
    ResourceFactory,
    TermFactory,
    make_course,
)

SUMMER = datetime(2023, 8, 1, 12, tzinfo=UTC)
LATER = SUMMER + timedelta(days=1)

API = "/api/v1"
COURSE = f"{API}/courses/2023-fall/6.5940"


def make_term(slug="2023-fall", **fields):
    return TermFactory(slug=slug, **fields)


def publish_course(*, slug="6.5940", term=None, lectures=4, now=SUMMER, **fields):
    """Make and publish a course with lectures alone."""
    course = make_course(slug=slug, term=term or make_term(), lectures=lectures, **fields)
    publish(course, now=now)
    return course


def publish_full_course(**fields):
    """Make and publish a course with one of everything, then extend its deadline."""
    term = make_term()
    NoClassDayFactory(term=term, key="student-holiday", title="Student holiday")
    course = make_course(slug="6.5940", term=term, lectures=2, **fields)
    chapter = ChapterFactory(course=course, key="pruning", title="Pruning")
    lecture = LectureFactory(course=course, number=3, position=3, chapter=chapter)
    ResourceFactory(course=course, lecture=lecture, key="lecture-3-slides")
    MeetingFactory(
        course=course, key="hours", kind="office-hours", weekdays="thu", start=time(17), end=None
    )
    lab = LabFactory(course=course, key="lab-1", title="Lab 1", topic="Pruning")
    ReleaseFactory(lab=lab, key="lab-1-out")
    deadline = DeadlineFactory(lab=lab, key="lab-1-due")
    project = LabFactory(course=course, key="project", kind="project", title="Project")
    DeadlineFactory(lab=project, key="proposal-due", title="Proposal", basis="tba", day=None)
    PersonFactory(course=course)
    LinkFactory(course=course)
    AnnouncementFactory(course=course, key="lab-5-out")
    publish(course, now=SUMMER)
    deadline.extended_day, deadline.extended_at = date(2023, 9, 30), time(23, 59)
    deadline.save()
    publish(course, now=LATER, note="More time for Lab 1.")
    return course
