from datetime import time

import pytest
from django.utils.translation import override

from schedule.reminders import Lead, Morning
from schedule.reminders.words import lead_words
from schedule.wording.languages import LANGUAGES


@pytest.mark.parametrize(
    ("lead", "words"),
    [
        ("P7D", "A week before"),
        ("P14D", "14 days before"),
        ("P2D", "2 days before"),
        ("P1D", "A day before"),
        ("PT2H", "2 hours before"),
        ("PT90M", "1 hour and 30 minutes before"),
        ("P10DT1M", "10 days and 1 minute before"),
        ("PT0M", "On time"),
    ],
)
def test_a_lead_is_said_as_it_is_chosen(lead, words):
    assert lead_words(Lead.parse(lead)) == words


def test_the_morning_is_said_whatever_its_hour():
    assert lead_words(Morning(time(7, 30))) == "The same morning"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_words(language):
    with override(language):
        assert "5" in lead_words(Lead(days=3, minutes=300))
