"""The timetable of one item: on the subscriber's clock, before quiet hours, never two at once."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from schedule.engine.entry import Entry, Kind
from schedule.reminders import Lead, Morning, Quiet, Rules, overtaken, timetable

NEW_YORK = ZoneInfo("America/New_York")
ZONES = [NEW_YORK, ZoneInfo("Europe/Berlin"), ZoneInfo("Australia/Lord_Howe")]
CHANGES = [
    datetime(2023, 3, 12, 7, tzinfo=UTC),  # New York goes on
    datetime(2023, 11, 5, 6, tzinfo=UTC),  # and back
    datetime(2023, 3, 26, 1, tzinfo=UTC),  # Berlin
    datetime(2023, 10, 29, 1, tzinfo=UTC),
    datetime(2023, 9, 30, 15, 30, tzinfo=UTC),  # Lord Howe, by half an hour
    datetime(2024, 4, 6, 15, tzinfo=UTC),
]
LEADS = [Lead(days=7), Lead(days=2), Lead(days=1), Lead(minutes=120), Morning(time(8))]

clocks = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 59]))
starts = st.builds(
    lambda change, minutes: change + timedelta(minutes=minutes),
    st.sampled_from(CHANGES),
    st.integers(-9 * 24 * 60, 9 * 24 * 60),
)
quiets = st.none() | st.tuples(clocks, clocks).filter(lambda pair: pair[0] != pair[1]).map(
    lambda pair: Quiet(*pair)
)
zones = st.sampled_from(ZONES)
some_leads = st.lists(st.sampled_from(LEADS), unique=True, max_size=5).map(tuple)


def deadline(start):
    day = start.date()
    return Entry(key="lab", kind=Kind.DEADLINE, label="Lab", day=day, last_day=day, start=start)


def rules(leads, zone, quiet=None):
    return Rules(frozenset({Kind.DEADLINE}), leads, zone, quiet)


@given(starts, some_leads, zones, quiets)
def test_every_reminder_comes_before_its_item_in_order_and_no_two_at_once(
    start, leads, zone, quiet
):
    times = list(timetable(rules(leads, zone, quiet), deadline(start)).values())
    assert times == sorted(set(times))
    assert all(at < start for at in times)


@given(starts, some_leads, zones, quiets)
def test_no_reminder_comes_amid_quiet_hours(start, leads, zone, quiet):
    for at in timetable(rules(leads, zone, quiet), deadline(start)).values():
        begins = quiet and at.astimezone(zone).time() == quiet.start
        assert not quiet or not quiet.holds(at, zone) or begins or _is_skipped(at, zone)


def _is_skipped(at, zone):
    """Tell whether quiet hours begin at a clock time that this day does not have."""
    local = at.astimezone(zone)
    return local.utcoffset() != (at - timedelta(hours=1)).astimezone(zone).utcoffset()


@given(starts, zones, st.sampled_from([1, 2, 7]))
def test_days_before_are_days_of_the_wall_clock_through_both_changes(start, zone, days):
    (at,) = timetable(rules((Lead(days=days),), zone), deadline(start)).values()
    due, then = start.astimezone(zone), at.astimezone(zone)
    assert (due.date() - then.date()).days == days
    if not _is_skipped(at, zone):
        assert then.time() == due.time()


@given(starts, zones)
def test_two_hours_before_are_two_hours_whatever_the_clocks_do(start, zone):
    (at,) = timetable(rules((Lead(minutes=120),), zone), deadline(start)).values()
    assert start - at == timedelta(hours=2)


@given(starts, some_leads, zones, quiets)
def test_whenever_one_looks_all_but_the_last_that_came_due_is_overtaken(start, leads, zone, quiet):
    times = timetable(rules(leads, zone, quiet), deadline(start))
    for now in times.values():
        due = [lead for lead, at in times.items() if at <= now]
        assert [lead for lead in due if not overtaken(times, lead, now=now)] == due[-1:]


def test_of_two_that_quiet_hours_put_at_one_instant_the_nearer_one_stands():
    start = datetime(2023, 9, 29, 6, tzinfo=NEW_YORK)
    quiet = Quiet(time(22), time(7))
    both = (Lead(minutes=240), Lead(minutes=120))
    assert timetable(rules(both, NEW_YORK, quiet), deadline(start.astimezone(UTC))) == {
        "PT2H": datetime(2023, 9, 28, 22, tzinfo=NEW_YORK)
    }


def test_nothing_is_told_of_what_has_no_time():
    entry = deadline(datetime(2023, 9, 29, tzinfo=UTC))
    assert timetable(rules((Lead(days=1),), NEW_YORK), Entry(**_without_time(entry))) == {}


def _without_time(entry):
    return {"key": "lab", "kind": entry.kind, "label": "", "day": entry.day, "last_day": entry.day}
