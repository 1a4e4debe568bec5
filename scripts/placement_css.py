"""Write static/css/placement.css: where things stand, as classes.

The content security policy allows no style attribute, so a template says a position by classes, and
each class sets one custom property that static/css/app.css turns into a place. A position has two
digits, a length too, so that some two hundred short rules reach every minute of a day that is drawn
and every day of the longest term:

- a time of day is an hour and a minute, ``h-15 m-35``; a length is ``hours-1 minutes-25``;
- a day of the term is a week and a weekday, ``w-8 d-3``; a length is ``weeks-2 days-1``.

==================================  =======================================  =======================
on                                  classes                                  say
==================================  =======================================  =======================
``.week``                           ``h-N hours-N``                          first hour, hours shown
``.week__axis li``                  ``h-N``                                  the hour of a label
``.session``                        ``h-N m-N hours-N minutes-N``            start and length
``.session--dueline``               ``h-N m-N``                              when something is due
``.session``                        ``col-N cols-N``                         column, of how many
``.session``                        ``colspan-N``                            columns taken
``.strip .mark, .strip__month``     ``d-N``                                  weekday, 0 is Monday
``.strip__weeks .strip__chapters``  ``weeks-N``                              weeks in the strip
``.strip__chapters li``             ``w-N d-N weeks-N days-N``               first day and length
``.staves``                         ``weeks-N``, with today ``w-N d-N``      weeks on the axis
``.staves__axis li``                ``w-N d-N``                              first day of the month
``.stave__line .mark``              ``w-N d-N``                              day of the term
``.span__bar``                      ``p-N``                                  percent gone
==================================  =======================================  =======================

Hours go to 24, minutes to 55 in steps of 5, columns to 3, percent in steps of 5, and weeks as far as
the longest term with the weeks shown around it (courses/content/term.py, schedule/pages/weeks.py).
Whoever emits a class (schedule/pages/places.py does, for times and days) rounds and clamps to what
stands here; a class that does not exist has no place.
Usage: ``scripts/placement_css.py`` writes the file anew, the same bytes each time.
"""

from collections.abc import Iterator
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "static" / "css" / "placement.css"
HEADER = "/* Made by scripts/placement_css.py, which also says what each class means. */\n"

STEP = 5  # minutes, percent: finer than a reader can see
MOST_HOURS = 24
MOST_WEEKS = 65
MOST_COLUMNS = 3


def rules() -> Iterator[str]:
    """Every class, with the property of its name unless another is told."""
    for name in ("h", "hours"):
        yield from numbered(name, range(MOST_HOURS + 1))
    for name in ("m", "minutes"):
        yield from numbered(name, range(0, 60, STEP))
    yield from numbered("w", range(MOST_WEEKS))
    yield from numbered("weeks", range(MOST_WEEKS + 1))
    for name in ("d", "days"):
        yield from numbered(name, range(7))
    yield from numbered("col", range(MOST_COLUMNS))
    yield from numbered("cols", range(1, MOST_COLUMNS + 1))
    yield from numbered("colspan", range(1, MOST_COLUMNS + 1), sets="span")
    yield from numbered("p", range(0, 101, STEP))


def numbered(name: str, numbers: range, *, sets: str = "") -> Iterator[str]:
    """Yield a rule for each number."""
    for number in numbers:
        yield f".{name}-{number}{{--{sets or name}:{number}}}"


def stylesheet() -> str:
    """The whole file, some rules a line: short, and a difference is still to be read."""
    return HEADER + "".join(f"{''.join(some)}\n" for some in batched([*rules()]))


def batched(rules: list[str], size: int = 12) -> Iterator[list[str]]:
    """Rules in lots; itertools has this from Python 3.12 on."""
    for first in range(0, len(rules), size):
        yield rules[first : first + size]


if __name__ == "__main__":
    TARGET.write_text(stylesheet(), encoding="utf-8")
