"""Signing in: the password's hash, lock-out in plain words, and the second step for who wants it."""

import re
import time
from ipaddress import ip_network

import pytest
import time_machine
from django.conf import settings
from django.contrib.auth.hashers import check_password, identify_hasher, make_password
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from config.settings import PASSWORD_HASHERS
from courses import two_step
from courses.models import Deed
from tests import factories

PASSWORD = "correct horse battery"
LOGIN = "/admin/login/"
HERE = {"REMOTE_ADDR": "203.0.113.9"}


@pytest.fixture(autouse=True)
def _a_moment():
    """Let no code grow old, nor a pause after a wrong one end, while a test is at it."""
    with time_machine.travel("2023-10-31T18:20:00Z", tick=False):
        yield


@pytest.fixture
def ada(db):
    return User.objects.create_superuser("ada", password=PASSWORD)


@pytest.fixture
def key(ada):
    """Ada's key: from now on she signs in in two steps."""
    drawn = two_step.new_key()
    two_step.turn_on(ada, drawn)
    return drawn


def code_of(key, *, steps=0):
    totp = TOTP(bytes.fromhex(key))
    totp.time = time.time() + 30 * steps
    return f"{totp.token():06}"


def give_password(client, password=PASSWORD, **sent):
    return client.post(LOGIN, {"username": "ada", "password": password, **sent}, **HERE)


def give_code(client, code, **sent):
    return client.post(reverse("admin:second_step"), {"code": code, **sent}, **HERE)


def is_in(client):
    return client.get("/admin/").status_code == 200


def words_of(answer):
    return " ".join(re.sub(r"<[^>]*>", " ", answer.text).split())


def test_a_new_password_is_hashed_with_argon2(settings):
    settings.PASSWORD_HASHERS = PASSWORD_HASHERS
    assert identify_hasher(make_password(PASSWORD)).algorithm == "argon2"


def test_an_older_hash_is_made_anew_with_argon2_when_its_owner_signs_in(settings, ada, client):
    settings.PASSWORD_HASHERS = PASSWORD_HASHERS
    User.objects.update(password=make_password(PASSWORD, hasher="pbkdf2_sha256"))
    give_password(client)
    ada.refresh_from_db()
    assert ada.password.startswith("argon2")
    assert check_password(PASSWORD, ada.password)


class TestALockOut:
    def lock(self, client, **more):
        for _ in range(settings.AXES_FAILURE_LIMIT):
            answer = client.post(LOGIN, {"username": "ada", "password": "no"}, **{**HERE, **more})
        return answer

    def test_says_how_long_and_what_to_do(self, ada, client):
        answer = self.lock(client)
        assert answer.status_code == 429
        assert answer["Retry-After"] == "900"
        assert "There were 10 wrong tries for this name from where you are." in words_of(answer)
        assert "Wait 15 minutes" in words_of(answer)
        assert answer["Cache-Control"] == "no-store"

    def test_does_not_look_at_the_right_password(self, ada, client):
        self.lock(client)
        assert give_password(client).status_code == 429
        assert not is_in(client)

    def test_behind_a_proxy_goes_by_the_address_that_the_proxy_saw(self, ada, client, settings):
        settings.BEHIND_PROXY = True
        settings.TRUSTED_PROXIES = [ip_network(HERE["REMOTE_ADDR"])]
        for n in range(settings.AXES_FAILURE_LIMIT):
            made_up = {"HTTP_X_FORWARDED_FOR": f"198.51.100.{n}, 192.0.2.8"}
            answer = give_password_from(client, "no", made_up)
        assert answer.status_code == 429
        other = {"HTTP_X_FORWARDED_FOR": "192.0.2.8, 198.51.100.7"}
        assert give_password_from(client, PASSWORD, other).status_code == 302

    def test_behind_a_proxy_takes_what_is_no_address_for_the_proxy_s_own(
        self, ada, client, settings
    ):
        settings.BEHIND_PROXY = True
        settings.TRUSTED_PROXIES = [ip_network(HERE["REMOTE_ADDR"])]
        for n in range(settings.AXES_FAILURE_LIMIT):
            made_up = {"HTTP_X_FORWARDED_FOR": f"unknown-{n}"}
            answer = give_password_from(client, "no", made_up)
        assert answer.status_code == 429

    def test_without_a_proxy_believes_no_such_header(self, ada, client):
        for n in range(settings.AXES_FAILURE_LIMIT):
            made_up = {"HTTP_X_FORWARDED_FOR": f"198.51.100.{n}"}
            answer = give_password_from(client, "no", made_up)
        assert answer.status_code == 429

    def test_comes_of_wrong_codes_as_of_wrong_passwords(self, ada, key, client):
        give_password(client)
        for _ in range(settings.AXES_FAILURE_LIMIT):
            TOTPDevice.objects.update(throttling_failure_count=0)
            answer = give_code(client, "000000")
        assert answer.status_code == 429
        TOTPDevice.objects.update(throttling_failure_count=0)
        assert give_code(client, code_of(key)).status_code == 429
        assert not is_in(client)


def give_password_from(client, password, headers):
    return client.post(LOGIN, {"username": "ada", "password": password}, **HERE, **headers)


