"""Small terms and courses, written as a course file has them, and short ways to plan them."""

from datetime import UTC, date, datetime

from courses import content
from schedule.engine.derive import derive
from schedule.engine.diff import apply

BEFORE_TERM = datetime(2023, 8, 1, tzinfo=UTC)
TUESDAYS_AND_THURSDAYS = {
    "key": "lec",
    "weekdays": ["tue", "thu"],
    "start": "15:35",
    "end": "17:00",
    "room": "36-156",
}
OFFICE_HOURS = {
    "key": "oh",
    "kind": "office-hours",
    "weekdays": ["thu"],
    "start": "17:00",
    "end": "18:00",
    "room": "38-344",
}


def make_term(**changes):
    """Return four weeks of Fall 2023 at MIT, from Tue Sep 5 to Fri Sep 29."""
    facts = {
        "slug": "2023-fall",
        "name": "Fall 2023",
        "time_zone": "America/New_York",
        "first_day": "2023-09-05",
        "last_day": "2023-09-29",
    }
    return content.Term.model_validate({**facts, **changes})


def outline(count, **changes):
    """Return lectures 1 to `count`; `lecture_2={…}` says what is special about one."""
    return [
        {
            "key": f"lecture-{n}",
            "number": n,
            "title": f"Topic {n}",
            **changes.get(f"lecture_{n}", {}),
        }
        for n in range(1, count + 1)
    ]


def make_course(lectures=3, **changes):
    """Return a course with lectures on Tuesdays and Thursdays.

    `lectures` is their number or the whole outline; `lecture_2={…}` says what is special about one.
    """
    special = {name: changes.pop(name) for name in list(changes) if name.startswith("lecture_")}
    facts = {
        "term": "2023-fall",
        "slug": "6.5940",
        "number": "6.5940",
        "title": "TinyML",
        "meetings": [TUESDAYS_AND_THURSDAYS],
        "lectures": outline(lectures, **special) if isinstance(lectures, int) else lectures,
    }
    return content.Course.model_validate({**facts, **changes})


def derived(course, *, term=None, published=None, horizon=BEFORE_TERM):
    """Derive a course, by default one never published."""
    return derive(term or make_term(), course, published=published or {}, horizon=horizon)


def published(course, *, term=None):
    """Return the entries of a course as published for the first time."""
    return apply({}, derived(course, term=term).changes)


def days(derivation):
    """Return the days of the planned lectures, as month-day, by the lecture's number or key."""
    return {
        key.removeprefix("lecture-"): f"{place.day:%m-%d}"
        for key, place in sorted(derivation.plan.placements.items())
    }


def codes(derivation):
    """Return the conflicts as pairs of code and key."""
    return [(found.code, found.key) for found in derivation.conflicts]


def entry_of(derivation, key):
    """Return the entry with a key."""
    return {entry.key: entry for entry in derivation.entries}[key]


def sep(day, hour=0, minute=0):
    """Return an instant in September 2023 in Boston's time, in UTC."""
    return datetime(2023, 9, day, hour, minute, tzinfo=make_term().zone).astimezone(UTC)


def on(day):
    """Return a date in September 2023."""
    return date(2023, 9, day)
