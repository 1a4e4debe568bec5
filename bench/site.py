"""The site as `make run` serves it, for as long as something is measured."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 120
"""Seconds in which the first start must be done."""


@contextmanager
def served(**own: str) -> Iterator[str]:
    """Serve the demonstration courses from a database made for it; yield the address.

    Settings can be given as the environment has them.
    """
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="lectern-bench-") as folder:
        environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        environment |= {"DATA_DIR": folder, "HOST": "127.0.0.1", "PORT": str(port)} | own
        command = [sys.executable, "manage.py", "serve"]
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(f"{address}/healthz", server)
            yield address
        finally:
            server.terminate()
            server.wait(30)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(PATIENCE * 5):
        if server.poll() is not None:
            sys.exit("The server did not start.")
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    sys.exit(f"The server did not answer within {PATIENCE} seconds.")
