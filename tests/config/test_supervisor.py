"""The supervisor, around small programs in place of the server and the sender."""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager

import pytest
from django.conf import settings

from tests.faults.post_office import PATIENCE, eventually, has_ended

LIVES = "import os, sys, time; open(sys.argv[1], 'a').write(f'{os.getpid()}\\n'); time.sleep(600)"
DIES = "import sys; open(sys.argv[1], 'a').write('0\\n'); sys.exit(3)"
DEAF = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + LIVES


@contextmanager
def supervised(web, sender, *, to_end=30):
    run = f"import sys; from config import supervisor; supervisor.TO_END = {to_end}; "
    command = [sys.executable, "-c", f"{run}sys.exit(supervisor.main(sys.argv[1:]))"]
    process = subprocess.Popen(
        [*command, *web, "--", *sender], cwd=settings.BASE_DIR, stderr=subprocess.PIPE, text=True
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        process.stderr.close()


@pytest.fixture
def program(tmp_path):
    """Return a command of a program, and what tells the processes it was started as."""

    def make(name, code):
        file = tmp_path / name

        def started():
            return [int(line) for line in file.read_text().split()] if file.exists() else []

        return [sys.executable, "-c", code, str(file)], started

    return make


def is_alive(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_both(program, number):
    web, web_started = program("web", LIVES)
    sender, sender_started = program("sender", LIVES)

    with supervised(web, sender) as supervisor:
        eventually(lambda: web_started() and sender_started())
        supervisor.send_signal(number)
        assert supervisor.wait(PATIENCE) == 0

    assert not any(map(is_alive, web_started() + sender_started()))


@pytest.mark.skipif(
    sys.platform != "linux",
    reason="Linux alone ends a process with its parent (PR_SET_PDEATHSIG, prctl(2))",
)
def test_both_end_when_the_supervisor_is_killed(program):
    web, web_started = program("web", LIVES)
    sender, sender_started = program("sender", LIVES)

    with supervised(web, sender) as supervisor:
        eventually(lambda: web_started() and sender_started())
        supervisor.kill()
        eventually(lambda: all(map(has_ended, web_started() + sender_started())))


def test_the_end_of_the_server_ends_the_sender_and_its_code_is_told(program):
    web, _ = program("web", f"import time; time.sleep(1); {DIES}")
    sender, sender_started = program("sender", LIVES)

    with supervised(web, sender) as supervisor:
        assert supervisor.wait(PATIENCE) == 3

    assert not any(map(is_alive, sender_started()))


def test_a_sender_that_is_killed_is_started_again_and_the_server_does_not_notice(program):
    web, web_started = program("web", LIVES)
    sender, sender_started = program("sender", LIVES)

    with supervised(web, sender) as supervisor:
        eventually(lambda: len(sender_started()) == 1)
        os.kill(sender_started()[0], signal.SIGKILL)
        eventually(lambda: len(sender_started()) == 2)
        assert len(web_started()) == 1
        supervisor.terminate()
        assert supervisor.wait(PATIENCE) == 0
        assert "The sender of mail ended (-9); it starts again in 2 s." in supervisor.stderr.read()


def test_a_sender_that_dies_young_is_started_more_and_more_rarely(program):
    web, _ = program("web", LIVES)
    sender, _ = program("sender", DIES)

    with supervised(web, sender) as supervisor:
        for seconds in (2, 4):
            said = supervisor.stderr.readline()
            assert said == f"The sender of mail ended (3); it starts again in {seconds} s.\n"
        supervisor.terminate()
        assert supervisor.wait(PATIENCE) == 0


def test_a_sender_that_does_not_end_in_time_is_killed(program):
    web, web_started = program("web", LIVES)
    sender, sender_started = program("sender", DEAF)

    with supervised(web, sender, to_end=1) as supervisor:
        eventually(lambda: web_started() and sender_started())
        supervisor.terminate()
        assert supervisor.wait(PATIENCE) == 0

    assert not any(map(is_alive, sender_started()))
