"""The site that all pages are looked at on: four courses with some news, and one not published."""

from copy import copy
from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.test import Client
from django.utils import timezone

from courses.importers.course_file import parse_course, parse_term
from courses.importers.rows import save_course, save_term
from courses.models import Course, Deadline, Lecture, Term
from schedule.mailing.choice import Choice
from schedule.mailing.subscribing import add
from schedule.models import CalendarFetch, Mail, MailKind, MailState, SignUp
from schedule.models.calendar import hash_of
from schedule.personal.calendars import Choice as CalendarChoice
from schedule.personal.calendars import make_calendar
from schedule.publishing import publish
from schedule.reminders import Quiet
from tests.e2e.pages import ASKED, CONFIRMED, DRAFT, MAILED, READER, SECRET
from tests.e2e.staff import FIXTURES, make_staff

SUMMER = datetime(2023, 8, 1, 12, tzinfo=UTC)
MAILS = (
    (1, MailState.SENT, "6.5940: Lab 4 is due tomorrow, 11:59 pm"),
    (14, MailState.FAILED, "6.5940: Lab 3 is due tomorrow, 11:59 pm"),
    (30, MailState.MISSED, ""),
)
OCT_30 = datetime(2023, 10, 30, 14, tzinfo=UTC)


def fill() -> str:
    """Publish the courses in summer; the day before Oct 31, extend, cancel and move something.

    Returns the session of someone who may see the course that is not published.
    """
    save_term(parse_term((FIXTURES / "2023-fall.yaml").read_bytes()))
    # Under a key that the list of pages knows; its file fills it.
    Course.objects.create(pk=MAILED, term=Term.objects.get(), slug="18.338", number="-", title="-")
    for path in sorted(FIXTURES.glob("mit-*.yaml")):
        written = parse_course(path.read_bytes())
        save_course(written)
        publish(Course.objects.get(slug=written.slug), now=SUMMER)
    _change("6.5940", "The lecturer is ill.", _extend, _cancel)
    _change("18.338", "The room is taken on Wednesday.", _move)
    make_own_calendar()
    make_subscriber()
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
    calendar = make_calendar(
        CalendarChoice(name, courses, "alarm=deadline:P1D"), now=SUMMER
    ).calendar
    calendar.page_hash = hash_of(SECRET)
    calendar.save()
    for program, at in (("google", SUMMER), ("thunderbird", OCT_30 + timedelta(hours=1))):
        CalendarFetch.objects.create(calendar=calendar, program=program, fetched_at=at)


def make_subscriber(subject=""):
    """Make an address that gets mails, with some of each fate, and others that were asked for it.

    Args:
        subject: Of all its mails; without it, each has its own.
    """
    now = timezone.now()
    choice = Choice("en", "Europe/Berlin", quiet=Quiet(time(22), time(7)))
    courses = Course.objects.filter(slug__in=("6.5940", "18.338")).order_by("slug")
    for own, confirmed_at in ((CONFIRMED, now), (ASKED, None)):
        asked = SignUp(
            pk=own.pk,
            address=READER.address,
            courses=[str(course.pk) for course in courses],
            made_at=now,
            confirmed_at=confirmed_at,
        )
        choice.put_on(asked)
        asked.save()
    reader = copy(READER)
    reader.made_at = reader.chosen_at = SUMMER
    choice.put_on(reader)
    reader.save()
    add(reader, courses, now=SUMMER)
    for days, state, said in MAILS:
        at = OCT_30 - timedelta(days=days)
        Mail.objects.create(
            kind=MailKind.REMINDER,
            state=state,
            subscriber=reader,
            subject=subject or said,
            made_at=at,
            send_at=at,
            done_at=at,
        )


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
