"""Settings as they are read from the environment."""

import re
import stat

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import environment
from config.database import database, wal_is_safe


@pytest.mark.parametrize(
    ("written", "meant"), [("1", True), ("Yes", True), ("off", False), ("", False), (" 0 ", False)]
)
def test_a_flag_is_read_in_the_usual_spellings(monkeypatch, written, meant):
    monkeypatch.setenv("FLAG", written)

    assert environment.flag("FLAG") is meant


def test_a_flag_that_is_neither_stops_the_start_and_is_named(monkeypatch):
    monkeypatch.setenv("DEBUG", "maybe")

    with pytest.raises(ImproperlyConfigured, match="DEBUG is 'maybe'"):
        environment.flag("DEBUG")


@pytest.mark.parametrize("written", ["0", "65536", "-1", "８０", "80 80", "x"])
def test_a_number_outside_its_range_stops_the_start(monkeypatch, written):
    monkeypatch.setenv("PORT", written)

    with pytest.raises(ImproperlyConfigured, match="from 1 to 65535"):
        environment.number("PORT", 8000, low=1, high=65535)


def test_a_secret_is_made_once_and_private(monkeypatch, tmp_path):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    file = tmp_path / "secret_key"

    first = environment.secret("SECRET_KEY", file=file)

    assert environment.secret("SECRET_KEY", file=file) == first
    assert len(first) >= 50
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(file.parent.iterdir()) == [file]


def test_a_secret_from_the_environment_leaves_no_file(monkeypatch, tmp_path):
    monkeypatch.setenv("SECRET_KEY", "given")

    assert environment.secret("SECRET_KEY", file=tmp_path / "secret_key") == "given"
    assert not (tmp_path / "secret_key").exists()


def test_an_empty_secret_file_is_no_secret(monkeypatch, tmp_path):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    file = tmp_path / "secret_key"
    file.write_text("\n")

    with pytest.raises(ImproperlyConfigured, match=re.escape(f"{file} is empty")):
        environment.secret("SECRET_KEY", file=file)


def test_a_missing_folder_is_made_for_its_owner_alone(monkeypatch, tmp_path):
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "a" / "b"))

    made = environment.folder("DATA_DIR", default=tmp_path)

    assert made == tmp_path / "a" / "b"
    assert stat.S_IMODE(made.stat().st_mode) == 0o700


def test_a_folder_that_cannot_be_made_is_named(monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "file" / "data"))

    with pytest.raises(ImproperlyConfigured, match="DATA_DIR is"):
        environment.folder("DATA_DIR", default=tmp_path)


def test_without_a_url_the_database_is_a_file_in_the_data_folder(tmp_path):
    made = database("", default=tmp_path / "lectern.sqlite3")

    assert made["NAME"] == tmp_path / "lectern.sqlite3"
    assert made["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_a_postgresql_url_is_read_whole(tmp_path):
    made = database("postgresql://me:p%40ss@db:5433/lectern?sslmode=require", default=tmp_path)

    assert (made["USER"], made["PASSWORD"], made["HOST"]) == ("me", "p@ss", "db")
    assert (made["PORT"], made["NAME"]) == (5433, "lectern")
    assert made["OPTIONS"]["sslmode"] == "require"
    assert made["CONN_HEALTH_CHECKS"] is True


@pytest.mark.parametrize("written", ["http://[::1", "http://host:many", "http://host:99999"])
def test_an_address_that_cannot_be_taken_apart_stops_the_start(monkeypatch, written):
    monkeypatch.setenv("PUBLIC_URL", written)

    with pytest.raises(ImproperlyConfigured, match="PUBLIC_URL is"):
        environment.address("PUBLIC_URL", "http://localhost")


def test_what_is_said_of_a_wrong_database_holds_nothing_of_its_password(tmp_path):
    with pytest.raises(ImproperlyConfigured) as told:
        database("postgresql://lectern:secret/word@db/lectern", default=tmp_path)

    assert "secret" not in str(told.value)
    assert told.value.__context__ is None


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:///a%00b",
        "mysql://host/name",
        "postgresql://[host/name",
        "postgresql://host:port/name",
        "postgresql://host",
        "sqlite://",
        "sqlite://host/x",
        "lectern",
    ],
)
def test_another_database_url_is_refused_with_what_to_write(url, tmp_path):
    with pytest.raises(ImproperlyConfigured, match="write sqlite:"):
        database(url, default=tmp_path)


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 9), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((4, 0, 0), True),
    ],
)
def test_wal_is_used_only_where_its_fault_is_mended(version, safe):
    assert wal_is_safe(version) is safe
