"""A connection to a file that was moved away is made anew."""

import shutil
from contextlib import closing

import pytest
from django.db import DatabaseError

from config.database import sqlite
from config.sqlite3.base import DatabaseWrapper

pytestmark = pytest.mark.django_db


@pytest.fixture
def database(tmp_path):
    """A connection as Django keeps one from request to request."""
    defaults = {"ATOMIC_REQUESTS": False, "AUTOCOMMIT": True, "TIME_ZONE": None, "USER": ""}
    wrapper = DatabaseWrapper({**defaults, **sqlite(tmp_path / "lectern.sqlite3")})
    with closing(wrapper), wrapper.cursor() as cursor:
        cursor.execute("CREATE TABLE one (number)")
        yield wrapper


def numbers(database, *, put: int | None = None) -> list[int]:
    """Return what a request reads; it may write before."""
    database.close_if_unusable_or_obsolete()
    with database.cursor() as cursor:
        if put is not None:
            cursor.execute("INSERT INTO one VALUES (%s)", [put])
        return [number for (number,) in cursor.execute("SELECT number FROM one").fetchall()]


def test_a_request_reads_and_writes_the_file_that_is_at_the_path(database, tmp_path):
    path = tmp_path / "lectern.sqlite3"
    assert numbers(database, put=1) == [1]
    shutil.copy(path, tmp_path / "copy")
    assert numbers(database, put=2) == [1, 2]
    (tmp_path / "copy").rename(path)

    assert numbers(database) == [1]
    assert numbers(database, put=3) == [1, 3]


def test_a_file_that_is_gone_is_not_made_anew_empty_and_may_come_back(database, tmp_path):
    path = tmp_path / "lectern.sqlite3"
    aside = path.rename(tmp_path / "aside")

    with pytest.raises(DatabaseError, match=r"lectern\.sqlite3 is gone"):
        numbers(database)

    assert not path.exists()
    # Nor by a thread of the server that begins only now, with a connection of its own.
    young = DatabaseWrapper(database.settings_dict)
    with pytest.raises(DatabaseError, match=r"lectern\.sqlite3 is gone"):
        numbers(young)
    assert not path.exists()
    aside.rename(path)
    assert numbers(database) == []
