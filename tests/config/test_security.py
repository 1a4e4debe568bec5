"""What every answer tells the browser, and who is locked out."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.contrib.auth.models import User

READ = """
import json
from django.conf import settings
names = ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS", "SECURE_SSL_REDIRECT",
         "CSRF_TRUSTED_ORIGINS", "ALLOWED_HOSTS"]
print(json.dumps({name: getattr(settings, name) for name in names}))
"""


def settings_with(folder, **variables: str) -> dict:
    environment = {
        **os.environ,
        **variables,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATA_DIR": str(folder),
    }
    done = subprocess.run(
        [sys.executable, "-c", READ],
        env=environment,
        cwd=settings.BASE_DIR,
        capture_output=True,
        check=True,
    )
    return json.loads(done.stdout)


def test_an_https_address_makes_cookies_secure_and_browsers_stay(tmp_path):
    read = settings_with(tmp_path, PUBLIC_URL="https://lectern.example.edu/", BEHIND_PROXY="1")

    assert read == {
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SECURE_HSTS_SECONDS": 31536000,
        "SECURE_SSL_REDIRECT": True,
        "CSRF_TRUSTED_ORIGINS": ["https://lectern.example.edu"],
        "ALLOWED_HOSTS": ["127.0.0.1", "[::1]", "lectern.example.edu", "localhost"],
    }


def test_an_http_address_promises_nothing_that_it_cannot_keep(tmp_path):
    read = settings_with(tmp_path, PORT="8123")

    assert read["CSRF_TRUSTED_ORIGINS"] == ["http://127.0.0.1:8123"]
    assert read["SECURE_HSTS_SECONDS"] == 0
    assert [name for name, value in read.items() if value is True] == []


@pytest.mark.django_db
def test_every_answer_carries_the_strict_headers(client):
    headers = client.get("/admin/login/").headers

    # In this order, whatever hash the process has: the same bytes from each worker.
    assert headers["Content-Security-Policy"] == (
        "base-uri 'none'; default-src 'self'; form-action 'self'; "
        "frame-ancestors 'none'; object-src 'none'"
    )
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"


@pytest.mark.django_db
def test_a_guesser_is_locked_out_and_the_real_person_elsewhere_is_not(client):
    User.objects.create_superuser("ada", password="correct horse battery")

    def log_in(password: str, address: str) -> int:
        form = {"username": "ada", "password": password}
        return client.post("/admin/login/", form, REMOTE_ADDR=address).status_code

    guesses = [log_in("wrong", "203.0.113.9") for _ in range(settings.AXES_FAILURE_LIMIT)]

    assert set(guesses[:-1]) == {200}
    assert log_in("correct horse battery", "203.0.113.9") == 429
    assert log_in("correct horse battery", "198.51.100.7") == 302
