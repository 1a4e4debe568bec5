"""Find the Chromium that drives the browser tests; run as a program, install what is missing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
DRIVER_NEEDS = "libatomic1"
"""A library that the driver's own Node.js is linked to, and a small Debian does not have."""


def find() -> str | None:
    """Return the path of the system's Chromium, else of Playwright's, else None."""
    if path := find_on_path():
        return path
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def find_on_path() -> str | None:
    """Return the path of the system's Chromium, if there is one."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def driver_runs() -> bool:
    """Tell whether Playwright's driver starts at all."""
    command = [sys.executable, "-m", "playwright", "--version"]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def install_packages(*names: str) -> None:
    """Install packages of Debian, and say so."""
    print(f"Installing for the browser tests: apt-get install {' '.join(names)}", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], check=True, env=quiet)
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *names]
    subprocess.run(install, check=True, env=quiet, stdout=subprocess.DEVNULL)


def prepare() -> None:
    """Install what is missing: Debian's packages where we may, else Playwright's own Chromium."""
    missing = [] if driver_runs() else [DRIVER_NEEDS]
    if find_on_path() is None and os.geteuid() == 0:
        missing.append("chromium")
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        install_packages(*missing)
    elif missing == [DRIVER_NEEDS]:
        sys.exit(f"Playwright does not start. As root: apt-get install {DRIVER_NEEDS}")
    elif find() is None:
        print("No Chromium found: playwright install chromium", flush=True)
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


if __name__ == "__main__":
    prepare()
    found = find()
    if found is None:
        sys.exit("There is still no Chromium: install one, so that `chromium` starts it.")
    print(f"Browser tests use {found}.", flush=True)
