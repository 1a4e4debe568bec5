"""Runs the web server and the sender of mail side by side, and starts a sender that died again.

    python -m config.supervisor WEB … -- SENDER …

It holds neither Django nor settings: what runs beside a server for months should be small.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from typing import Final

from schedule.mailing.ending import Ending

BETWEEN: Final = "--"
FIRST_PAUSE: Final = 1.0
"""Seconds; a sender that dies young waits twice as long each time."""
LONGEST_PAUSE: Final = 60.0
RAN_WELL: Final = 60.0
"""Seconds after which a sender that dies did not die young."""
PARENT_DIED: Final = 1
"""`PR_SET_PDEATHSIG`: the signal that Linux sends to a process whose parent died (prctl(2))."""
TO_END: Final = 30.0
"""Seconds in which both are to end."""
LOOK: Final = 5.0
"""Seconds after which both are looked at, should a signal have been lost."""


class Supervisor:
    """Keeps a web server and a sender running, until the server ends or a signal comes."""

    def __init__(self, web: list[str], sender: list[str]) -> None:
        self._web_command, self._sender_command = web, sender
        self._sender: subprocess.Popen[bytes] | None = None
        self._started = self._start_at = time.monotonic()
        self._pause = FIRST_PAUSE

    def run(self) -> int:
        """Return what the web server returned."""
        with Ending(signal.SIGCHLD) as ending:
            web = _start(self._web_command)
            while web.poll() is None and not ending.is_asked:
                ending.wait(self._keep_sending())
            both = [each for each in (web, self._sender) if each]
            for each in both:
                each.terminate()
            _wait(both)
        # A server that a signal ends was told to end.
        return max(web.returncode, 0)

    def _keep_sending(self) -> float:
        """Start the sender where none runs, after a pause that grows while it dies young.

        Returns the seconds until that is to be looked at again.
        """
        now = time.monotonic()
        if self._sender is not None and self._sender.poll() is not None:
            ran_well = now - self._started > RAN_WELL
            self._pause = FIRST_PAUSE if ran_well else min(self._pause * 2, LONGEST_PAUSE)
            self._start_at = now + self._pause
            code = self._sender.returncode
            _say(f"The sender of mail ended ({code}); it starts again in {self._pause:.0f} s.")
            self._sender = None
        if self._sender is None:
            if now < self._start_at:
                return self._start_at - now
            self._sender, self._started = _start(self._sender_command), now
        return LOOK


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    """Start what ends with this process, also where that is killed and can end nothing itself.

    Elsewhere than on Linux a server whose supervisor was killed goes on.
    """
    if sys.platform != "linux":
        return subprocess.Popen(command)  # noqa: S603  our own commands
    libc, parent = ctypes.CDLL(None), os.getpid()

    def end_with_parent() -> None:
        libc.prctl(PARENT_DIED, signal.SIGTERM)
        if os.getppid() != parent:
            # It died before it could be asked for.
            os.kill(os.getpid(), signal.SIGTERM)

    # There is no thread here that could hold a lock.
    return subprocess.Popen(command, preexec_fn=end_with_parent)  # noqa: S603, PLW1509


def _wait(processes: list[subprocess.Popen[bytes]]) -> None:
    end = time.monotonic() + TO_END
    for each in processes:
        try:
            each.wait(max(end - time.monotonic(), 0))
        except subprocess.TimeoutExpired:
            _say(f"Process {each.pid} does not end, and is killed.")
            each.kill()
            each.wait()


def _say(words: str) -> None:
    sys.stderr.write(f"{words}\n")


def main(arguments: list[str]) -> int:
    """Run what the arguments say; see above."""
    between = arguments.index(BETWEEN)
    return Supervisor(arguments[:between], arguments[between + 1 :]).run()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
