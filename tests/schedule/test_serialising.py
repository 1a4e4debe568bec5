"""Kept texts follow the serialiser and the site's address, and nothing else of an event does."""

from datetime import UTC, datetime

import pytest
from django.test import override_settings

from schedule.models import Event
from schedule.publishing import publish
from schedule.serialising import serialise_outdated
from tests.factories import make_course

pytestmark = pytest.mark.django_db

SUMMER = datetime(2023, 8, 1, tzinfo=UTC)


def test_what_is_up_to_date_is_left_alone():
    publish(make_course(), now=SUMMER)
    assert serialise_outdated() == 0


def test_a_new_public_address_reaches_the_texts_without_a_new_sequence():
    publish(make_course(lectures=2), now=SUMMER)
    with override_settings(PUBLIC_URL="https://lectern.example.edu"):
        assert serialise_outdated() == 2
        assert serialise_outdated() == 0
    for event in Event.objects.all():
        assert "URL:https://lectern.example.edu/" in event.vevent
        assert (event.sequence, event.changed_at) == (0, SUMMER)
