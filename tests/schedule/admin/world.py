"""Two courses of one term and two departments, with one of everything, and an account of each role."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.contrib.auth.models import User
from django.db.models import Model
from django.test import Client

from courses import models
from courses.models import Course, Department, Term
from schedule.models import CalendarCourse, Edition, Event
from schedule.personal.calendars import give_calendar
from schedule.publishing import publish
from tests import factories

SUMMER = datetime(2023, 8, 1, 12, tzinfo=UTC)
ROLES = ("stranger", "ta", "instructor", "administrator", "superuser")


@dataclass
class World:
    """What a test of the admin looks at: A is the course of the roles, B is another's."""

    ours: Department
    term: Term
    own_term: Term
    a: Course
    b: Course
    users: dict[str, User]
    rows_of_a: dict[type[Model], Model] = field(default_factory=dict)
    rows_of_b: dict[type[Model], Model] = field(default_factory=dict)

    def client(self, role: str) -> Client:
        """Return a client signed in as a role."""
        client = Client()
        client.force_login(self.users[role])
        return client


def make_world() -> World:
    """Make both courses, publish them, and make the accounts."""
    ours, theirs = factories.DepartmentFactory(), factories.DepartmentFactory()
    term = factories.TermFactory(slug="2023-fall")
    own_term = factories.TermFactory(slug="2024-spring")
    factories.CourseFactory(term=own_term, department=ours, slug="ours-alone")
    a = make_full_course(term, ours, slug="a")
    b = make_full_course(term, theirs, slug="b")
    users = {
        "stranger": factories.UserFactory(username="stranger"),
        "ta": factories.MembershipFactory(course=a, user__username="ta").user,
        "instructor": factories.MembershipFactory(
            course=a, role="instructor", user__username="instructor"
        ).user,
        "administrator": factories.MembershipFactory(
            course=None, department=ours, role="administrator", user__username="administrator"
        ).user,
        "superuser": factories.UserFactory(username="superuser", is_superuser=True),
    }
    factories.MembershipFactory(course=b)
    factories.MembershipFactory(course=None, department=theirs, role="administrator")
    world = World(ours=ours, term=term, own_term=own_term, a=a, b=b, users=users)
    world.rows_of_a, world.rows_of_b = rows_of(a), rows_of(b)
    return world


def make_full_course(term: Term, department: Department, *, slug: str) -> Course:
    """Make a published course with one of everything."""
    course = factories.make_course(term=term, department=department, slug=slug)
    meeting = course.meetings.get()
    factories.MeetingExceptionFactory(meeting=meeting, key="class-oct-17", day="2023-10-17")
    lecture = course.lectures.get(key="lecture-2")
    lecture.chapter = factories.ChapterFactory(course=course, key="part-1")
    lecture.save()
    lab = factories.LabFactory(course=course, key="lab-1", title="Lab 1")
    factories.ReleaseFactory(lab=lab)
    factories.DeadlineFactory(lab=lab)
    factories.ResourceFactory(course=course, lecture=lecture, key="lecture-2-slides")
    factories.ExamFactory(course=course, key="midterm")
    factories.AnnouncementFactory(course=course, key="welcome")
    factories.PersonFactory(course=course, key="staff")
    factories.LinkFactory(course=course, key="discussion")
    factories.NoClassDayFactory(course=course, key="holiday")
    publish(course)
    give_calendar(course, to="Reviewers", by=factories.UserFactory(), now=SUMMER)
    return course


def rows_of(course: Course) -> dict[type[Model], Model]:
    """Return one row of each model that belongs to a course."""
    kinds = (
        *models.base.item_models(),
        models.NoClassDay,
        Edition,
        Event,
        CalendarCourse,
    )
    rows = {kind: kind._default_manager.filter(course=course).first() for kind in kinds}
    assistant = models.Membership.objects.get(course=course, role="ta")
    return {Course: course, **rows, models.Membership: assistant}
