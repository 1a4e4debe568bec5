"""The plan board: what it shows, to whom, and for how many queries."""

from datetime import UTC, date, datetime

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.html import escape

from courses.models import Course, Deadline, Lecture
from schedule.publishing import publish
from tests import factories

LONG_AGO = datetime(2023, 9, 1, tzinfo=UTC)
MOST_QUERIES = 15
MOST_QUERIES_OF_A_PREVIEW = 8


def address_of(course):
    return reverse("admin:courses_course_board", args=[course.pk])


@pytest.fixture
def course(db):
    """60 lectures on five weekdays, ten labs that follow them, and a day without class."""
    term = factories.TermFactory(slug="2023-fall")
    factories.NoClassDayFactory(term=term, key="student-holiday", day=date(2023, 10, 10))
    course = factories.make_course(lectures=60, term=term, slug="6.5940", number="6.5940")
    course.meetings.update(weekdays="mon,tue,wed,thu,fri")
    for n in range(1, 11):
        lab = factories.LabFactory(course=course, key=f"lab-{n}", title=f"Lab {n}")
        lecture = course.lectures.get(key=f"lecture-{n * 5}")
        anchored = {"lab": lab, "basis": "lecture", "day": None, "anchor": lecture}
        factories.ReleaseFactory(**anchored)
        factories.DeadlineFactory(**anchored, offset_days=7)
        factories.ResourceFactory(course=course, lecture=lecture)
    return course


@pytest.fixture
def published(course):
    publish(course, now=LONG_AGO)
    return course


@pytest.fixture
def assistant(course, client):
    client.force_login(factories.MembershipFactory(course=course, role="ta").user)
    return client


def board_of(client, course):
    answer = client.get(address_of(course))
    assert answer.status_code == 200
    return answer.context["board"]


def day_of(board, day):
    days = {each.iso: each for week in board.weeks for each in week.days}
    return days[day]


def codes_of(lines):
    return [line.finding.code for line in lines]


def lecture_of(board, key):
    standing = [each for week in board.weeks for day in week.days for each in lectures_on(day)]
    return next(each for each in (*standing, *board.homeless) if each.key == key)


def lectures_on(day):
    return [lecture for session in day.sessions for lecture in session.lectures]


def test_a_course_of_60_lectures_takes_15_queries_at_most(
    published, assistant, django_assert_max_num_queries
):
    ContentType.objects.get_for_models(*apps.get_models())
    with django_assert_max_num_queries(MOST_QUERIES):
        answer = assistant.get(address_of(published))
    assert answer.text.count('class="lecture__title"') == 60


def test_days_are_in_order_with_the_lectures_on_them(course, assistant):
    board = board_of(assistant, course)
    days = [day for week in board.weeks for day in week.days]
    assert [day.day for day in days] == sorted({day.day for day in days})
    shown = [lecture.key for day in days for lecture in lectures_on(day)]
    assert shown == [f"lecture-{n}" for n in range(1, 61)]


def test_a_day_says_what_comes_out_and_what_is_due(course, assistant):
    day = day_of(board_of(assistant, course), "2023-09-19")
    assert [each.name for each in day.deadlines] == ["Lab 1 due"]
    assert day.deadlines[0].anchor == "Lecture 5"


def test_a_day_without_class_has_its_name_and_no_session(course, assistant):
    day = day_of(board_of(assistant, course), "2023-10-10")
    assert day.closed == (("Holiday", ""),)
    assert day.sessions == ()
    assert day.links == ()


def test_what_nothing_takes_is_spare(course, assistant):
    board = board_of(assistant, course)
    assert board.spare == board.classes - 60
    states = [
        session.state for week in board.weeks for day in week.days for session in day.sessions
    ]
    assert states.count("lecture") == 60
    assert states.count("spare") == board.spare > 0


def test_a_conflict_stands_beside_what_it_concerns(course, assistant):
    Lecture.objects.filter(key="lecture-60").update(pin_day="2023-10-10")
    Deadline.objects.filter(lab__key="lab-1").update(extended_day="2023-09-18")
    board = board_of(assistant, course)
    assert codes_of(lecture_of(board, "lecture-60").conflicts) == ["pin-on-no-class-day"]
    (due,) = [each for each in day_of(board, "2023-09-19").deadlines if each.name == "Lab 1 due"]
    assert codes_of(due.conflicts) == ["extension-before-first"]
    elsewhere = {line.finding.key for line in board.conflicts}
    assert not {"lecture-60", "lab-1-due"} & elsewhere


