"""The letter that tells what changed: old and new, and nothing that came back."""

from datetime import date, timedelta

import pytest

from courses.models import Deadline, Lecture
from schedule.mailing.digest import Known
from schedule.mailing.letters import NothingToSayError, write
from schedule.models import Edition, Event, Subscription
from schedule.publishing import publish
from tests.factories import (
    AnnouncementFactory,
    DeadlineFactory,
    LabFactory,
    NoticeFactory,
    SubscriberFactory,
)
from tests.schedule.mailing.letters.desk import (
    AUTUMN,
    SUMMER,
    extend,
    make_published,
    subscribe,
    tell,
)

pytestmark = pytest.mark.django_db


EARLY = SUMMER + timedelta(days=1)


def edit(course, model, key, *, now=EARLY, note="", **fields):
    model.objects.filter(course=course, key=key).update(**fields)
    publish(course, now=now, note=note)
    course.refresh_from_db()


def test_an_extension_is_told_from_the_old_date_to_the_new_one():
    course = make_published()
    extend(course, note="The cluster was down")
    read = tell(course)
    said = "Lab 1 is now due Sat Sep 30, 11:59 pm; was Thu Sep 28, 11:59 pm"
    assert read.subject == f"6.5940: {said}"
    assert read.text.startswith(
        "What changed\n"
        "\n"
        "6.5940 Efficient Computing\n"
        "Times are Eastern Time.\n"
        "\n"
        "The cluster was down.\n"
        "\n"
        f"- {said}.\n"
        "  On Canvas.\n"
        f"  http://127.0.0.1:8000{course.item_url('lab-1-due')}\n"
        "\n"
        "Attached: a calendar file of what moved. A subscribed calendar follows by\n"
        "itself.\n"
        "\n"
        "You asked for news of changes: “At once”.\n"
    )
    assert 'was <del dir="auto">Thu Sep 28, 11:59 pm</del>' in read.html
    assert 'is now due <ins dir="auto">Sat Sep 30, 11:59 pm</ins>' in read.html


def test_what_moved_is_attached_as_it_is_kept():
    course = make_published()
    extend(course)
    event = Event.objects.get(course=course, key="lab-1-due")
    assert event.sequence == 1
    ((name, file),) = tell(course).files.items()
    assert name == "6.5940-lab-1-due.ics"
    assert event.vevent.replace("\r\n", "\n") in file


def test_a_cancelled_class_brings_no_file_and_the_others_one_each():
    course = make_published()
    edit(course, Lecture, "lecture-2", cancelled=True, reason="Illness")
    read = tell(course, now=EARLY)
    assert "- Lecture 2 is cancelled; was Tue Sep 12, 3:35–5:00 pm. Illness\n" in read.text
    moved = Event.objects.filter(course=course, edition_number=2, status="confirmed")
    names = {f"6.5940-{event.key}.ics" for event in moved.filter(kind="lecture")}
    assert set(read.files) == names == {"6.5940-lecture-3.ics", "6.5940-lecture-4.ics"}
    assert "Attached: calendar files of what moved." in read.text


def test_where_very_much_moved_nothing_is_attached():
    course = make_published(lectures=12)
    edit(course, Lecture, "lecture-2", cancelled=True, reason="Illness")
    read = tell(course, now=EARLY)
    assert read.subject == "6.5940: 11 changes: Lecture 2, Lecture 3, 9 more"
    assert read.files == {}
    assert "Attached" not in read.text


def test_a_new_deadline_is_told_with_its_note_and_without_a_file():
    course = make_published()
    lab = LabFactory(course=course, key="lab-2", title="Lab 2")
    DeadlineFactory(lab=lab, day=date(2023, 10, 12), note="in pairs")
    publish(course, now=AUTUMN)
    course.refresh_from_db()
    read = tell(course, time_zone="Europe/Berlin")
    assert (
        "- New: Lab 2 is due Thu Oct 12, by end of day.\n"
        "  Fri Oct 13, 5:59 am (Berlin time)\n"
        "  In pairs.\n"
    ) in read.text
    assert read.files == {}


