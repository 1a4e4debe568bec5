"""Starts senders quickly, as processes of their own: Django is loaded once and then forked.

    python -m tests.faults.nursery

Reads lines: `start SECONDS LEASE LIMIT` starts `manage.py send_reminders --loop` with its clock so
far from the true one and these settings, and answers with its process's id; `wait ID` waits for its
end and answers with the code.
In such a sender SIGUSR1 sets the clock two hours back, SIGUSR2 twenty-five hours on.
"""

import os
import signal
import sys
import time
from datetime import UTC, datetime, timedelta

import django
import time_machine
from django.conf import settings
from django.core.management import call_command, load_command_class
from django.db import connections

BACK, ON = timedelta(hours=-2), timedelta(hours=25)


def main() -> None:
    django.setup()
    # All that a sender needs is loaded now; no connection is left for two processes to share.
    load_command_class("schedule", "send_reminders")
    connections.close_all()
    for line in sys.stdin:
        command, *arguments = line.split()
        if command == "start":
            print(_start(*map(int, arguments)), flush=True)  # noqa: T201
        else:
            _, status = os.waitpid(int(arguments[0]), 0)
            print(os.waitstatus_to_exitcode(status), flush=True)  # noqa: T201


def _start(offset: int, lease: int, limit: int) -> int:
    if child := os.fork():
        return child
    code = 1
    try:
        settings.MAIL_LEASE, settings.EMAIL_TIMEOUT = lease, limit
        _send(offset)
        code = 0
    except BaseException:  # noqa: BLE001
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stderr.flush()
        os._exit(code)


def _send(offset: int) -> None:
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, sys.stdin.fileno())
    os.dup2(nothing, sys.stdout.fileno())
    there = datetime.fromtimestamp(time.time() + offset, UTC)
    clock = time_machine.travel(there, tick=True).start()
    signal.signal(signal.SIGUSR1, lambda *_: clock.shift(BACK))
    signal.signal(signal.SIGUSR2, lambda *_: clock.shift(ON))
    call_command("send_reminders", "--loop")


if __name__ == "__main__":
    main()
