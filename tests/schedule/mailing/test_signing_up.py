"""Signing up: one mail at most, so many from anywhere, and nothing that tells of the address."""

import threading
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import Q
from django.test import Client

from schedule.mailing.limits import TooManyError, network_of
from schedule.mailing.signing_up import KEPT_FOR, erase_old, is_over, sign_up
from schedule.mailing.subscribing import confirm
from schedule.models import Mail, MailKind, MailState, SignUp, Subscriber
from tests.schedule.mailing.signups import (
    CHOICE,
    NOW,
    WHENCE,
    Asked,
    ask,
    course,
    publish_course,
    subscribe,
)

__all__ = ["course"]

AGO = timedelta(minutes=10)


def sent_to(address):
    return Mail.objects.waiting().filter(sign_up__address=address).count()


def test_it_keeps_what_is_asked_for_and_has_one_mail_go_at_once(course):
    row = ask(course)
    (mail,) = Mail.objects.all()
    assert (mail.kind, mail.state, mail.sign_up, mail.send_at) == (
        MailKind.CONFIRM,
        MailState.WAITING,
        row,
        NOW,
    )
    assert (row.courses, row.language) == ([str(course.pk)], "en")
    assert not Subscriber.objects.exists()


def test_nothing_is_kept_of_where_it_came_from_but_a_keyed_hash(course, settings):
    row = ask(course)
    assert WHENCE not in row.network
    assert len(row.network) == 64
    settings.SECRET_KEY = "another"
    assert network_of(WHENCE) != row.network


def test_an_address_gets_three_such_mails_a_day_however_it_is_written(course):
    for address in ("ada@example.edu", "Ada@example.edu", "ADA@example.edu", "ada@example.edu"):
        ask(course, address=address)
    ask(course, address="eve@example.edu")
    assert Counter(Mail.objects.values_list("state", flat=True)) == {"waiting": 4, "void": 1}
    assert SignUp.objects.count() == 5
    ask(course, now=NOW + timedelta(days=1))
    assert sent_to("ada@example.edu") == 2


def test_what_was_not_sent_does_not_count_so_that_nobody_is_kept_out_for_good(course):
    for hours in range(48):
        ask(course, now=NOW + timedelta(hours=hours))
    assert sent_to("ada@example.edu") == 6


def test_who_confirms_may_ask_again(course):
    for _ in range(5):
        assert subscribe(course)
    assert sent_to("ada@example.edu") == 5


def test_a_known_address_is_answered_at_the_same_cost(course, django_assert_num_queries):
    subscribe(course)
    for address in ("ada@example.edu", "eve@example.edu"):
        with django_assert_num_queries((connection.vendor == "postgresql" and 8) or 7):
            ask(course, address=address)
    for _ in range(4):
        ask(course, address="eve@example.edu")
    with django_assert_num_queries((connection.vendor == "postgresql" and 8) or 7):
        ask(course, address="eve@example.edu")


def test_one_network_may_sign_up_so_many_an_hour(course, settings):
    settings.SIGN_UPS_A_NETWORK_AN_HOUR = 2
    for n in range(2):
        ask(course, address=f"{n}@example.edu", now=NOW + n * AGO)
    with pytest.raises(TooManyError) as caught:
        ask(course, address="2@example.edu", now=NOW + 2 * AGO)
    assert caught.value.is_network
    assert caught.value.until == NOW + timedelta(hours=1)
    ask(course, address="2@example.edu", whence="203.0.113.9", now=NOW + 2 * AGO)
    ask(course, address="2@example.edu", now=NOW + timedelta(hours=1))
    assert SignUp.objects.count() == 4


def test_the_whole_site_may_sign_up_so_many_an_hour(course, settings):
    settings.SIGN_UPS_AN_HOUR = 2
    for n in range(2):
        ask(course, address=f"{n}@example.edu", whence=f"198.51.100.{n}")
    with pytest.raises(TooManyError) as caught:
        ask(course, address="2@example.edu", whence="198.51.100.2")
    assert not caught.value.is_network
    ask(course, now=NOW + timedelta(hours=1))


