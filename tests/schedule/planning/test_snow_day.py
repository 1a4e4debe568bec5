"""A snow day on Oct 17 in MIT 6.5940: seen before, published, and put back."""

from datetime import UTC, date, datetime

import pytest

from courses.exporters.rows import read_course
from courses.models import Course
from schedule.models import Event
from schedule.moves import HoldClass, NoClass, PutBack, Then
from schedule.planning import PreviewOutdatedError, apply, preview

SNOW = date(2023, 10, 17)
MORNING = datetime(2023, 10, 17, 11, tzinfo=UTC)
YEARS_LATER = datetime(2026, 11, 23, tzinfo=UTC)

nows = pytest.mark.parametrize("now", [MORNING, YEARS_LATER], ids=["that morning", "years later"])


def lecture_days(course):
    events = Event.objects.filter(course=course, kind="lecture").order_by("start", "key")
    return {event.key: f"{event.day:%m-%d}" for event in events}


def identities(course):
    return dict(Event.objects.filter(course=course).values_list("key", "uid"))


@nows
def test_pushed_sixteen_lectures_move_and_their_dates_come_along(mit, now):
    shown = preview(mit, NoClass(SNOW, "Snow day"), now=now)
    moved = [row.change.key for row in shown.rows if row.change.after.kind == "lecture"]
    assert moved == [f"lecture-{n}" for n in range(11, 26)]
    assert [(row.change.key, row.follows) for row in shown.rows if row.follows]
    assert shown.overflow == (
        "Lecture 26 has no class day left: there are 26 lectures to hold, and 25 class days."
    )
    assert shown.proposal.horizon == datetime(2023, 10, 17, 4, tzinfo=UTC)
    assert shown.publishes


@nows
def test_merged_only_its_own_lecture_moves(mit, now):
    shown = preview(mit, NoClass(SNOW, "Snow day", Then.MERGE), now=now)
    assert [row.change.key for row in shown.rows] == ["snow-day", "lecture-11"]
    assert shown.rows[1].change.after.together_with == "Lecture 12"
    assert shown.new == ()


@nows
def test_applied_it_is_what_the_preview_showed(mit, staff, now):
    move = NoClass(SNOW, "Snow day", Then.MERGE)
    shown = preview(mit, move, now=now)
    done = apply(mit, move, by=staff, note="Stay safe.", token=shown.token, now=now)
    assert (done.edition.number, done.edition.by, done.edition.note) == (2, staff, "Stay safe.")
    assert [change.key for change in done.edition.changes.all()] == [
        row.change.key for row in shown.rows
    ]
    assert mit.edition_number == 2
    assert read_course(mit) == shown.written.course


@nows
@pytest.mark.parametrize("then", Then)
def test_put_back_everything_is_as_it_was_with_the_same_uids(mit, staff, now, then):
    before, uids, content = lecture_days(mit), identities(mit), read_course(mit)
    move = NoClass(SNOW, "Snow day", then)
    apply(mit, move, by=staff, token=preview(mit, move, now=now).token, now=now)
    assert lecture_days(mit) != before or then is Then.CANCEL
    back = PutBack(1)
    done = apply(mit, back, by=staff, token=preview(mit, back, now=now).token, now=now)
    assert done.edition.number == 3
    assert lecture_days(mit) == before
    assert read_course(mit) == content
    assert {key: uid for key, uid in identities(mit).items() if key in uids} == uids
    assert not Event.objects.filter(course=mit, status="cancelled").exists()


@nows
@pytest.mark.parametrize("then", Then)
def test_held_after_all_everything_is_as_it_was_with_the_same_uids(mit, staff, now, then):
    before, uids, content = lecture_days(mit), identities(mit), read_course(mit)
    snow = NoClass(SNOW, "Snow day", then)
    apply(mit, snow, by=staff, token=preview(mit, snow, now=now).token, now=now)
    again = () if then is Then.PUSH else ("lecture-11",)
    hold = HoldClass(SNOW, again)
    done = apply(mit, hold, by=staff, token=preview(mit, hold, now=now).token, now=now)
    assert done.edition.number == 3
    assert lecture_days(mit) == before
    assert read_course(mit) == content
    assert {key: uid for key, uid in identities(mit).items() if key in uids} == uids
    assert Event.objects.get(course=mit, key="snow-day").status == "removed"
    assert not Event.objects.filter(course=mit, status="cancelled").exists()


def test_two_tabs_apply_it_once(mit, staff):
    move = NoClass(SNOW, "Snow day")
    token = preview(mit, move, now=MORNING).token
    apply(mit, move, by=staff, token=token, now=MORNING)
    with pytest.raises(PreviewOutdatedError) as caught:
        apply(mit, move, by=staff, token=token, now=MORNING)
    assert caught.value.preview is None
    assert caught.value.fault.message == "There is no class on Tue Oct 17 already (Snow day)."
    assert Course.objects.get(pk=mit.pk).edition_number == 2