def test_an_announcement_comes_with_its_text():
    course = make_published()
    AnnouncementFactory(
        course=course,
        key="news",
        day=AUTUMN.date(),
        title="Lab 1",
        text="See *[this](https://example.edu/x)*.",
    )
    publish(course, now=AUTUMN)
    course.refresh_from_db()
    read = tell(course)
    assert read.subject == "6.5940: New announcement: Lab 1, Wed Sep 20"
    assert "  See this: https://example.edu/x.\n" in read.text
    assert '<em><a href="https://example.edu/x" rel="noopener nofollow">this</a></em>' in read.html


def test_what_was_removed_leads_to_the_page_of_changes():
    course = make_published()
    Deadline.objects.filter(course=course).delete()
    publish(course, now=AUTUMN)
    course.refresh_from_db()
    read = tell(course)
    assert "- Lab 1 was removed; was Thu Sep 28, 11:59 pm.\n" in read.text
    assert f"  http://127.0.0.1:8000{course.get_absolute_url()}changes/\n" in read.text


def test_a_change_of_room_is_told_once():
    course = make_published()
    course.meetings.update(room="4-270")
    publish(course, now=EARLY)
    course.refresh_from_db()
    read = tell(course, now=EARLY)
    assert "- Lecture 1 is now in 4-270; was in 36-156.\n  http" in read.text


def test_several_courses_stand_in_one_letter_that_ends_all_mail():
    first = make_published()
    second = make_published(number="18.338", slug="18.338", term=first.term)
    for course in (first, second):
        extend(course)
    read = tell(first, second)
    assert read.subject == "2 changes: 6.5940, 18.338"
    assert read.text.index("6.5940 Efficient") < read.text.index("18.338 Efficient")
    assert "End all mail" in read.text
    assert read.message["List-Unsubscribe"].endswith("/end/>")
    known = Known(2, AUTUMN.date())
    assert read.letter.told == {each.pk: known for each in Subscription.objects.all()}


def test_one_course_is_what_its_letter_ends():
    course = make_published()
    extend(course)
    read = tell(course)
    assert read.message["List-Unsubscribe"].endswith(f"/end/{course.pk}/>")
    assert "No more mail about 6.5940" in read.text


def test_who_wants_a_digest_learns_why_it_comes_early():
    course = make_published()
    extend(course, to=date(2023, 9, 29))
    soon = tell(course, notices="weekly", now=AUTUMN + timedelta(days=8))
    assert (
        "You asked for news of changes: “Once a week”. "
        "What concerns the next 24 hours\ncomes at once.\n"
    ) in soon.text


def test_a_digest_of_later_things_says_when_it_comes():
    course = make_published()
    extend(course)
    read = tell(course, notices="daily")
    assert "You asked for news of changes: “Once a day”.\n" in read.text


def test_notes_of_editions_whose_changes_came_back_are_not_told():
    course = make_published()
    edit(course, Lecture, "lecture-1", title="Another", note="By mistake")
    edit(course, Lecture, "lecture-1", title="Topic 1", note="Put back")
    extend(course, note="Illness")
    assert Edition.objects.filter(course=course).count() == 4
    read = tell(course)
    assert "Illness." in read.text
    assert "mistake" not in read.text


def test_nothing_to_tell_is_no_letter():
    mail = NoticeFactory(subscriber=subscribe(make_published()).subscriber)
    with pytest.raises(NothingToSayError):
        write(mail, AUTUMN)


def test_it_asks_as_often_for_many_changes_as_for_one(django_assert_num_queries):
    few, many = make_published(lectures=3), make_published(slug="many", lectures=12)
    edit(few, Lecture, "lecture-2", cancelled=True)
    edit(many, Lecture, "lecture-2", cancelled=True)
    for courses in ([few], [few, many]):
        subscriber = SubscriberFactory()
        for course in courses:
            subscribe(course, subscriber=subscriber)
        mail = NoticeFactory(subscriber=subscriber)
        with django_assert_num_queries(4):
            write(mail, EARLY)


def test_a_letter_stays_short_enough_to_be_shown_whole():
    course = make_published(lectures=90, term__last_day=date(2024, 9, 1))
    edit(course, Lecture, "lecture-2", cancelled=True)
    read = tell(course, now=EARLY)
    assert read.subject.startswith("6.5940: 89 changes: ")
    assert read.text.count("\n- Lecture") == 60
    assert f"29 more changes: http://127.0.0.1:8000{course.get_absolute_url()}changes/" in read.text
    assert len(read.html.encode()) < 80_000
