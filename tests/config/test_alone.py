"""Two that are started at once: one works, the other waits or is told."""

from threading import Thread

import pytest

from config.alone import in_folder, is_serving
from tests.faults.post_office import eventually


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


def test_of_two_that_start_on_one_port_one_serves(settings, tmp_path):
    settings.DATA_DIR = tmp_path

    assert not is_serving(8000)
    assert is_serving(8000)
    assert not is_serving(8001)
