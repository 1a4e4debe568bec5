"""Kept texts follow the serialiser and the site's address, and nothing else of an event does."""

from datetime import UTC, datetime

import pytest
from django.test import override_settings

from schedule import serialising
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


def test_a_course_s_events_are_kept_in_its_language():
    publish(make_course(lectures=1, language="de-AT"), now=SUMMER)
    assert "Vorlesung 1" in Event.objects.get().vevent


def test_other_words_of_a_language_reach_the_texts_of_its_courses_alone(monkeypatch):
    publish(make_course(lectures=1, language="de"), now=SUMMER)
    publish(make_course(lectures=1), now=SUMMER)
    assert serialise_outdated() == 0
    monkeypatch.setattr(serialising, "_catalog", lambda language: "" if language == "en" else "new")
    assert serialise_outdated() == 1
    assert set(Event.objects.values_list("sequence", flat=True)) == {0}


def test_another_language_is_a_published_change_of_every_event():
    course = make_course(lectures=2)
    publish(course, now=SUMMER)
    course.language = "fr"
    course.save()
    publish(course, now=SUMMER)
    for event in Event.objects.all():
        assert "SUMMARY:course" in event.vevent
        assert event.sequence == 1
