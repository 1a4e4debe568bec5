from datetime import timedelta

import pytest

from schedule.mailing import pauses


@pytest.mark.parametrize(
    ("tried", "minutes"), [(1, 1), (2, 2), (3, 4), (6, 32), (7, 60), (8, 60), (1_000, 60)]
)
def test_a_mail_is_tried_again_after_growing_pauses(tried, minutes):
    assert pauses.before_next_try(tried) == timedelta(minutes=minutes)


@pytest.mark.parametrize(("failed", "seconds"), [(1, 2), (2, 4), (7, 128), (9, 300), (1_000, 300)])
def test_a_server_in_trouble_is_tried_again_after_five_minutes_at_most(failed, seconds):
    assert pauses.for_the_server(failed) == timedelta(seconds=seconds)
