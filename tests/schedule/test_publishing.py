"""Publishing: what is written becomes what readers see, once, with its identity."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from courses.models import Deadline, Lecture, NoClassDay
from schedule.engine.entry import Status
from schedule.models import Change, Edition, Event
from schedule.publishing import CourseChangedError, propose, publish, publish_saved
from schedule.serialising import facts_of, serialise
from tests.factories import (
    CourseFactory,
    DeadlineFactory,
    DepartmentFactory,
    LabFactory,
    LectureFactory,
    MeetingFactory,
    NoClassDayFactory,
    ResourceFactory,
    TermFactory,
    UserFactory,
    make_course,
)

pytestmark = pytest.mark.django_db

SUMMER = datetime(2023, 8, 1, tzinfo=UTC)
LATER = datetime(2023, 8, 2, tzinfo=UTC)


def state(course):
    """Return all that publishing writes of a course."""
    course.refresh_from_db()
    return (
        course.revision,
        course.edition_number,
        list(Event.objects.filter(course=course).order_by("key").values()),
        list(Edition.objects.filter(course=course).values()),
        list(Change.objects.filter(edition__course=course).values()),
    )


def test_publishing_lays_the_lectures_onto_class_days():
    course = make_course(lectures=3)
    edition = publish(course, now=SUMMER)
    assert edition.number == 1
    assert list(Event.objects.filter(course=course).values_list("key", "day", "start")) == [
        ("lecture-1", date(2023, 9, 7), datetime(2023, 9, 7, 19, 35, tzinfo=UTC)),
        ("lecture-2", date(2023, 9, 12), datetime(2023, 9, 12, 19, 35, tzinfo=UTC)),
        ("lecture-3", date(2023, 9, 14), datetime(2023, 9, 14, 19, 35, tzinfo=UTC)),
    ]


def test_publishing_twice_changes_nothing():
    course = make_course()
    publish(course, now=SUMMER)
    before = state(course)
    assert publish(course, now=LATER) is None
    assert state(course) == before


def test_a_changed_title_raises_sequence_and_keeps_the_uid():
    course = make_course()
    publish(course, now=SUMMER)
    uid = Event.objects.get(key="lecture-2").uid
    Lecture.objects.filter(key="lecture-2").update(title="Another topic")
    edition = publish(course, now=LATER)
    event = Event.objects.get(key="lecture-2")
    assert (event.uid, event.sequence, event.changed_at) == (uid, 1, LATER)
    assert [change.key for change in edition.changes.all()] == ["lecture-2"]
    assert Event.objects.get(key="lecture-1").sequence == 0


def test_the_uid_is_made_of_the_course_and_the_key_and_outlives_a_new_number():
    course = make_course()
    publish(course, now=SUMMER)
    uid = Event.objects.get(key="lecture-4").uid
    Lecture.objects.filter(key="lecture-4").update(number=5)
    publish(course, now=LATER)
    event = Event.objects.get(key="lecture-4")
    assert (event.label, event.uid) == ("Lecture 5", uid)


def test_a_removed_lecture_stays_as_a_row_and_comes_back_with_its_identity():
    course = make_course(lectures=2)
    publish(course, now=SUMMER)
    uid = Event.objects.get(key="lecture-2").uid
    Lecture.objects.filter(key="lecture-2").delete()
    publish(course, now=LATER)
    gone = Event.objects.get(key="lecture-2")
    assert (gone.status, gone.sequence) == (Status.REMOVED, 1)
    LectureFactory(course=course, number=2, position=2)
    publish(course, now=LATER + timedelta(days=1))
    back = Event.objects.get(key="lecture-2")
    assert (back.status, back.sequence, back.uid) == (Status.CONFIRMED, 2, uid)


def test_materials_alone_are_a_minor_change():
    course = make_course()
    publish(course, now=SUMMER)
    ResourceFactory(course=course, lecture=Lecture.objects.get(key="lecture-1"))
    edition = publish(course, now=LATER)
    assert [(change.key, change.minor) for change in edition.changes.all()] == [("lecture-1", True)]
    assert Event.objects.get(key="lecture-1").sequence == 1


def test_a_change_of_the_page_alone_is_an_edition_without_an_event():
    course = make_course()
    publish(course, now=SUMMER)
    revision = course.revision
    course.description = "New words."
    course.save()
    edition = publish(course, now=LATER)
    assert [(change.kind, change.key) for change in edition.changes.all()] == [("page", "")]
    assert course.revision != revision
    assert set(Event.objects.values_list("sequence", flat=True)) == {0}


def test_a_new_title_of_the_course_changes_no_event_that_does_not_say_it():
    term = TermFactory()
    NoClassDayFactory(term=term, key="holiday")
    course = make_course(lectures=2, term=term)
    publish(course, now=SUMMER)
    before = list(Event.objects.order_by("key").values("sequence", "changed_at", "vevent"))
    course.title = "Efficient Deep Learning"
    course.save()
    assert publish(course, now=LATER) is not None
    assert list(Event.objects.order_by("key").values("sequence", "changed_at", "vevent")) == before
    course.number = "6.S965"
    course.save()
    publish(course, now=LATER)
    assert Event.objects.get(key="holiday").sequence == 0


@pytest.mark.parametrize(("days", "sequence"), [(30, 2), (31, 1)])
def test_a_new_number_reaches_what_was_removed_while_feeds_tell_it(days, sequence):
    course = make_course(lectures=4)
    publish(course, now=SUMMER)
    over = Event.objects.get(key="lecture-4").over_at
    Lecture.objects.get(course=course, key="lecture-4").delete()
    publish(course, now=LATER)
    course.number = "6.S965"
    course.save()
    publish(course, now=over + timedelta(days=days))
    event = Event.objects.get(key="lecture-4")
    assert event.sequence == sequence
    assert ("6.S965" in event.vevent) == (sequence == 2)


def test_a_new_number_of_the_course_reaches_every_event():
    course = make_course(lectures=2)
    publish(course, now=SUMMER)
    course.number = "6.S965"
    course.save()
    publish(course, now=LATER)
    for event in Event.objects.filter(course=course):
        assert event.sequence == 1
        assert "6.S965" in event.vevent


def test_editions_are_numbered_without_a_gap():
    course = make_course()
    for number in range(1, 4):
        Lecture.objects.filter(key="lecture-1").update(title=f"Title {number}")
        publish(course, now=SUMMER + timedelta(days=number), note=f"Note {number}")
    assert list(Edition.objects.order_by("number").values_list("number", "note")) == [
        (1, "Note 1"),
        (2, "Note 2"),
        (3, "Note 3"),
    ]


def test_an_edition_keeps_the_content_as_published():
    course = make_course()
    publish(course, now=SUMMER)
    Lecture.objects.filter(key="lecture-1").update(title="A draft")
    edition = Edition.objects.get()
    assert edition.course_value().lectures[0].title == "Topic 1"


def test_a_preview_writes_nothing_and_its_token_applies_what_it_showed():
    course = make_course()
    publish(course, now=SUMMER)
    Lecture.objects.filter(key="lecture-1").update(title="A draft")
    before = state(course)
    proposal = propose(course, now=LATER)
    assert state(course) == before
    edition = publish(course, now=LATER, token=proposal.token)
    assert [change.key for change in edition.changes.all()] == ["lecture-1"]


def test_a_token_drawn_before_another_edit_applies_nothing():
    course = make_course()
    publish(course, now=SUMMER)
    Lecture.objects.filter(key="lecture-1").update(title="A draft")
    token = propose(course, now=LATER).token
    Lecture.objects.filter(key="lecture-2").update(title="Another draft")
    before = state(course)
    with pytest.raises(CourseChangedError):
        publish(course, now=LATER, token=token)
    assert state(course) == before


def test_a_save_publishes_a_small_change_at_once():
    course = make_course()
    publish(course, now=SUMMER)
    Lecture.objects.filter(key="lecture-1").update(title="New")
    user = UserFactory()
    edition = publish_saved(course, by=user, now=LATER)
    assert (edition.number, edition.by) == (2, user)


@pytest.mark.parametrize(
    "edit",
    [
        lambda course: Lecture.objects.filter(course=course, key="lecture-2").delete(),
        lambda course: Lecture.objects.filter(course=course, key="lecture-2").update(
            cancelled=True
        ),
        lambda course: NoClassDayFactory(course=course, day=date(2023, 9, 12)),
    ],
    ids=["removes an event", "cancels an event", "moves more than one lecture"],
)
def test_a_save_that_readers_would_stumble_over_waits_for_review(edit):
    course = make_course(lectures=4)
    publish(course, now=SUMMER)
    edit(course)
    proposal = publish_saved(course, by=None, now=LATER)
    assert proposal.needs_review
    assert Edition.objects.count() == 1


def test_a_course_that_publishes_by_hand_keeps_a_save_as_a_draft():
    course = make_course(publish_on_save=False)
    publish(course, now=SUMMER)
    Lecture.objects.filter(key="lecture-1").update(title="New")
    assert not isinstance(publish_saved(course, by=None, now=LATER), Edition)
    assert Edition.objects.count() == 1


def test_a_blocking_conflict_that_was_published_does_not_hold_up_the_next_save():
    term = TermFactory(first_day=date(2023, 9, 6), last_day=date(2023, 9, 15))
    course = make_course(term=term, lectures=4)
    publish(course, now=SUMMER)
    assert propose(course, now=LATER).blocking
    Lecture.objects.filter(key="lecture-1").update(title="New")
    assert isinstance(publish_saved(course, by=None, now=LATER), Edition)


def test_a_first_publication_is_never_an_accident_of_saving():
    course = make_course()
    assert publish_saved(course, by=None, now=SUMMER).needs_review
    assert not Edition.objects.exists()


def test_a_change_is_never_older_than_the_one_before_whatever_the_clock_says():
    course = make_course(lectures=1)
    publish(course, now=LATER)
    Lecture.objects.update(title="New")
    publish(course, now=SUMMER)
    event = Event.objects.get(key="lecture-1")
    assert (event.sequence, event.changed_at) == (1, LATER)


def test_a_no_class_day_of_a_term_is_one_item_in_all_its_courses():
    term = TermFactory()
    day = NoClassDayFactory(term=term, key="holiday")
    first, second = make_course(term=term), make_course(term=term)
    publish(first, now=SUMMER)
    NoClassDay.objects.filter(pk=day.pk).update(title="Student Holiday")
    publish(first, now=LATER)
    publish(second, now=LATER + timedelta(days=3))
    events = Event.objects.filter(key="holiday")
    assert len({event.uid for event in events}) == 1
    assert {(event.sequence, event.changed_at) for event in events} == {(1, LATER)}


def call_the_holiday(title, *courses, now):
    NoClassDay.objects.filter(key="holiday").update(title=title)
    for course in courses:
        publish(course, now=now)


def three_of_a_term():
    term = TermFactory()
    NoClassDayFactory(term=term, key="holiday", title="Holiday")
    return [make_course(term=term) for _ in range(3)]


def test_who_goes_past_what_others_say_of_a_day_of_the_term_does_so_now():
    first, second, third = three_of_a_term()
    call_the_holiday("Holiday", first, second, third, now=SUMMER)
    call_the_holiday("Snow", first, now=LATER)
    call_the_holiday("Storm", first, now=LATER)
    call_the_holiday("Flood", second, now=LATER)
    call_the_holiday("Storm", third, now=LATER + timedelta(days=1))
    event = Event.objects.get(course=third, key="holiday")
    assert (event.sequence, event.changed_at) == (4, LATER + timedelta(days=1))


def test_a_day_of_the_term_was_made_once_in_all_its_courses_and_their_kept_texts():
    first, second, _ = three_of_a_term()
    call_the_holiday("Holiday", first, now=SUMMER)
    call_the_holiday("Snow", second, now=LATER)
    call_the_holiday("Storm", first, second, now=LATER + timedelta(days=1))
    events = Event.objects.filter(key="holiday")
    assert {event.created_at for event in events} == {SUMMER}
    for event in events:
        kept = event.vevent
        serialise(event, facts_of(event.course))
        assert event.vevent == kept


def test_an_extension_freezes_the_first_date():
    course = make_course(lectures=8)
    lab = LabFactory(course=course, key="lab-1", title="Lab 1")
    DeadlineFactory(lab=lab, basis="lecture", day=None, anchor=Lecture.objects.get(key="lecture-4"))
    publish(course, now=SUMMER)
    Deadline.objects.update(extended_day=date(2023, 9, 30), extended_at=time(23, 59))
    publish(course, now=LATER)
    NoClassDayFactory(course=course, day=date(2023, 9, 12))
    publish(course, now=LATER + timedelta(days=1))
    event = Event.objects.get(key="lab-1-due")
    assert (event.first_day, event.day) == (date(2023, 9, 19), date(2023, 9, 30))
    assert Event.objects.get(key="lecture-4").day == date(2023, 9, 21)


def test_publishing_writes_in_a_number_of_queries_that_does_not_grow(
    django_assert_num_queries, django_assert_max_num_queries
):
    def published(lectures):
        course = CourseFactory(term__slug=f"term-of-{lectures}")
        MeetingFactory(course=course, key="class", weekdays="mon,tue,wed,thu,fri")
        for number in range(1, lectures + 1):
            LectureFactory(course=course, number=number, position=number)
        return course

    # SQLite takes 999 values in one statement: some 35 events, then one query more.
    small, large = published(1), published(30)
    with django_assert_max_num_queries(40) as first:
        publish(small, now=SUMMER)
    with django_assert_num_queries(len(first)):
        publish(large, now=SUMMER)


def test_a_department_costs_no_query(django_assert_num_queries, django_assert_max_num_queries):
    alone, of_one = make_course(), make_course(department=DepartmentFactory())
    publish(make_course(), now=SUMMER)
    with django_assert_max_num_queries(40) as without:
        publish(alone, now=SUMMER)
    with django_assert_num_queries(len(without)):
        publish(of_one, now=SUMMER)
