"""Confirming, changing and ending what an address gets."""

from datetime import UTC, datetime

import pytest

from schedule.mailing.choice import Choice
from schedule.mailing.links import confirm_url, end_url, page_url
from schedule.mailing.subscribing import confirm
from schedule.models import SignUp, Subscriber
from schedule.publishing import publish
from tests.factories import make_course

NOW = datetime(2023, 9, 20, 12, tzinfo=UTC)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mail_is_on")]


def path_of(url):
    return url.removeprefix("http://127.0.0.1:8000")


def make_sign_up(*courses, address="ada@example.edu"):
    sign_up = SignUp(
        address=address, network="n", courses=[str(each.pk) for each in courses], made_at=NOW
    )
    Choice("en", "America/New_York").put_on(sign_up)
    sign_up.save()
    return sign_up


def test_confirming_by_post_leads_to_the_own_page(client):
    course = make_course(lectures=1)
    publish(course, now=NOW)
    path = path_of(confirm_url(make_sign_up(course)))
    assert client.get(path).status_code == 200
    assert not Subscriber.objects.exists()
    answer = client.post(path)
    subscriber = Subscriber.objects.get()
    assert answer.url.startswith(path_of(page_url(subscriber)))
    assert client.get(answer.url).status_code == 200


def test_a_post_ends_a_course_and_all(client):
    course = make_course(lectures=1)
    publish(course, now=NOW)
    subscriber = confirm(make_sign_up(course), now=NOW)
    assert client.post(path_of(end_url(subscriber, course.pk))).status_code == 200
    assert not subscriber.subscriptions.exists()
    assert client.post(path_of(end_url(subscriber))).status_code == 200
    assert not Subscriber.objects.exists()


def test_there_is_nothing_of_mail_where_none_is_sent(client, settings):
    settings.MAIL_IS_ON = False
    assert client.get("/mail/").status_code == 404
