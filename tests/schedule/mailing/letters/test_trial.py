"""The letter that staff send themselves."""

from datetime import timedelta

import pytest

from schedule.mailing.letters import write
from schedule.models import Event
from schedule.publishing import publish
from tests.factories import CourseFactory, MailFactory, UserFactory, make_course
from tests.schedule.mailing.letters.desk import (
    A_DAY_BEFORE,
    SUMMER,
    make_published,
    remind,
    try_out,
)

pytestmark = pytest.mark.django_db


def test_it_is_the_reminder_that_students_get():
    course = make_published()
    read, students = try_out(course, UserFactory(email="ta@example.edu")), remind(course)
    assert read.message["To"] == "ta@example.edu"
    assert read.subject == f"Test: {students.subject}"
    body, _, _ = students.text.partition("You asked")
    assert read.text == (
        f"{body}You sent yourself this test. Students find links here to change or end it.\n"
        "\n"
        "Lectern: http://127.0.0.1:8000/\n"
    )
    assert "List-Unsubscribe" not in read.message


def test_after_the_last_deadline_it_shows_that():
    course = make_published()
    due = Event.objects.get(key="lab-1-due").start
    read = try_out(course, UserFactory(email="ta@example.edu"), now=due + timedelta(days=9))
    assert read.subject.startswith("Test: 6.5940: Lab 1 is due Thu Sep 28")


def test_a_course_without_deadlines_has_a_test_too():
    course = make_course(lectures=1, number="18.303")
    publish(course, now=SUMMER)
    read = try_out(course, UserFactory(email="ta@example.edu"))
    assert read.subject == "Test: 18.303, Fall 2023"
    assert "Mail works. This course has no deadline to remind of." in read.text
    assert "Mail works. This course has no deadline to remind of." in read.html


def test_it_speaks_the_language_of_its_course():
    read = try_out(make_published(language="de-CH"), UserFactory(email="ta@example.edu"))
    assert read.message["Content-Language"] == "de"


def test_an_account_without_an_address_gets_none():
    mail = MailFactory(course=make_published(), account=UserFactory(email=""))
    with pytest.raises(LookupError):
        write(mail, A_DAY_BEFORE)


def test_a_row_that_lost_its_course_is_no_letter():
    CourseFactory()
    with pytest.raises(LookupError):
        write(MailFactory(account=UserFactory(email="ta@example.edu")), A_DAY_BEFORE)
