"""Find the Chromium that drives the browser tests; run as a program, install one where there is none."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    """Return the path of the system's Chromium, else of Playwright's, else None."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install() -> None:
    """Install Debian's package where we may, else Playwright's own download."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print(
            "No Chromium found: installing Debian's package (apt-get install chromium).", flush=True
        )
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=True, env=quiet)
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"],
            check=True,
            env=quiet,
            stdout=subprocess.DEVNULL,
        )
    else:
        print(
            "No Chromium found: downloading Playwright's (playwright install chromium).", flush=True
        )
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


if __name__ == "__main__":
    if find() is None:
        install()
    found = find()
    if found is None:
        sys.exit("There is still no Chromium: install one, so that `chromium` starts it.")
    print(f"Browser tests use {found}.", flush=True)
