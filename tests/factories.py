"""Factories: rows as staff would make them, with what a test does not care about filled in."""

from datetime import UTC, date, datetime, time
from typing import Any

import factory
from django.contrib.auth.models import User

from courses import models
from schedule.models import Mail, MailKind, SignUp, Subscriber, Subscription


class DepartmentFactory(factory.django.DjangoModelFactory):
    """A department."""

    class Meta:
        model = models.Department

    slug = factory.Sequence(lambda n: f"department-{n}")
    name = factory.Sequence(lambda n: f"Department {n}")


class TermFactory(factory.django.DjangoModelFactory):
    """Fall 2023: class days from Wed Sep 6 to Wed Dec 13, Eastern Time, no day without class."""

    class Meta:
        model = models.Term

    slug = factory.Sequence(lambda n: f"term-{n}")
    name = "Fall 2023"
    time_zone = "America/New_York"
    first_day = date(2023, 9, 6)
    last_day = date(2023, 12, 13)


class NoClassDayFactory(factory.django.DjangoModelFactory):
    """A no-class day of a term or, with `course=`, of a course."""

    class Meta:
        model = models.NoClassDay

    key = factory.Sequence(lambda n: f"no-class-{n}")
    title = "Holiday"
    day = date(2023, 10, 10)


class CourseFactory(factory.django.DjangoModelFactory):
    """A course without anything in it."""

    class Meta:
        model = models.Course

    term = factory.SubFactory(TermFactory)
    slug = factory.Sequence(lambda n: f"course-{n}")
    number = factory.LazyAttribute(lambda course: course.slug)
    title = "Efficient Computing"


class ItemFactory(factory.django.DjangoModelFactory):
    """Anything of a course, in the order it is made."""

    class Meta:
        abstract = True

    course = factory.SubFactory(CourseFactory)
    position = factory.Sequence(lambda n: n)


class MeetingFactory(ItemFactory):
    """The class: Tuesday and Thursday, 3:35 to 5:00 pm."""

    class Meta:
        model = models.Meeting

    key = factory.Sequence(lambda n: f"class-{n}")
    weekdays = "tue,thu"
    start = time(15, 35)
    end = time(17, 0)
    room = "36-156"


class MeetingExceptionFactory(ItemFactory):
    """A day on which a meeting is not held."""

    class Meta:
        model = models.MeetingException

    meeting = factory.SubFactory(MeetingFactory)
    course = factory.SelfAttribute("meeting.course")
    key = factory.Sequence(lambda n: f"exception-{n}")
    day = date(2023, 9, 19)
    held = False


class ChapterFactory(ItemFactory):
    """A chapter."""

    class Meta:
        model = models.Chapter

    key = factory.Sequence(lambda n: f"chapter-{n}")
    title = "Efficient Inference"


class CohortFactory(factory.django.DjangoModelFactory):
    """Students without a course."""

    class Meta:
        model = models.Cohort
        skip_postgeneration_save = True

    department = factory.SubFactory(DepartmentFactory)
    term = factory.SubFactory(TermFactory)
    name = factory.Sequence(lambda n: f"Year {n}")


class LectureFactory(ItemFactory):
    """A lecture; give `number` to name it."""

    class Meta:
        model = models.Lecture

    number = 1
    key = factory.LazyAttribute(lambda lecture: f"lecture-{lecture.number}")
    title = factory.LazyAttribute(lambda lecture: f"Topic {lecture.number}")


class ResourceFactory(ItemFactory):
    """Slides."""

    class Meta:
        model = models.Resource

    key = factory.Sequence(lambda n: f"resource-{n}")
    kind = "slides"
    url = "https://example.edu/slides.pdf"


class LabFactory(ItemFactory):
    """A lab without dates."""

    class Meta:
        model = models.Lab

    key = factory.Sequence(lambda n: f"lab-{n}")
    title = "Lab"


class ReleaseFactory(ItemFactory):
    """A release on a date."""

    class Meta:
        model = models.Release

    lab = factory.SubFactory(LabFactory)
    course = factory.SelfAttribute("lab.course")
    key = factory.LazyAttribute(lambda release: f"{release.lab.key}-out")
    day = date(2023, 9, 14)


