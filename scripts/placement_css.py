"""Write static/css/placement.css: where things stand, as classes.

The content security policy allows no style attribute, so a template says a position by a class, and
each class sets one custom property that static/css/app.css turns into a place.

==================================  =====================  =========================================
on                                  classes                N
==================================  =====================  =========================================
``.week``                           ``from-N to-N``        whole hours, 0 to 24
``.week__axis li``                  ``at-N``               minutes of the day in steps of 15, to 1440
``.session``                        ``start-N``            minutes of the day in steps of 5, to 1435
``.session``                        ``len-N``              minutes in steps of 5, 5 to 720
``.session``                        ``col-N``              column of a cluster, 0 to 2
``.session``                        ``cols-N colspan-N``   columns of the cluster, columns taken: 1 to 3
``.strip .mark``                    ``d-N``                weekday, 0 is Monday
``.strip__month``                   ``m-N``                weekday on which the month begins
``.strip__weeks .strip__chapters``  ``weeks-N``            weeks of the term, 1 to 20 (15 if left out)
``.staves``                         ``weeks-N now-N``      the same; today as a day of the term
``.stave__line .mark``              ``dd-N``               day of the term, 0 to 139
``.staves__axis li``                ``dd-N``               first day of the month, as a day of the term
``.strip__chapters li``             ``a-N b-N``            first day, and the day after the last (to 140)
``.span__bar``                      ``p-N``                percent gone, in steps of 5
==================================  =====================  =========================================

Whoever emits a class rounds and clamps to what stands here; a class that does not exist has no place.
Usage: ``scripts/placement_css.py`` writes the file anew, the same bytes each time.
"""

from collections.abc import Iterator
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "static" / "css" / "placement.css"
HEADER = "/* Made by scripts/placement_css.py, which also says what each class means. */\n"

STEP = 5  # minutes; finer than a reader can see at 80 px an hour
AXIS_STEP = 15  # zones differ by no less
DAY = 24 * 60
LONGEST = 12 * 60
MOST_WEEKS = 20
MOST_COLUMNS = 3


def rule(names: list[str], number: int, value: str) -> str:
    """One rule: every class ``name-number`` sets the property, given as ``name:value``."""
    selector = ",".join(f".{name}-{number}" for name in names)
    return f"{selector}{{--{value}}}"


def week() -> Iterator[str]:
    """The week grid: hours shown, starts, lengths, columns of overlapping sessions."""
    for hour in range(25):
        yield rule(["from"], hour, f"from:{hour * 60}")
        yield rule(["to"], hour, f"to:{hour * 60}")
    for minute in range(0, DAY + 1, STEP):
        names = (["at"] if minute % AXIS_STEP == 0 else []) + (["start"] if minute < DAY else [])
        if names:
            yield rule(names, minute, f"at:{minute}")
    for minutes in range(STEP, LONGEST + 1, STEP):
        yield rule(["len"], minutes, f"len:{minutes}")
    for column in range(MOST_COLUMNS):
        yield rule(["col"], column, f"col:{column}")
    for columns in range(1, MOST_COLUMNS + 1):
        yield rule(["cols"], columns, f"cols:{columns}")
        yield rule(["colspan"], columns, f"span:{columns}")


def term() -> Iterator[str]:
    """Strips and staves. One property holds a day of the term; the element decides what it marks."""
    for weekday in range(7):
        yield rule(["d", "m"], weekday, f"d:{weekday}")
    for weeks in range(1, MOST_WEEKS + 1):
        yield rule(["weeks"], weeks, f"weeks:{weeks}")
    for day in range(MOST_WEEKS * 7):
        yield rule(["a", "dd", "now"], day, f"i:{day}")
    for day in range(1, MOST_WEEKS * 7 + 1):
        yield rule(["b"], day, f"j:{day}")
    for percent in range(0, 101, 5):
        yield rule(["p"], percent, f"p:{percent}")


def stylesheet() -> str:
    """The whole file, some rules a line: short, and a difference is still to be read."""
    lines = ("".join(some) for some in batched([*week(), *term()]))
    return HEADER + "".join(f"{line}\n" for line in lines)


def batched(rules: list[str], size: int = 12) -> Iterator[list[str]]:
    """Rules in lots; itertools has this from Python 3.12 on."""
    for first in range(0, len(rules), size):
        yield rules[first : first + size]


if __name__ == "__main__":
    TARGET.write_text(stylesheet(), encoding="utf-8")
