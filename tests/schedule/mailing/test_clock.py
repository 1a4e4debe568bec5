from datetime import UTC, datetime, timedelta

import pytest

from schedule.mailing.clock import Clock

NOON = datetime(2026, 10, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


class Hands:
    """A clock's hands, and the true passing of time."""

    def __init__(self):
        self.shown, self.passed = NOON, 0.0

    def go_on(self, seconds, *, set_by=0.0):
        self.passed += seconds
        self.shown += timedelta(seconds=seconds + set_by)


@pytest.fixture
def hands():
    return Hands()


@pytest.fixture
def clock(hands):
    return Clock(lambda: hands.shown, lambda: hands.passed)


def test_a_clock_that_is_put_right_slowly_is_steady(hands, clock):
    for _ in range(100):
        hands.go_on(60, set_by=0.5)
        clock.now()

    assert (clock.leaps, clock.has_leapt_within(MINUTE)) == (0, False)


@pytest.mark.parametrize("hours", [-2, 25])
def test_a_clock_that_is_set_is_noticed_for_a_while(hands, clock, hours):
    hands.go_on(1, set_by=hours * 3_600)

    assert clock.now() == NOON + timedelta(hours=hours, seconds=1)
    assert (clock.leaps, clock.has_leapt_within(MINUTE)) == (1, True)
    hands.go_on(59)
    clock.now()
    assert clock.has_leapt_within(MINUTE)
    hands.go_on(1)
    clock.now()
    assert (clock.leaps, clock.has_leapt_within(MINUTE)) == (1, False)
