"""Measure a feed as many clients ask for it, beside nginx with the same bytes as a file.

    python -m bench.serving [--seconds 5] [--rounds 3] [--write]

Two workers each, 32 connections, in turns: the median of the rounds. `nginx` and `wrk` have to be
installed, as with `apt install nginx-light wrk`. `--write` puts the table into docs/benchmarks.md.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.document import write
from bench.machine import cores
from bench.site import free_port, served

FEED = "/2023-fall/6.5940/calendar.ics"
WEEK = "/2023-fall/6.5940/week/2023-W40/?on=2023-10-03"
CONNECTIONS = 32
WARM_UP = "1s"
HEAD = (
    "| answer | bytes | nginx a second | Lectern a second | ratio | nginx p99 | Lectern p99 |",
    "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
)
CONFIGURATION = """
daemon off; worker_processes 2; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; open_file_cache max=10;
  types {{ text/calendar ics; text/html html; }}
  client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
  uwsgi_temp_path {folder}; scgi_temp_path {folder};
  server {{ listen 127.0.0.1:{port}; root {folder}; }}
}}
"""


@dataclass(frozen=True)
class Load:
    """What some seconds of questions gave: answers a second, and the slowest hundredth in ms."""

    rate: float
    p99: float


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.serving", description=__doc__)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    if missing := [name for name in ("nginx", "wrk") if not shutil.which(name, path=PATH)]:
        sys.exit(f"Install {' and '.join(missing)} first: apt install nginx-light wrk")

    with ExitStack() as stack:
        site = stack.enter_context(served(WORKERS="2"))
        files = stack.enter_context(
            served_files({"feed.ics": site + FEED, "week.html": site + WEEK})
        )
        pairs = (
            ("feed", files + "/feed.ics", site + FEED),
            ("week page", files + "/week.html", site + WEEK),
        )
        lines = [
            line(f"{name} {status}", *urls, ask=ask, rounds=options.rounds, seconds=options.seconds)
            for name, *urls in pairs
            for status, ask in (("200", plain), ("304", conditional))
        ]
    text = "\n".join(
        (f"{cores()}; {CONNECTIONS} connections, two workers each.", "", *HEAD, *lines)
    )
    print(text)
    if options.write:
        write("serving", text)
    return 0


PATH = "/usr/sbin:/usr/bin:/bin:/usr/local/bin:/usr/local/sbin"


@contextmanager
def served_files(sources: dict[str, str]) -> Iterator[str]:
    """Let nginx serve what some addresses answer, as files of these names."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="lectern-nginx-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        for file, address in sources.items():
            (folder / file).write_bytes(fetch(address)[0])
        (folder / "nginx.conf").write_text(CONFIGURATION.format(folder=folder, port=port))
        command = [str(shutil.which("nginx", path=PATH)), "-p", name, "-c", f"{name}/nginx.conf"]
        server = subprocess.Popen([*command, "-e", f"{name}/error.log"])
        time.sleep(0.5)
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(10)


def fetch(address: str) -> tuple[bytes, str]:
    """Return the body and the entity tag of an answer."""
    with urllib.request.urlopen(address, timeout=10) as response:
        return response.read(), response.headers["ETag"]


def plain(address: str) -> list[str]:
    """Ask for the whole answer."""
    return [address]


def conditional(address: str) -> list[str]:
    """Ask as a reader who has the answer."""
    return ["-H", f"If-None-Match: {fetch(address)[1]}", address]


def line(
    name: str,
    files: str,
    site: str,
    *,
    ask: Callable[[str], list[str]],
    rounds: int,
    seconds: int,
) -> str:
    """Measure both in turns; return a line of the table."""
    loads: dict[str, list[Load]] = {files: [], site: []}
    for address in loads:
        run(ask(address), WARM_UP)
    for _ in range(rounds):
        for address, found in loads.items():
            found.append(run(ask(address), f"{seconds}s"))
    nginx, lectern = (
        Load(median(each.rate for each in found), median(each.p99 for each in found))
        for found in loads.values()
    )
    size = f"{len(fetch(site)[0]):,}" if ask is plain else ""
    return (
        f"| {name} | {size} | {nginx.rate:,.0f} | {lectern.rate:,.0f} "
        f"| {lectern.rate / nginx.rate:.2f} | {nginx.p99:.2f} ms | {lectern.p99:.2f} ms |"
    )


def run(arguments: list[str], seconds: str) -> Load:
    """Ask for some seconds, on all connections."""
    command = ["wrk", "-t2", f"-c{CONNECTIONS}", f"-d{seconds}", "--latency", *arguments]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if "Non-2xx or 3xx" in said:
        sys.exit(f"Not every answer was one:\n{said}")
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    p99 = re.search(r"99%\s+([\d.]+)(us|ms|s)\b", said)
    assert rate
    assert p99
    scale = {"us": 0.001, "ms": 1, "s": 1_000}[p99[2]]
    return Load(float(rate[1]), float(p99[1]) * scale)


if __name__ == "__main__":
    sys.exit(main())