class DeadlineFactory(ItemFactory):
    """A deadline on a date, without a stated time."""

    class Meta:
        model = models.Deadline

    lab = factory.SubFactory(LabFactory)
    course = factory.SelfAttribute("lab.course")
    key = factory.LazyAttribute(lambda deadline: f"{deadline.lab.key}-due")
    day = date(2023, 9, 28)


class ExamFactory(ItemFactory):
    """A midterm that takes the slot of its day."""

    class Meta:
        model = models.Exam

    key = factory.Sequence(lambda n: f"exam-{n}")
    title = "Midterm"
    day = date(2023, 10, 19)
    takes_slot = True


class AnnouncementFactory(ItemFactory):
    """A note to the class."""

    class Meta:
        model = models.Announcement

    key = factory.Sequence(lambda n: f"announcement-{n}")
    day = date(2023, 10, 31)
    text = "Lab 5 is out."


class PersonFactory(ItemFactory):
    """A member of staff."""

    class Meta:
        model = models.Person

    key = factory.Sequence(lambda n: f"person-{n}")
    name = "Staff"


class LinkFactory(ItemFactory):
    """A fact of the course page."""

    class Meta:
        model = models.Link

    key = factory.Sequence(lambda n: f"link-{n}")
    label = "Discussion"
    text = "Piazza"


class UserFactory(factory.django.DjangoModelFactory):
    """An account that may enter the admin."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"user-{n}")
    is_staff = True


class MembershipFactory(factory.django.DjangoModelFactory):
    """The rights of a teaching assistant in a course."""

    class Meta:
        model = models.Membership

    user = factory.SubFactory(UserFactory)
    course = factory.SubFactory(CourseFactory)
    role = "ta"


SUBSCRIBED = datetime(2023, 8, 15, tzinfo=UTC)
"""Before the term: nothing that falls into it is from before anybody subscribed."""


class SubscriberFactory(factory.django.DjangoModelFactory):
    """An address that wants to hear of deadlines a day before, and of changes at once."""

    class Meta:
        model = Subscriber

    address = factory.Sequence(lambda n: f"student-{n}@example.edu")
    nonce = factory.Sequence(lambda n: f"nonce-{n}")
    kinds = "deadline"
    leads = "P1D"
    language = "en"
    time_zone = "America/New_York"
    made_at = SUBSCRIBED
    chosen_at = SUBSCRIBED


class SubscriptionFactory(factory.django.DjangoModelFactory):
    """A course that an address asked for, told of all that is published."""

    class Meta:
        model = Subscription

    subscriber = factory.SubFactory(SubscriberFactory)
    course = factory.SubFactory(CourseFactory)
    made_at = SUBSCRIBED
    told_edition = factory.SelfAttribute("course.edition_number")
    told_on = SUBSCRIBED.date()


class SignUpFactory(factory.django.DjangoModelFactory):
    """What somebody asked for, not confirmed; give the keys of courses as text."""

    class Meta:
        model = SignUp

    address = factory.Sequence(lambda n: f"student-{n}@example.edu")
    network = "a network"
    kinds = "deadline"
    leads = "P1D"
    language = "en"
    time_zone = "America/New_York"
    made_at = SUBSCRIBED


class MailFactory(factory.django.DjangoModelFactory):
    """A mail that waits to be sent: a test, if no kind is given."""

    class Meta:
        model = Mail

    kind = MailKind.TEST
    made_at = SUBSCRIBED
    send_at = SUBSCRIBED


class ReminderFactory(MailFactory):
    """A reminder a day before an `event`, which is to be given, of a subscription's course."""

    kind = MailKind.REMINDER
    subscription = factory.SubFactory(SubscriptionFactory)
    subscriber = factory.SelfAttribute("subscription.subscriber")
    course = factory.SelfAttribute("subscription.course")
    due = factory.SelfAttribute("event.start")
    lead = "P1D"


class NoticeFactory(MailFactory):
    """A notice of changes."""

    kind = MailKind.CHANGES
    subscriber = factory.SubFactory(SubscriberFactory)


def make_course(*, lectures: int = 4, **fields: Any) -> models.Course:
    """Make a course that meets Tuesday and Thursday, with numbered lectures."""
    course = CourseFactory(**fields)
    MeetingFactory(course=course, key="class")
    for number in range(1, lectures + 1):
        LectureFactory(course=course, number=number, position=number)
    return course
