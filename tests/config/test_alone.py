"""Two that are started at once: one works, the other waits or is told."""

from threading import Thread

import pytest
from django.db import connection

from config.alone import in_folder, is_serving, preparing
from tests.faults.post_office import eventually, keep_port

LOCKS = """
    SELECT state FROM pg_locks JOIN pg_stat_activity USING (pid)
    WHERE locktype = 'advisory' AND pg_stat_activity.datname = current_database()
"""


def test_who_writes_into_a_folder_does_so_alone_and_who_waits_is_told(tmp_path):
    said, done = [], []

    def write() -> None:
        with in_folder(tmp_path, say=said.append):
            done.append("second")

    second = Thread(target=write)
    with in_folder(tmp_path, say=said.append):
        second.start()
        eventually(lambda: said)
        done.append("first")
    second.join()

    assert done == ["first", "second"]
    assert said == [f"Waiting for another command of Lectern that writes into {tmp_path} …"]


def test_who_fails_in_a_folder_lets_go_of_it(tmp_path):
    with pytest.raises(KeyError), in_folder(tmp_path):
        raise KeyError

    with in_folder(tmp_path, say=pytest.fail):
        pass


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    connection.vendor != "postgresql",
    reason="SQLite's file is on one machine, which the lock of its folder covers",
)
def test_who_prepares_keeps_out_another_machine_also_through_a_pool(settings, tmp_path):
    settings.DATA_DIR, said = tmp_path / "one", []
    settings.DATA_DIR.mkdir()
    other = tmp_path / "other"
    other.mkdir()

    def prepare() -> None:
        settings.DATA_DIR = other
        with preparing(say=said.append):
            said.append("done")
        connection.close()

    second = Thread(target=prepare)
    with preparing(say=said.append), connection.cursor() as cursor:
        # Between two transactions a pool (pgbouncer) may give the session to someone else.
        assert cursor.execute(LOCKS).fetchall() == [("idle in transaction",)]
        second.start()
        eventually(lambda: said)
        assert said == ["Waiting for another command of Lectern that changes this database …"]
    second.join()

    assert said[1:] == ["done"]


def test_of_two_that_start_at_one_address_one_serves():
    place, port = keep_port()
    with place:
        assert not is_serving("127.0.0.1", port)
        assert is_serving("127.0.0.1", port)
        # Another address of the machine has ports of its own.
        assert not is_serving("127.0.0.2", port)
