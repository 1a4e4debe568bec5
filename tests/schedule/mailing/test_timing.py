"""When a notice goes: settled, in the subscriber's rhythm, outside of quiet hours, or in time."""

import itertools
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedule.engine.net import SOON
from schedule.mailing.choice import Choice
from schedule.mailing.timing import SETTLES_AT_LAST, SETTLES_IN, NoticeTime, notice_time
from schedule.models import Notices
from schedule.reminders import Quiet

ZONES = ["America/New_York", "Europe/Berlin", "Australia/Lord_Howe"]
NEW_YORK = ZoneInfo(ZONES[0])
NIGHT = Quiet(time(22), time(7))


def local(*parts):
    return datetime(*parts, tzinfo=NEW_YORK)


def notice(notices, published, *, first=None, quiet=None, starts=()):
    choice = Choice("en", ZONES[0], notices=notices, quiet=quiet)
    found = notice_time(
        choice,
        first_at=first or published,
        last_at=published,
        stretches=[(start, start) for start in starts],
    )
    return found.at.astimezone(NEW_YORK), found.is_urgent


TUESDAY_NOON = local(2023, 9, 26, 12)


def test_at_once_is_a_quarter_of_an_hour_after_the_last_publish():
    assert notice(Notices.AT_ONCE, TUESDAY_NOON) == (local(2023, 9, 26, 12, 15), False)


def test_further_publishing_puts_it_off_for_an_hour_at_most():
    for minutes, expected in ((10, 25), (40, 55), (50, 60), (59, 60)):
        last = TUESDAY_NOON + timedelta(minutes=minutes)
        at = TUESDAY_NOON + timedelta(minutes=expected)
        assert notice(Notices.AT_ONCE, last, first=TUESDAY_NOON) == (at, False)


def test_a_daily_digest_comes_on_the_next_morning():
    assert notice(Notices.DAILY, TUESDAY_NOON) == (local(2023, 9, 27, 8), False)
    assert notice(Notices.DAILY, local(2023, 9, 26, 6)) == (local(2023, 9, 26, 8), False)
    assert notice(Notices.DAILY, local(2023, 9, 26, 7, 50)) == (local(2023, 9, 27, 8), False)


def test_a_weekly_digest_comes_on_the_next_mondays_morning():
    assert notice(Notices.WEEKLY, TUESDAY_NOON) == (local(2023, 10, 2, 8), False)
    assert notice(Notices.WEEKLY, local(2023, 10, 2, 6)) == (local(2023, 10, 2, 8), False)
    assert notice(Notices.WEEKLY, local(2023, 10, 2, 9)) == (local(2023, 10, 9, 8), False)


def test_quiet_hours_are_waited_for():
    assert notice(Notices.AT_ONCE, local(2023, 9, 26, 23), quiet=NIGHT) == (
        local(2023, 9, 27, 7),
        False,
    )


def test_what_concerns_the_next_24_hours_goes_at_once_also_in_quiet_hours():
    at = local(2023, 9, 26, 23)
    for notices in (Notices.AT_ONCE, Notices.DAILY, Notices.WEEKLY):
        assert notice(notices, at, quiet=NIGHT, starts=[local(2023, 9, 27, 15)]) == (at, True)


def test_a_weekly_digest_is_not_waited_for_by_what_comes_before_it():
    lecture = local(2023, 9, 28, 15, 35)
    assert notice(Notices.WEEKLY, TUESDAY_NOON, starts=[lecture]) == (
        local(2023, 9, 27, 15, 35),
        True,
    )


def test_what_is_known_before_the_night_does_not_wake_anybody():
    lecture = local(2023, 9, 29, 3)
    assert notice(Notices.WEEKLY, TUESDAY_NOON, quiet=NIGHT, starts=[lecture]) == (
        local(2023, 9, 27, 22),
        True,
    )


clocks = st.builds(time, st.integers(0, 23), st.sampled_from([0, 30]))
quiets = st.none() | st.tuples(clocks, clocks).filter(lambda pair: pair[0] != pair[1]).map(
    lambda pair: Quiet(*pair)
)
choices = st.builds(
    Choice,
    st.just("en"),
    st.sampled_from(ZONES),
    notices=st.sampled_from([Notices.AT_ONCE, Notices.DAILY, Notices.WEEKLY]),
    morning=clocks,
    quiet=quiets,
)
instants = st.builds(
    lambda change, minutes: change + timedelta(minutes=minutes),
    st.sampled_from(
        [
            datetime(2023, 3, 12, 7, tzinfo=UTC),
            datetime(2023, 11, 5, 6, tzinfo=UTC),
            datetime(2023, 3, 26, 1, tzinfo=UTC),
            datetime(2023, 10, 29, 1, tzinfo=UTC),
            datetime(2023, 9, 30, 15, 30, tzinfo=UTC),
            datetime(2024, 4, 6, 15, tzinfo=UTC),
        ]
    ),
    st.integers(-3 * 24 * 60, 3 * 24 * 60),
)
minutes = st.integers(0, 600).map(lambda each: timedelta(minutes=each))
starts = st.lists(
    st.integers(0, 12 * 24 * 60).map(lambda each: timedelta(minutes=each)), max_size=3
)


@given(choices, instants, minutes, starts)
def test_a_notice_is_never_early_never_forgotten_and_in_time(choice, last_at, since, ahead):
    begins = [last_at + each for each in ahead]
    found = notice_time(
        choice,
        first_at=last_at - since,
        last_at=last_at,
        stretches=[(start, start) for start in begins],
    )
    settled = min(last_at + SETTLES_IN, last_at - since + SETTLES_AT_LAST)
    assert found.at >= (last_at if found.is_urgent else settled)
    assert found.at <= settled + timedelta(days=10)
    if begins:
        assert found.at <= max(last_at, min(begins) - SOON) or found.at <= settled
    if choice.quiet and not found.is_urgent:
        assert not choice.quiet.holds(found.at, choice.zone) or _clocks_change(found, choice)


def _clocks_change(found, choice):
    """Tell whether the hour at which quiet hours end is not there, or there twice, that day."""
    before, after = found.at - timedelta(hours=3), found.at + timedelta(hours=3)
    return before.astimezone(choice.zone).utcoffset() != after.astimezone(choice.zone).utcoffset()


def test_the_earlier_one_of_two_comes_first():
    early, late = NoticeTime(TUESDAY_NOON), NoticeTime(TUESDAY_NOON, is_urgent=True)
    assert min(late, early) == early


@pytest.mark.parametrize("zone", ZONES)
def test_each_morning_of_the_year_has_one_digest(zone):
    choice = Choice("en", zone, notices=Notices.DAILY, morning=time(2, 15))
    at, found = datetime(2023, 1, 1, tzinfo=UTC), []
    while at < datetime(2024, 1, 1, tzinfo=UTC):
        at = notice_time(choice, first_at=at, last_at=at, stretches=[]).at
        found.append(at.astimezone(ZoneInfo(zone)).date())
    assert all((b - a).days == 1 for a, b in itertools.pairwise(found))