def test_a_conflict_is_told_once(course, assistant):
    Lecture.objects.filter(key="lecture-60").update(pin_day="2023-10-10", number=61)
    page = assistant.get(address_of(course))
    lecture = lecture_of(page.context["board"], "lecture-60")
    assert codes_of(lecture.conflicts) == ["pin-on-no-class-day", "number-gap"]
    for line in lecture.conflicts:
        assert page.text.count(escape(line.finding.reason)) == 1
    assert not [line for line in page.context["look"].lines if line.finding.is_conflict]


def test_a_conflict_is_accepted_beside_its_row_and_not_told_again(course, assistant):
    Lecture.objects.filter(key="lecture-60").update(number=61)
    page = assistant.get(address_of(course))
    (line,) = lecture_of(page.context["board"], "lecture-60").conflicts
    back = f"{address_of(course)}#day-2023-11-29"
    assert f'name="back" value="{back}"' in page.text
    data = {"fingerprint": line.finding.fingerprint, "reason": "We count so.", "back": back}
    assert assistant.post(page.context["look"].address, data).url == back
    assert lecture_of(board_of(assistant, course), "lecture-60").conflicts == ()


def test_what_is_written_and_not_published_is_told(published, assistant):
    Course.objects.update(publish_on_save=False)
    Deadline.objects.filter(lab__key="lab-9").update(extended_day="2024-01-10")
    answer = assistant.get(address_of(published))
    due = day_of(answer.context["board"], "2024-01-10").deadlines[0]
    assert due.waiting == "extended"
    assert "1 change not published" in answer.text


def test_a_cancelled_lecture_stays_on_its_day_struck(published, assistant):
    before = day_of(board_of(assistant, published), "2023-10-12")
    (lecture,) = lectures_on(before)
    Lecture.objects.filter(key=lecture.key).update(cancelled=True, reason="Illness")
    day = day_of(board_of(assistant, published), "2023-10-12")
    shown = {each.key: each for each in lectures_on(day)}
    assert shown[lecture.key].is_cancelled
    assert shown[lecture.key].marks == ("Cancelled: Illness",)


def test_a_make_up_class_has_its_own_time_and_room(course, assistant):
    Lecture.objects.filter(key="lecture-60").update(
        pin_day="2023-12-09", pin_start="10:00", pin_end="11:30", pin_room="1-390"
    )
    (session,) = day_of(board_of(assistant, course), "2023-12-09").sessions
    assert (session.words, session.room) == ("10:00–11:30 am", "1-390")


def test_who_may_not_write_gets_no_menus(world):
    page = world.client("ta").get(address_of(world.a))
    assert 'class="menu"' in page.text
    assert world.client("stranger").get(address_of(world.a)).status_code == 404
    assert world.client("instructor").get(address_of(world.b)).status_code == 404


def test_a_course_that_contradicts_itself_says_so(course, assistant):
    Lecture.objects.filter(key="lecture-2").update(merged_into=Lecture.objects.get(key="lecture-3"))
    Lecture.objects.filter(key="lecture-3").update(merged_into=Lecture.objects.get(key="lecture-2"))
    answer = assistant.get(address_of(course))
    assert answer.status_code == 422
    assert "errornote" in answer.text


def test_a_course_that_was_never_published_has_a_board(db, client):
    course = factories.make_course(lectures=3)
    client.force_login(factories.MembershipFactory(course=course, role="ta").user)
    answer = client.get(address_of(course))
    assert "Never published" in answer.text
    assert len(answer.context["board"].weeks) > 1


def test_a_preview_reads_the_course_once(published, assistant, django_assert_max_num_queries):
    ContentType.objects.get_for_models(*apps.get_models())
    address = reverse("admin:courses_course_preview", args=[published.pk, "no-class"])
    snow = {"on": "2023-10-17", "title": "Snow day", "then": "push"}
    with django_assert_max_num_queries(MOST_QUERIES_OF_A_PREVIEW):
        answer = assistant.get(address, snow)
    assert answer.context["shown"].facts[0] == "32 lectures move"


def test_a_move_of_a_course_that_contradicts_itself_leads_to_its_board(course, assistant):
    Lecture.objects.filter(key="lecture-2").update(merged_into=Lecture.objects.get(key="lecture-3"))
    Lecture.objects.filter(key="lecture-3").update(merged_into=Lecture.objects.get(key="lecture-2"))
    for view in ("move", "preview"):
        address = reverse(f"admin:courses_course_{view}", args=[course.pk, "no-class"])
        assert assistant.get(address).url == address_of(course)
