from datetime import time

import pytest
from django.utils.translation import override

from schedule.reminders import Lead, Morning
from schedule.reminders.words import lead_words
from schedule.wording.languages import LANGUAGES


@pytest.mark.parametrize(
    ("lead", "words"),
    [
        ("P7D", "1 week before"),
        ("P14D", "2 weeks before"),
        ("P2D", "2 days before"),
        ("P1D", "1 day before"),
        ("PT2H", "2 hours before"),
        ("PT90M", "1 hour and 30 minutes before"),
        ("P10DT1M", "10 days and 1 minute before"),
        ("PT0M", "on time"),
    ],
)
def test_a_lead_is_said_in_the_largest_units_that_fit(lead, words):
    assert lead_words(Lead.parse(lead)) == words


def test_the_morning_is_said_with_its_hour():
    assert lead_words(Morning(time(7, 30))) == "in the morning, 7:30 am"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_words(language):
    with override(language):
        assert "2" in lead_words(Lead(days=3, minutes=120))
