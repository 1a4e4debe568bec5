"""The site that all pages are looked at on: four courses with some news, and one not published."""

from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.test import Client

from courses.importers.course_file import parse_course, parse_term
from courses.importers.rows import save_course, save_term
from courses.models import Course, Deadline, Lecture, Term
from schedule.models import CalendarFetch
from schedule.models.calendar import hash_of
from schedule.personal import Choice, make_calendar
from schedule.publishing import publish
from tests.e2e.pages import DRAFT, SECRET
from tests.e2e.staff import FIXTURES, make_staff

SUMMER = datetime(2023, 8, 1, 12, tzinfo=UTC)
OCT_30 = datetime(2023, 10, 30, 14, tzinfo=UTC)


def fill() -> str:
    """Publish the courses in summer; the day before Oct 31, extend, cancel and move something.

    Returns the session of someone who may see the course that is not published.
    """
    save_term(parse_term((FIXTURES / "2023-fall.yaml").read_bytes()))
    for path in sorted(FIXTURES.glob("mit-*.yaml")):
        written = parse_course(path.read_bytes())
        save_course(written)
        publish(Course.objects.get(slug=written.slug), now=SUMMER)
    _change("6.5940", "The lecturer is ill.", _extend, _cancel)
    _change("18.338", "The room is taken on Wednesday.", _move)
    make_own_calendar()
    slug = DRAFT.rstrip("/").rpartition("/")[2]
    Course.objects.create(
        term=Term.objects.get(), slug=slug, number=slug, title="Introduction to Algorithms"
    )
    client = Client()
    client.force_login(make_staff("instructor", course=slug))
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def make_own_calendar(name="phone"):
    """Make a personal calendar, for which two programs asked: one before the last change."""
    courses = tuple(Course.objects.filter(slug__in=("6.5940", "18.338")).order_by("slug"))
    calendar = make_calendar(Choice(name, courses, "alarm=deadline:P1D"), now=SUMMER).calendar
    calendar.page_hash = hash_of(SECRET)
    calendar.save()
    for program, at in (("google", SUMMER), ("thunderbird", OCT_30 + timedelta(hours=1))):
        CalendarFetch.objects.create(calendar=calendar, program=program, fetched_at=at)


def _change(slug, note, *edits):
    course = Course.objects.get(slug=slug)
    for edit in edits:
        edit(course)
    publish(course, now=OCT_30, note=note)


def _extend(course):
    Deadline.objects.filter(course=course, key="lab-4-due").update(extended_day="2023-11-02")


def _cancel(course):
    Lecture.objects.filter(course=course, key="lecture-16").update(cancelled=True, reason="Illness")


def _move(course):
    Lecture.objects.filter(course=course, key="lecture-16").update(
        pin_day="2023-11-03", pin_start=time(14), pin_end=time(15, 30), pin_room="2-190"
    )
