"""What letters share is made once, and none says what another one should: by value, not by name."""

from datetime import timedelta

import pytest

from schedule.mailing.letters import reminder, write
from schedule.models import Event
from schedule.publishing import publish
from schedule.templatetags import letters
from schedule.wording.languages import LANGUAGES
from tests.factories import ReminderFactory
from tests.schedule.mailing.letters.desk import (
    A_DAY_BEFORE,
    AUTUMN,
    extend,
    make_published,
    read,
    subscribe,
)

pytestmark = pytest.mark.django_db

CACHES = reminder._said, letters._laid_out


@pytest.fixture(autouse=True)
def _anew():
    forget()


def forget():
    for each in CACHES:
        each.cache_clear()


def row(course, key="lab-1-due", **fields):
    event = Event.objects.get(course=course, key=key)
    return ReminderFactory(subscription=subscribe(course, **fields), event=event, lead="P1D")


def wire(mail, now=A_DAY_BEFORE):
    return read(write(mail, now)).wire


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("is_extended", [False, True], ids=["as planned", "extended"])
def test_a_letter_has_the_same_bytes_whether_others_were_written_before(language, is_extended):
    course = make_published()
    if is_extended:
        extend(course)
    here = row(course, language=language, time_zone="America/New_York")
    there = row(course, language=language, time_zone="Asia/Tokyo")
    lecture = row(course, "lecture-1", language=language, time_zone="Asia/Tokyo")
    moments = A_DAY_BEFORE, A_DAY_BEFORE + timedelta(hours=9), AUTUMN
    alone = {}
    for mail in (here, there, lecture):
        for now in moments:
            forget()
            alone[mail.pk, now] = wire(mail, now)

    for now in moments:
        assert {pk: alone[pk, now] for pk in (here.pk, there.pk, lecture.pk)} == {
            mail.pk: wire(mail, now) for mail in (here, there, lecture)
        }


def test_readers_of_one_language_and_zone_share_all_but_their_own_links():
    course = make_published()
    first, second = row(course), row(course)

    one, other = read(write(first, A_DAY_BEFORE)), read(write(second, A_DAY_BEFORE))

    assert [each.cache_info().misses for each in CACHES] == [1, 2]
    assert one.message["Subject"] == other.message["Subject"]
    different = [
        (mine, yours)
        for mine, yours in zip(one.html.split("\n"), other.html.split("\n"), strict=True)
        if mine != yours
    ]
    assert len(different) == 2
    assert all("/mail/" in mine and "/mail/" in yours for mine, yours in different)


@pytest.mark.parametrize(
    "columns",
    [
        {"note": "on paper"},
        {"basis": "fixed", "day": A_DAY_BEFORE.date() + timedelta(days=2), "anchor": None},
    ],
    ids=["a note", "a date"],
)
def test_what_was_published_a_moment_ago_is_said_at_once(columns):
    course = make_published()
    mail = row(course)
    before = read(write(mail, AUTUMN)).text

    course.deadlines.update(**columns)
    publish(course, now=AUTUMN)
    mail.event.refresh_from_db()
    after = read(write(mail, AUTUMN)).text

    assert before != after
    forget()
    assert read(write(mail, AUTUMN)).text == after


def test_what_is_tomorrow_is_today_a_day_later():
    mail = row(make_published())

    assert "is due tomorrow" in read(write(mail, A_DAY_BEFORE)).text
    assert "is due today" in read(write(mail, A_DAY_BEFORE + timedelta(hours=12))).text


def test_what_the_course_is_called_is_part_of_what_is_said():
    course = make_published()
    mail = row(course)
    before = read(write(mail, A_DAY_BEFORE)).text
    type(course).objects.filter(pk=course.pk).update(number="18.06")
    course.refresh_from_db()
    publish(course, now=AUTUMN)
    mail.course.refresh_from_db()

    assert before.startswith("6.5940")
    assert read(write(mail, A_DAY_BEFORE)).text.startswith("18.06")