def test_a_household_of_ipv6_is_one_network():
    assert network_of("2001:db8:1:2::1") == network_of("2001:db8:1:2:ffff::2")
    assert network_of("2001:db8:1:3::1") != network_of("2001:db8:1:2::1")
    assert network_of("::ffff:198.51.100.7") == network_of("198.51.100.7")
    assert network_of("198.51.100.8") != network_of("198.51.100.7")
    assert network_of("") == network_of("")


def test_what_is_not_confirmed_within_seven_days_is_erased(course):
    old, young = ask(course), ask(course, now=NOW + AGO)
    assert erase_old(now=NOW + KEPT_FOR) == 1
    assert list(SignUp.objects.all()) == [young]
    assert not Mail.objects.filter(Q(sign_up=None) | Q(sign_up=old.pk)).exists()
    assert is_over(old, now=NOW + KEPT_FOR)
    assert not is_over(young, now=NOW + KEPT_FOR)


def test_many_are_erased_piece_by_piece(course, monkeypatch):
    monkeypatch.setattr("schedule.mailing.signing_up.AT_ONCE", 2)
    for n in range(5):
        ask(course, address=f"{n}@example.edu")
    assert erase_old(now=NOW + KEPT_FOR) == 5
    assert erase_old(now=NOW + KEPT_FOR) == 0


THREADS = 50


def at_once(ask_one):
    """Ask from fifty threads at once, and return what came of it."""
    barrier, came = threading.Barrier(THREADS), []

    def work(number):
        barrier.wait()
        try:
            came.append(ask_one(number))
        except Exception as error:  # noqa: BLE001 - whatever it is, the test shows it
            came.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(n,)) for n in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Counter(each if isinstance(each, int) else type(each).__name__ for each in came)


@pytest.mark.django_db(transaction=True)
def test_fifty_at_once_for_one_address_have_three_mails_sent(mail_is_on):
    came = at_once(lambda _: sign_up(Asked("a@example.edu", [], CHOICE), whence=WHENCE, now=NOW))
    assert came == {"SignUp": THREADS}
    assert sent_to("a@example.edu") == 3


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("limit", ["SIGN_UPS_A_NETWORK_AN_HOUR", "SIGN_UPS_AN_HOUR"])
def test_fifty_at_once_never_pass_a_limit(settings, limit):
    setattr(settings, limit, 7)
    came = at_once(lambda n: sign_up(Asked(f"{n}@example.edu", [], CHOICE), whence=WHENCE, now=NOW))
    assert came == {"SignUp": 7, "TooManyError": THREADS - 7}
    assert SignUp.objects.count() == Mail.objects.waiting().count() == 7


@pytest.mark.django_db(transaction=True)
def test_fifty_forms_at_once_never_pass_a_limit(settings, mail_is_on):
    settings.SIGN_UPS_A_NETWORK_AN_HOUR = 7
    course = publish_course(slug="6.1000")
    form = {"course": f"{course.term.slug}/{course.slug}", "zone": "Berlin", "language": "en"}
    form |= {"kind": "deadline", "lead": "P1D", "morning": "08:00", "notices": "at-once"}
    came = at_once(
        lambda n: Client().post("/mail/", {**form, "address": f"{n}@example.edu"}).status_code
    )
    assert came == {303: 7, 429: THREADS - 7}
    assert Mail.objects.waiting().count() == 7


@pytest.mark.django_db(transaction=True)
def test_fifty_who_confirm_at_once_are_one_subscriber():
    rows = [
        sign_up(Asked("a@example.edu", [], CHOICE), whence=WHENCE, now=NOW) for _ in range(THREADS)
    ]
    assert at_once(lambda n: confirm(rows[n], now=NOW)) == {"Subscriber": THREADS}
    assert Subscriber.objects.count() == 1
