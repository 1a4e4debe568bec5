"""A move applied: published or waiting, once, and as its preview showed it."""

import threading
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import connection

from courses import content
from courses.exporters.rows import read_course
from courses.models import Course, DaySwap, Lecture
from schedule.drafting.editing import horizon_of
from schedule.models import Edition, Event
from schedule.moves import (
    CancelLecture,
    ChangeRoom,
    Discard,
    ExtendDeadlines,
    FollowWeekday,
    MakeUpClass,
    MoveError,
    NoClass,
    PutBack,
    SetDates,
    SwapLectures,
)
from schedule.planning import PreviewOutdatedError, apply, look, preview
from schedule.publishing import propose, publish, publish_saved
from tests.factories import CourseFactory, DeadlineFactory, LabFactory, make_course

pytestmark = pytest.mark.django_db

SUMMER = datetime(2023, 8, 1, tzinfo=UTC)
NOW = datetime(2023, 9, 18, 12, tzinfo=UTC)
SNOW = NoClass(date(2023, 9, 19), "Snow day")


def make_published(**fields):
    course = make_course(**fields)
    publish(course, now=SUMMER)
    return course


def do(course, move, **how):
    shown = preview(course, move, now=NOW, **how)
    return apply(course, move, by=None, token=shown.token, now=NOW, **how)


def days(course):
    events = Event.objects.filter(course=course, kind="lecture").order_by("key")
    return [f"{event.day:%m-%d}" for event in events]


def test_without_publish_on_save_it_is_written_and_waits():
    course = make_published(publish_on_save=False)
    assert not preview(course, SNOW, now=NOW).publishes
    done = do(course, SNOW)
    assert done.edition is None
    assert course.edition_number == 1
    assert days(course) == ["09-07", "09-12", "09-14", "09-19"]
    waiting = propose(course, horizon=done.preview.proposal.horizon, now=NOW)
    assert waiting.changes == done.preview.proposal.changes


def test_a_past_day_that_it_was_planned_from_is_kept_while_it_waits():
    course = make_published(publish_on_save=False)
    swap = SwapLectures("lecture-1", "lecture-2")
    done = do(course, swap, plan_from=date(2023, 9, 7))
    assert course.plan_from == date(2023, 9, 7)
    assert horizon_of(course, now=NOW) == done.preview.proposal.horizon
    assert look(course, now=NOW).proposal.changes == done.preview.proposal.changes
    publish(course, horizon=horizon_of(course, now=NOW), now=NOW)
    assert days(course) == ["09-12", "09-07", "09-14", "09-19"]
    assert course.plan_from is Course.objects.get().plan_from is None


def test_a_later_move_keeps_the_earlier_day():
    course = make_published(publish_on_save=False)
    do(course, SwapLectures("lecture-1", "lecture-2"), plan_from=date(2023, 9, 7))
    done = do(course, SwapLectures("lecture-3", "lecture-4"), plan_from=date(2023, 9, 14))
    assert course.plan_from == date(2023, 9, 7)
    assert {row.change.key for row in done.preview.rows} == {"lecture-3", "lecture-4"}


def test_a_day_that_is_written_is_not_kept_beside():
    course = make_published(publish_on_save=False)
    do(course, NoClass(date(2023, 9, 14), "Snow day"))
    assert course.plan_from is None
    assert horizon_of(course, now=NOW) == datetime(2023, 9, 14, 4, tzinfo=UTC)
    course.no_class_days.all().delete()
    assert horizon_of(course, now=NOW) == NOW


@pytest.mark.parametrize(
    "back", [SwapLectures("lecture-1", "lecture-2"), Discard(), PutBack(1)], ids=repr
)
def test_where_nothing_waits_any_more_no_day_is_kept(back):
    course = make_published(publish_on_save=False)
    do(course, SwapLectures("lecture-1", "lecture-2"), plan_from=date(2023, 9, 7))
    do(course, back)
    assert course.plan_from is Course.objects.get().plan_from is None
    assert look(course, now=NOW).proposal.is_empty


def test_edits_that_end_what_waits_end_the_day_too():
    course = make_published(publish_on_save=False)
    do(course, SwapLectures("lecture-1", "lecture-2"), plan_from=date(2023, 9, 7))
    first, second = course.lectures.filter(key__in=("lecture-1", "lecture-2")).order_by("key")
    Lecture.objects.filter(pk=first.pk).update(position=second.position)
    Lecture.objects.filter(pk=second.pk).update(position=first.position)
    publish_saved(course, by=None, horizon=NOW, now=NOW)
    assert Course.objects.get().plan_from is None


