"""Who signs up for what, in the tests of this folder that sign somebody up."""

from datetime import UTC, datetime

import pytest

from schedule.mailing.choice import Choice
from schedule.mailing.signing_up import Asked, sign_up
from schedule.mailing.subscribing import confirm
from schedule.publishing import publish
from tests.factories import DeadlineFactory, LabFactory, make_course

NOW = datetime(2023, 9, 20, 12, tzinfo=UTC)
WHENCE = "198.51.100.7"
CHOICE = Choice("en", "America/New_York")


def publish_course(**fields):
    course = make_course(lectures=3, **fields)
    DeadlineFactory(lab=LabFactory(course=course, key="lab-1"))
    publish(course, now=NOW)
    return course


@pytest.fixture
def course(db):
    """A published course with a deadline, eight days ahead."""
    return publish_course()


def ask(*courses, address="ada@example.edu", choice=CHOICE, whence=WHENCE, now=NOW):
    """Sign an address up for courses."""
    return sign_up(Asked(address, courses, choice), whence=whence, now=now)


def subscribe(*courses, **asked):
    """Sign an address up for courses, and confirm it."""
    return confirm(ask(*courses, **asked), now=asked.get("now", NOW))
