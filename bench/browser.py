"""Measure first and second visits in a real browser, against the site as `make run` serves it.

    python -m bench.browser [--runs 7] [--slowdown 4] [--write]

Each run has a browser profile of its own, so the first visit finds empty caches. `--write` puts
the table into docs/benchmarks.md.
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import median

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from bench.document import write
from bench.machine import cores
from bench.site import served
from tests.e2e.chromium import find

PAGES = {
    "week": "/2023-fall/6.5940/week/2023-W40/",
    "course": "/2023-fall/6.5940/",
    "term": "/2023-fall/",
    "deadlines": "/2023-fall/6.5940/deadlines/",
}
WIDTHS = {1280: 800, 390: 844}
ARGUMENTS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
HEAD = (
    "| page | width | visit | requests | bytes | LCP | layout shift | longest task | unslowed |",
    "| --- | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |",
)
SETTLED = 600
"""Milliseconds after the load event in which late shifts and tasks would show."""

SEEN = """
async () => {
  const seen = {lcp: 0, shift: 0, longest: 0};
  const read = (type, take) => new Promise((done) => {
    const observer = new PerformanceObserver((list) => { list.getEntries().forEach(take); done(); });
    observer.observe({type, buffered: true});
    setTimeout(done, 100);
  });
  await read("largest-contentful-paint", (entry) => { seen.lcp = entry.startTime; });
  await read("layout-shift", (entry) => { seen.shift += entry.value; });
  await read("longtask", (entry) => { seen.longest = Math.max(seen.longest, entry.duration); });
  return seen;
}
"""
"""Asked when all is over: a script of ours before the page's own would delay its first paint."""


@dataclass(frozen=True)
class Visit:
    """What one visit took.

    Attributes:
        requests: How many went over the wire.
        wire: Bytes over the wire, headers too.
        lcp: Milliseconds to the largest contentful paint.
        shift: Cumulative layout shift.
        longest: The longest task over 50 ms, in milliseconds; 0 without any.
    """

    requests: float
    wire: float
    lcp: float
    shift: float
    longest: float


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.browser", description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--slowdown", type=int, default=4)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()

    with served() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=ARGUMENTS)
        lines = list(measure_all(browser, site, options.runs, options.slowdown))
        version = browser.version
        browser.close()
    circumstances = (
        f"{datetime.now(UTC):%Y-%m-%d}; {cores()}; Chromium {version}, processor slowed down "
        f"{options.slowdown} times (last column: not), loopback, medians of {options.runs} runs; times in ms."
    )
    text = "\n".join([circumstances, "", *HEAD, *lines])
    print(text)
    if options.write:
        write("browser", text)
    return 0


def measure_all(browser: Browser, site: str, runs: int, slowdown: int) -> Iterator[str]:
    for path in PAGES.values():  # the server's first answers load templates
        visit_twice(browser, site + path, 1280, 1)
    for name, path in PAGES.items():
        for width in WIDTHS:
            print(f"{name}, {width} px …", file=sys.stderr)
            slow, fast = (
                [visit_twice(browser, site + path, width, rate) for _ in range(runs)]
                for rate in (slowdown, 1)
            )
            for index, visit in enumerate(("first", "second")):
                found = middle([pair[index] for pair in slow])
                unslowed = middle([pair[index] for pair in fast])
                yield row(name, width, visit, found, unslowed)


def visit_twice(browser: Browser, address: str, width: int, slowdown: int) -> tuple[Visit, Visit]:
    """Visit a page with empty caches, then again."""
    context = browser.new_context(viewport={"width": width, "height": WIDTHS[width]})
    try:
        return visit(context, address, slowdown), visit(context, address, slowdown)
    finally:
        context.close()


def visit(context: BrowserContext, address: str, slowdown: int) -> Visit:
    page = context.new_page()
    session = context.new_cdp_session(page)
    # A window that claims the focus makes the browser lay out a page before its styles are there.
    session.send("Emulation.setFocusEmulationEnabled", {"enabled": False})
    page.wait_for_timeout(SETTLED / 2)
    session.send("Network.enable")
    session.send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
    wire: list[float] = []
    session.on("Network.loadingFinished", lambda event: wire.append(event["encodedDataLength"]))
    page.goto(address, wait_until="load")
    page.wait_for_timeout(SETTLED)
    seen = page.evaluate(SEEN)
    page.close()
    sent = [length for length in wire if length]
    return Visit(len(sent), sum(sent), **seen)


def middle(visits: list[Visit]) -> Visit:
    """Return the median of each number."""
    names = Visit.__dataclass_fields__
    return Visit(**{name: median(getattr(each, name) for each in visits) for name in names})


def row(name: str, width: int, visit: str, found: Visit, unslowed: Visit) -> str:
    cells = [
        name,
        str(width),
        visit,
        f"{found.requests:.0f}",
        f"{found.wire:,.0f}",
        f"{found.lcp:.0f}",
        f"{found.shift:.4f}".rstrip("0").rstrip("."),
        longest(found),
        longest(unslowed),
    ]
    return f"| {' | '.join(cells)} |"


def longest(found: Visit) -> str:
    return f"{found.longest:.0f}" if found.longest else "none over 50"


if __name__ == "__main__":
    sys.exit(main())