class TestTheSecondStep:
    def test_is_not_asked_of_who_did_not_turn_it_on(self, ada, client):
        assert give_password(client).url == "/admin/"
        assert is_in(client)

    def test_lets_nobody_in_with_the_password_alone(self, key, client):
        answer = give_password(client, next="/admin/courses/course/")
        assert answer.url == "/admin/login/code/?next=%2Fadmin%2Fcourses%2Fcourse%2F"
        assert not is_in(client)
        assert client.get(answer.url).status_code == 200

    def test_lets_in_with_the_code_and_leads_on(self, key, client):
        give_password(client)
        answer = give_code(client, code_of(key), next="/admin/courses/course/")
        assert answer.url == "/admin/courses/course/"
        assert is_in(client)

    def test_leads_to_no_other_site(self, key, client):
        give_password(client)
        assert give_code(client, code_of(key), next="https://evil.example/").url == "/admin/"

    def test_refuses_a_wrong_code_and_makes_the_next_wait(self, key, client):
        give_password(client)
        assert "not the code that is shown now" in give_code(client, "000000").text
        assert "Wait 1 seconds" in give_code(client, code_of(key)).text
        assert not is_in(client)

    def test_takes_a_code_once(self, key, client):
        used = code_of(key)
        give_password(client)
        give_code(client, used)
        other = Client()
        give_password(other)
        assert give_code(other, used).status_code == 200
        assert not is_in(other)

    def test_is_not_reached_without_the_first(self, key, client):
        answer = give_code(client, code_of(key))
        assert answer.url == LOGIN
        assert not is_in(client)

    def test_comes_within_five_minutes(self, key, client):
        give_password(client)
        session = client.session
        session["signing-in"] = {**session["signing-in"], "at": time.time() - 301}
        session.save()
        assert give_code(client, code_of(key)).url == LOGIN
        assert not is_in(client)

    def test_ends_when_the_password_was_changed_meanwhile(self, ada, key, client):
        give_password(client)
        ada.set_password("another one entirely")
        ada.save()
        assert give_code(client, code_of(key)).url == LOGIN

    def test_takes_a_recovery_code_once_however_it_is_typed(self, ada, key, client):
        code = two_step.draw_codes(ada)[0]
        give_password(client)
        give_code(client, f" {code.upper().replace('-', ' ')} ")
        assert is_in(client)
        other = Client()
        give_password(other)
        give_code(other, code)
        assert not is_in(other)


class TestTurningItOn:
    address = "/admin/two-step/"

    def turn_on(self, client, **sent):
        client.get(self.address)
        key = client.session["two-step-key"]
        data = {"code": code_of(key), "password": PASSWORD, **sent}
        return key, client.post(self.address, data)

    @pytest.fixture
    def signed_in(self, ada, client):
        give_password(client)
        return client

    def test_shows_the_key_as_a_code_to_scan_and_as_letters(self, signed_in):
        answer = signed_in.get(self.address)
        assert "no-store" in answer["Cache-Control"]
        assert "twostep__code" in answer.text
        assert re.search(r"twostep__secret\">([A-Z2-7]{4} ){7}[A-Z2-7]{4}<", answer.text)
        assert "issuer=Lectern" in answer.context["app_address"]

    def test_gives_recovery_codes_that_the_database_does_not_know(self, signed_in, ada):
        _, answer = self.turn_on(signed_in)
        codes = answer.context["codes"]
        assert len(set(codes)) == 10
        assert all(code in answer.text for code in codes)
        kept = set(StaticToken.objects.values_list("token", flat=True))
        assert not {code.replace("-", "") for code in codes} & kept
        assert two_step.is_on(ada)

    def test_wants_a_code_and_the_password(self, signed_in, ada):
        self.turn_on(signed_in, code="000000")
        self.turn_on(signed_in, password="wrong")
        assert not two_step.is_on(ada)

    def test_ends_the_other_sessions_and_keeps_this_one(self, signed_in):
        other = Client()
        give_password(other)
        self.turn_on(signed_in)
        assert is_in(signed_in)
        assert not is_in(other)

    def test_draws_new_recovery_codes_for_password_and_code(self, signed_in, ada):
        key, answer = self.turn_on(signed_in)
        old = answer.context["codes"]
        sent = {"password": PASSWORD, "code": code_of(key, steps=1), "codes": "1"}
        new = signed_in.post(self.address, sent).context["codes"]
        assert not set(old) & set(new)
        assert not two_step.accepts(ada, old[0])

    def test_is_turned_off_with_password_and_code_alone(self, signed_in, ada):
        _, answer = self.turn_on(signed_in)
        code, other = answer.context["codes"][:2]
        signed_in.post(self.address, {"password": "wrong", "code": code, "off": "1"})
        signed_in.post(self.address, {"password": PASSWORD, "code": "wrong1wrong", "off": "1"})
        assert two_step.is_on(ada)
        two_step.StaticDevice.objects.update(throttling_failure_count=0)
        signed_in.post(self.address, {"password": PASSWORD, "code": code, "off": "1"})
        assert not two_step.is_on(ada)
        assert not two_step.accepts(ada, other)

    def test_is_for_staff(self, db, client):
        client.force_login(factories.UserFactory(is_staff=False))
        assert LOGIN in client.get(self.address).url


def test_a_superuser_can_turn_it_off_for_who_lost_everything(key, ada):
    client = Client()
    client.force_login(factories.UserFactory(is_superuser=True))
    data = {"action": "end_two_step", "_selected_action": [ada.pk]}
    answer = client.post(reverse("admin:auth_user_changelist"), data, follow=True)
    assert "password alone: ada." in answer.text
    assert not two_step.is_on(ada)


def test_an_operator_can_turn_it_off_with_a_command(key, ada, capsys):
    call_command("two_step_off", "ada")
    assert not two_step.is_on(ada)
    assert "ada" in capsys.readouterr().out


def test_signing_in_leaves_no_deed(ada, client):
    before = Deed.objects.count()
    give_password(client)
    assert Deed.objects.count() == before