def test_what_waits_is_applied_once_only():
    course = make_published(publish_on_save=False, lectures=5)
    swap = SwapLectures("lecture-4", "lecture-5")
    token = preview(course, swap, now=NOW).token
    apply(course, swap, by=None, token=token, now=NOW)
    with pytest.raises(PreviewOutdatedError) as caught:
        apply(course, swap, by=None, token=token, now=NOW)
    assert caught.value.preview.summary == "Lecture 4 and Lecture 5 swapped"
    assert [each.key for each in read_course(course).lectures[3:]] == ["lecture-5", "lecture-4"]


def test_to_put_an_edition_back_makes_a_new_one_even_where_edits_wait():
    course = make_published(publish_on_save=False)
    do(course, SNOW)
    publish(course, horizon=datetime(2023, 9, 19, 4, tzinfo=UTC), now=NOW)
    Lecture.objects.filter(key="lecture-1").update(title="It waits")
    done = do(course, PutBack(1))
    assert done.edition.number == course.edition_number == 3
    assert days(course) == ["09-07", "09-12", "09-14", "09-19"]
    assert propose(course, now=NOW).is_empty


def test_a_course_that_was_never_published_is_only_written():
    course = make_course()
    done = do(course, SNOW)
    assert done.edition is None
    assert not Edition.objects.exists()
    assert course.no_class_days.get().title == "Snow day"


def test_an_edit_in_between_is_not_lost_but_shown_in_a_fresh_preview():
    course = make_published()
    old = preview(course, SNOW, now=NOW)
    Lecture.objects.filter(key="lecture-3").update(title="By somebody else")
    with pytest.raises(PreviewOutdatedError) as caught:
        apply(course, SNOW, by=None, token=old.token, now=NOW)
    assert not course.no_class_days.exists()
    fresh = caught.value.preview
    assert apply(course, SNOW, by=None, token=fresh.token, now=NOW).edition.number == 2
    assert Lecture.objects.get(key="lecture-3").title == "By somebody else"


def test_an_edit_that_putting_back_would_undo_is_not_undone_unseen():
    course = make_published()
    do(course, SNOW)
    token = preview(course, PutBack(1), now=NOW).token
    Lecture.objects.filter(key="lecture-3").update(title="By somebody else")
    with pytest.raises(PreviewOutdatedError):
        apply(course, PutBack(1), by=None, token=token, now=NOW)


def test_a_token_is_of_one_move_only():
    course = make_published()
    token = preview(course, CancelLecture("lecture-3"), now=NOW).token
    with pytest.raises(PreviewOutdatedError):
        apply(course, CancelLecture("lecture-4"), by=None, token=token, now=NOW)


def test_what_waits_already_is_told_and_published_along():
    course = make_published()
    Lecture.objects.filter(key="lecture-1").update(title="A new title")
    shown = preview(course, SNOW, now=NOW)
    assert [change.key for change in shown.along] == ["lecture-1"]
    assert "lecture-1" not in [row.change.key for row in shown.rows]
    do(course, SNOW)
    assert Event.objects.get(key="lecture-1").title == "A new title"


def test_a_change_of_the_terms_day_reaches_its_other_courses():
    course = make_published()
    other = make_published(term=course.term)
    waits = make_published(term=course.term, publish_on_save=False)
    untouched = CourseFactory(term=course.term)
    publish(untouched, now=SUMMER)
    move = FollowWeekday(date(2023, 9, 20), content.Weekday.TUESDAY)
    numbers = sorted(each.number for each in (other, waits, untouched))
    (remark,) = preview(course, move, now=NOW).remarks
    assert remark == (
        "The term says it for all its courses: "
        f"{numbers[0]}, {numbers[1]} and {numbers[2]} are planned anew too."
    )
    done = do(course, move)
    assert DaySwap.objects.get().follows == "tue"
    assert done.edition.number == 2
    assert days(course) == days(other) == ["09-07", "09-12", "09-14", "09-19"]
    outcomes = {each.pk: outcome for each, outcome in done.others}
    assert set(outcomes) == {other.pk, waits.pk, untouched.pk}
    assert isinstance(outcomes[other.pk], Edition)
    assert not isinstance(outcomes[waits.pk], Edition)


def test_putting_back_leaves_the_address_and_who_may_see_the_course():
    course = make_published(slug="before")
    do(course, SNOW)
    course.slug, course.visibility = "after", content.Visibility.STAFF.value
    course.save()
    shown = preview(course, PutBack(1), now=NOW)
    assert shown.remarks == (
        "Its address, its department and who may see it stay as they are now.",
    )
    do(course, PutBack(1))
    course.refresh_from_db()
    assert (course.slug, course.visibility) == ("after", "staff")
    assert Course.objects.count() == 1
    assert not course.no_class_days.exists()


