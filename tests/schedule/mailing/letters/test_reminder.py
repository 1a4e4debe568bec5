"""The letter that reminds: what is due, when on both clocks, where it is handed in."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from courses.models import Deadline, Lab
from schedule.mailing.letters import write
from schedule.models import Event, Mail
from schedule.publishing import publish
from schedule.wording.languages import LANGUAGES
from tests.schedule.mailing.letters.desk import (
    A_DAY_BEFORE,
    AUTUMN,
    EASTERN,
    extend,
    make_published,
    remind,
)

pytestmark = pytest.mark.django_db


def test_it_says_what_is_due_when_and_where_to_hand_it_in():
    read = remind(make_published())
    assert read.subject == ("6.5940: Lab 1 is due tomorrow, Thu Sep 28, 11:59 pm (Eastern Time)")
    assert read.text.startswith(
        "6.5940, Fall 2023\n"
        "\n"
        "Lab 1 is due tomorrow\n"
        "Pruning\n"
        "\n"
        "Thu Sep 28, 11:59 pm (Eastern Time)\n"
        "\n"
        "On Canvas.\n"
        "\n"
        "Handout: https://example.edu/lab1.pdf\n"
        "\n"
        "Open Lab 1: http://127.0.0.1:8000/"
    )
    assert "You asked for this reminder: “A day before”." in read.text


def test_an_extended_deadline_tells_its_first_date_and_brings_the_new_one_as_a_file():
    course = make_published()
    extend(course)
    read = remind(course, now=datetime(2023, 9, 29, 23, 59, tzinfo=EASTERN))
    assert read.subject.endswith("tomorrow, Sat Sep 30, 11:59 pm (Eastern Time)")
    assert "\nExtended from Thu Sep 28, 11:59 pm.\n" in read.text
    assert 'Extended from <del dir="auto">Thu Sep 28, 11:59 pm</del>.' in read.html
    (name, file), *others = read.files.items()
    event = Event.objects.get(course=course, key="lab-1-due")
    assert (name, others) == ("6.5940-lab-1-due.ics", [])
    assert event.vevent.replace("\r\n", "\n") in file
    assert "METHOD" not in file
    assert "Attached: a calendar file of what moved." in read.text


def test_what_did_not_move_brings_no_file():
    read = remind(make_published())
    assert read.files == {}
    assert "Attached" not in read.text


def test_a_reader_elsewhere_is_told_the_time_on_their_own_clock_too():
    read = remind(make_published(), time_zone="Europe/Berlin")
    assert "Thu Sep 28, 11:59 pm (Eastern Time)\nFri Sep 29, 5:59 am (Berlin time)\n" in read.text


def test_what_is_tomorrow_on_one_clock_alone_is_called_so_on_neither():
    read = remind(
        make_published(), time_zone="Europe/Berlin", now=datetime(2023, 9, 27, 12, tzinfo=UTC)
    )
    assert read.subject == "6.5940: Lab 1 is due Thu Sep 28, 11:59 pm (Eastern Time)"
    assert "\nLab 1 is due Thu Sep 28\n" in read.text


def test_midnight_ends_the_day_on_either_clock():
    course = make_published()
    Deadline.objects.filter(course=course).update(at=time(18), note="")
    publish(course, now=AUTUMN)
    read = remind(course, time_zone="Europe/Berlin")
    assert "Thu Sep 28, 6:00 pm (Eastern Time)\nThu Sep 28, midnight (Berlin time)\n" in read.text


def test_an_hour_that_comes_twice_is_told_with_its_offset():
    course = make_published()
    Deadline.objects.filter(course=course).update(day=date(2023, 11, 5), at=time(1, 30))
    publish(course, now=AUTUMN)
    read = remind(course, now=datetime(2023, 11, 4, 1, 30, tzinfo=EASTERN))
    assert "Sun Nov 5, 1:30 am (Eastern Time, UTC−4)\n" in read.text


@pytest.mark.parametrize(
    ("before", "headline"),
    [
        (timedelta(hours=2), "Lecture 2 is today"),
        (timedelta(days=1), "Lecture 2 is tomorrow"),
        (timedelta(days=7), "Lecture 2 is on Tue Sep 12"),
    ],
)
def test_a_class_is_reminded_of_with_its_room(before, headline):
    course = make_published()
    event = Event.objects.get(course=course, key="lecture-2")
    read = remind(course, "lecture-2", now=event.start - before, lead="PT2H", kinds="lecture")
    assert (
        f"\n{headline}\nTopic 2\n\nTue Sep 12, 3:35–5:00 pm (Eastern Time)\n\nRoom: 36-156.\n"
        in (read.text)
    )


def test_prose_of_staff_is_told_as_far_as_it_is_short():
    course = make_published()
    Lab.objects.filter(course=course).update(description="**One** PDF.\n\n" + "word " * 300)
    publish(course, now=AUTUMN)
    read = remind(course)
    assert "\nOne PDF.\n\n…\n" in read.text
    assert "<strong>One</strong> PDF." in read.html
    assert "word word" not in read.text + read.html


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_speaks_the_reader_s_language(language):
    read = remind(make_published(), language=language)
    tag = "zh-Hans" if language == "zh-hans" else language
    assert read.message["Content-Language"] == tag
    direction = "rtl" if language == "ar" else "ltr"
    assert f'<html lang="{tag}" dir="{direction}">' in read.html
    assert f'<td class="ground" lang="{tag}" dir="{direction}">' in read.html


def test_a_language_that_is_spoken_no_more_is_english():
    assert remind(make_published(), language="tlh").message["Content-Language"] == "en"


def test_the_words_of_staff_are_marked_as_of_their_language():
    read = remind(make_published(language="fr"))
    assert '<span lang="fr" dir="auto">Pruning</span>' in read.html


def test_it_asks_nothing_of_the_database_for_what_the_verdict_read(django_assert_num_queries):
    course = make_published()
    remind(course)
    mail = Mail.objects.select_related("subscriber", "event", "course__term").get()
    with django_assert_num_queries(0):
        write(mail, A_DAY_BEFORE)
