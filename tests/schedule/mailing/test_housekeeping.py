from datetime import UTC, datetime, timedelta

import pytest

from schedule.mailing.housekeeping import keep_house
from schedule.models import Mail, MailState, SignUp, Subscriber
from tests.factories import MailFactory, SignUpFactory, SubscriberFactory, SubscriptionFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 10, 1, tzinfo=UTC)


def done(days, state=MailState.SENT):
    return MailFactory(state=state, done_at=NOW - timedelta(days=days))


@pytest.mark.parametrize("state", [state for state in MailState if state != MailState.WAITING])
def test_what_was_done_with_half_a_year_ago_is_erased(state):
    done(181, state)
    kept = done(179, state)

    keep_house(NOW)

    assert list(Mail.objects.all()) == [kept]


def test_what_waits_is_kept_however_old():
    MailFactory(send_at=NOW - timedelta(days=400))

    keep_house(NOW)

    assert Mail.objects.count() == 1


def test_much_is_erased_in_parts_and_nothing_younger_is_looked_at(django_assert_num_queries):
    ago = NOW - timedelta(days=200)
    Mail.objects.bulk_create(
        Mail(kind="test", state="sent", made_at=ago, send_at=ago, done_at=ago) for _ in range(2_500)
    )
    kept = done(1)

    keep_house(NOW)

    assert list(Mail.objects.all()) == [kept]
    with django_assert_num_queries(4):
        keep_house(NOW)


def test_a_sign_up_that_nobody_confirmed_is_erased_after_seven_days():
    SignUpFactory(made_at=NOW - timedelta(days=7))
    kept = SignUpFactory(made_at=NOW - timedelta(days=6))

    keep_house(NOW)

    assert list(SignUp.objects.all()) == [kept]


def test_an_address_without_a_course_is_erased_once_it_had_time_to_choose_anew():
    SubscriberFactory(chosen_at=NOW - timedelta(days=8))
    fresh = SubscriberFactory(chosen_at=NOW - timedelta(days=6))
    student = SubscriptionFactory(subscriber__chosen_at=NOW - timedelta(days=300)).subscriber

    keep_house(NOW)

    assert set(Subscriber.objects.all()) == {fresh, student}