def test_discarded_the_course_is_as_published_and_nothing_waits():
    course = make_published(publish_on_save=False)
    do(course, SNOW)
    Lecture.objects.filter(key="lecture-2").delete()
    done = do(course, Discard())
    assert done.edition is None
    assert propose(course, now=NOW).is_empty
    with pytest.raises(MoveError, match="nothing to discard"):
        preview(course, Discard(), now=NOW)


def test_a_lecture_that_was_deleted_comes_back_with_its_uid():
    course = make_published()
    uid = Event.objects.get(key="lecture-4").uid
    Lecture.objects.filter(key="lecture-4").delete()
    publish(course, now=NOW)
    do(course, PutBack(1))
    event = Event.objects.get(key="lecture-4")
    assert (event.uid, event.status, event.sequence) == (uid, "confirmed", 2)


def test_a_date_set_to_the_past_by_mistake_comes_back():
    course = make_course()
    lecture = Lecture.objects.get(key="lecture-4")
    deadline = DeadlineFactory(
        lab=LabFactory(course=course, key="lab-1"), basis="lecture", anchor=lecture, day=None
    )
    publish(course, now=SUMMER)
    before = Event.objects.get(key=deadline.key).entry
    do(course, SetDates({deadline.key: content.Fixed(date(2023, 9, 8))}))
    assert Event.objects.get(key=deadline.key).day == date(2023, 9, 8)
    do(course, PutBack(1))
    assert Event.objects.get(key=deadline.key).entry == before


def test_what_was_planned_from_a_past_day_is_put_back_from_it():
    course = make_published()
    before = days(course)
    swap = SwapLectures("lecture-1", "lecture-2")
    unchanged = preview(course, swap, now=NOW)
    assert unchanged.rows == ()
    assert unchanged.remarks[0].startswith("Lecture 1 was held on Thu Sep 7 as published")
    do(course, swap, plan_from=date(2023, 9, 7))
    assert days(course) == ["09-12", "09-07", *before[2:]]
    do(course, PutBack(1))
    assert days(course) == before


def test_a_make_up_class_of_a_past_day_is_put_back():
    course = make_published()
    before = days(course)
    do(course, MakeUpClass("lecture-4", date(2023, 9, 16), time(10)))
    assert days(course)[3] == "09-16"
    do(course, PutBack(1))
    assert days(course) == before


def test_a_day_to_plan_from_is_in_the_term():
    course = make_published()
    with pytest.raises(MoveError, match="before the term begins") as caught:
        preview(course, SNOW, plan_from=date(2023, 1, 7), now=NOW)
    assert caught.value.field == "plan_from"


def test_a_room_of_a_past_day_is_put_back():
    course = make_published()
    room = Event.objects.get(key="lecture-2").room
    do(course, ChangeRoom("class", date(2023, 9, 12), "2-190"))
    assert Event.objects.get(key="lecture-2").room == "2-190"
    do(course, PutBack(1))
    assert Event.objects.get(key="lecture-2").room == room


def test_an_extension_is_seen_with_both_dates():
    course = make_course()
    DeadlineFactory(lab=LabFactory(course=course, key="lab-1"))
    publish(course, now=SUMMER)
    do(course, ExtendDeadlines(("lab-1-due",), by_days=2))
    event = Event.objects.get(key="lab-1-due")
    assert (event.day - event.first_day, event.first_day) == (timedelta(2), date(2023, 9, 28))


def test_two_hundred_lectures_on_the_terms_class_days_are_counted():
    course = make_published(lectures=200)
    waiting = look(course, now=NOW)
    assert len([each for each in waiting.proposal.conflicts if each.is_blocking]) == 172
    shown = preview(course, SNOW, now=NOW)
    assert shown.overflow == (
        "Lecture 28 has no class day left: there are 200 lectures to hold, and 27 class days."
    )


@pytest.mark.django_db(transaction=True)
def test_two_who_apply_one_preview_at_once_make_one_edition():
    course = make_published()
    token = preview(course, SNOW, now=NOW).token
    outcomes = []

    def run() -> None:
        try:
            own = Course.objects.select_related("term").get(pk=course.pk)
            outcomes.append(apply(own, SNOW, by=None, token=token, now=NOW).edition.number)
        except PreviewOutdatedError as error:
            outcomes.append(error.fault.field)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, outcomes)) == ["2", "on"]
