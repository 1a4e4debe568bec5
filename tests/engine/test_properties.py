"""What holds of every plan, whatever is written."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from courses import content
from schedule.engine.conflict import Code
from schedule.engine.derive import derive
from schedule.engine.diff import apply, diff
from schedule.engine.entry import Kind, Status
from schedule.engine.held import was_published
from schedule.engine.lint import lint
from schedule.engine.localtime import Fault, Span, instant
from schedule.engine.placement import Basis
from schedule.engine.plan import plan
from schedule.engine.slot import SlotState, meeting_days, no_class_on, slots
from tests.engine.strategies import edited, edits, horizons, terms, terms_and_courses

NOW = datetime(2023, 1, 1, tzinfo=UTC)
OUT_OF_ORDER = {Code.PIN_OUT_OF_ORDER, Code.HELD_OUT_OF_ORDER}


def fresh(term, course):
    return derive(term, course, published={}, horizon=NOW)


def published(term, course):
    return apply({}, fresh(term, course).changes)


@st.composite
def replanned(draw):
    """Draw a plan of a course that was published, and edited since."""
    term, course = draw(terms_and_courses())
    before = published(term, course)
    edit = draw(edits(term, course))
    horizon = draw(horizons(term))
    return term, edit, before, horizon


def standing(course):
    return [item for item in course.lectures if not item.cancelled and not item.merged_into]


@given(replanned())
def test_lectures_keep_their_order_unless_it_is_reported(case):
    term, course, before, horizon = case
    made = plan(term, course, published=before, horizon=horizon)
    reported = {found.key for found in made.conflicts if found.code in OUT_OF_ORDER}
    starts = [
        made.placements[lecture.key].start
        for lecture in standing(course)
        if lecture.key in made.placements and lecture.key not in reported
    ]
    assert all(one < other for one, other in pairwise(starts))


@given(replanned())
def test_no_two_lectures_have_one_slot(case):
    term, course, before, horizon = case
    made = plan(term, course, published=before, horizon=horizon)
    pattern = {slot.start for slot in made.slots}
    placed = sorted(
        (place for place in made.placements.values() if place.basis is not Basis.MERGED),
        key=lambda place: place.start,
    )
    for n, one in enumerate(placed):
        for other in placed[n + 1 :]:
            assert one.start != other.start
            if not {one.start, other.start} <= pattern and one.basis is not Basis.HELD:
                assert not one.span.overlaps(other.span)


@given(replanned())
def test_no_lecture_is_on_a_day_without_class(case):
    term, course, before, horizon = case
    closed = (*term.no_class_days, *course.no_class_days)
    for place in plan(term, course, published=before, horizon=horizon).placements.values():
        assert no_class_on(place.day, closed) is None


@given(replanned())
def test_every_lecture_is_placed_or_reported(case):
    term, course, before, horizon = case
    made = plan(term, course, published=before, horizon=horizon)
    reported = {found.key for found in made.conflicts if found.is_blocking}
    for lecture in standing(course):
        assert (lecture.key in made.placements) != (lecture.key in reported)
    for lecture in course.lectures:
        if lecture.cancelled:
            assert lecture.key not in made.placements


@given(replanned())
def test_a_published_lecture_is_never_dropped(case):
    term, course, before, horizon = case
    derived = derive(term, course, published=before, horizon=horizon)
    there = {entry.key for entry in derived.entries}
    for lecture in course.lectures:
        assert lecture.key in there or lecture.key not in before


@given(replanned())
def test_nothing_new_is_planned_before_the_horizon(case):
    term, course, before, horizon = case
    if not was_published(before):
        return
    for place in plan(term, course, published=before, horizon=horizon).placements.values():
        if place.basis is Basis.PLANNED:
            assert place.start >= horizon


@given(replanned())
def test_the_past_holds(case):
    term, course, before, horizon = case
    closed = (*term.no_class_days, *course.no_class_days)
    missed = [
        slot
        for slot in meeting_days(term, course, Kind.LECTURE)
        if slot.state is SlotState.NOT_HELD
    ]
    after = {
        entry.key: entry
        for entry in derive(term, course, published=before, horizon=horizon).entries
    }
    times = [entry.start for entry in before.values() if entry.kind is Kind.LECTURE]
    for lecture in standing(course):
        old = before.get(lecture.key)
        if old is None or old.start >= horizon or no_class_on(old.day, closed):
            continue
        span = Span(old.start, old.end)
        if old.together_with or times.count(old.start) > 1:
            continue
        if any(slot.span.overlaps(span) for slot in missed):
            continue
        new = after[lecture.key]
        assert (new.day, new.start, new.end, new.room) == (old.day, old.start, old.end, old.room)


@given(terms_and_courses(plain=True), st.data())
def test_another_day_without_class_never_makes_a_lecture_earlier(case, data):
    term, course = case
    check_later(term, course, data)


@given(terms_and_courses(), st.data())
def test_nor_does_it_with_pins_and_exams(case, data):
    term, course = case
    check_later(term, course, data)


def check_later(term, course, data):
    day = data.draw(st.dates(term.first_day, term.last_day))
    snow = content.NoClassDay(key="snow", title="Snow", day=day)
    after = edited(course, no_class_days=(*course.no_class_days, snow))
    was = plan(term, course, published={}, horizon=NOW).placements
    now = plan(term, after, published={}, horizon=NOW).placements
    for key, place in now.items():
        if place.basis is Basis.PLANNED and key in was:
            assert place.start >= was[key].start
        else:
            assert key in was


@given(terms_and_courses(plain=True))
def test_wall_clock_time_is_the_same_in_every_week(case):
    term, course = case
    starts = {meeting.key: meeting.start for meeting in course.meetings}
    for slot in slots(term, course):
        if slot.fault is not Fault.SKIPPED:
            assert slot.start.astimezone(term.zone).time() == starts[slot.meeting]
            assert slot.start.astimezone(term.zone).date() == slot.day


@given(terms_and_courses(), st.data())
def test_publishing_twice_changes_nothing_whenever_it_is_done(case, data):
    term, course = case
    once = published(term, course)
    horizon = data.draw(horizons(term))
    assert derive(term, course, published=once, horizon=horizon).changes == ()


@given(replanned(), st.data())
def test_nor_does_publishing_an_edit_twice(case, data):
    term, course, before, horizon = case
    once = derive(term, course, published=before, horizon=horizon)
    twice = derive(term, course, published=apply(before, once.changes), horizon=horizon)
    assert twice.changes == ()
    assert [found.key for found in twice.conflicts if found.is_blocking] == [
        found.key for found in once.conflicts if found.is_blocking
    ]


@given(replanned(), st.data())
def test_time_that_goes_by_changes_nothing_where_no_decision_waits(case, data):
    term, course, before, horizon = case
    once = derive(term, course, published=before, horizon=horizon)
    later = horizon + timedelta(days=data.draw(st.integers(0, 60)))
    twice = derive(term, course, published=apply(before, once.changes), horizon=later)
    assert once.is_blocked or twice.changes == ()


@given(replanned())
def test_applying_the_difference_gives_what_is_wanted(case):
    term, course, before, horizon = case
    derived = derive(term, course, published=before, horizon=horizon)
    after = apply(before, derived.changes)
    stands = {key: entry for key, entry in after.items() if entry.status is not Status.REMOVED}
    assert stands == {
        entry.key: entry for entry in derived.entries if entry.status is not Status.REMOVED
    }
    assert set(before) <= set(after)
    assert diff(after, stands.values()) == ()


@given(replanned())
def test_every_conflict_says_what_would_mend_it_and_the_linter_passes_it_on(case):
    term, course, before, horizon = case
    derived = derive(term, course, published=before, horizon=horizon)
    for found in derived.conflicts:
        assert found.code in set(Code)
        assert found.reason.endswith(".")
        assert found.mends
    findings = {(finding.code, finding.key) for finding in lint(term, course, derived, now=NOW)}
    assert {(found.code, found.key) for found in derived.conflicts} <= findings


@given(terms(), st.data())
def test_an_instant_is_the_local_time_it_was_made_of_unless_clocks_skip_it(term, data):
    day = data.draw(st.dates(term.first_day, term.last_day))
    at = data.draw(st.times().map(lambda at: at.replace(second=0, microsecond=0)))
    made = instant(day, at, term.zone)
    local = made.at.astimezone(term.zone)
    if made.fault is Fault.SKIPPED:
        assert local.replace(tzinfo=None) > datetime.combine(day, at)
    else:
        assert (local.date(), local.time()) == (day, at)
    if made.fault is Fault.REPEATED:
        assert (made.at + timedelta(hours=1)).astimezone(term.zone) != local
        assert local.fold == 0
