"""What MIT 6.5940 of Fall 2023 must come out as, and one snow day in it."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from courses.importers.course_file import parse_course, parse_term
from schedule.engine.derive import derive
from schedule.engine.diff import apply
from schedule.engine.entry import DEFAULT_KINDS, Kind
from schedule.engine.lint import lint
from tests.engine.strategies import edited

FIXTURES = Path(__file__).parents[2] / "fixtures"
BEFORE_TERM = datetime(2023, 8, 1, tzinfo=UTC)
SNOW_DAY = date(2023, 9, 19)
START_OF_SNOW_DAY = datetime(2023, 9, 19, 4, tzinfo=UTC)

PAGE = """
09-07 09-12 09-14 09-19 09-21 09-26 09-28 10-03 10-05 10-12 10-17 10-19 10-24 10-26 10-31
11-02 11-07 11-09 11-14 11-16 11-21 11-28 11-30 12-05 12-07 12-12
"""
CLASS_DAYS = PAGE.split()


@pytest.fixture(scope="module")
def term():
    return parse_term((FIXTURES / "2023-fall.yaml").read_bytes())


@pytest.fixture(scope="module")
def course():
    return parse_course((FIXTURES / "mit-6.5940-fall-2023.yaml").read_bytes())


@pytest.fixture(scope="module")
def derivation(term, course):
    return derive(term, course, published={}, horizon=BEFORE_TERM)


@pytest.fixture(scope="module")
def snowed(term, course, derivation):
    snow = {"key": "snow", "title": "Snow day", "day": SNOW_DAY}
    return derive(
        term,
        edited(course, no_class_days=[snow]),
        published=apply({}, derivation.changes),
        horizon=START_OF_SNOW_DAY,
    )


def days_of(derivation, kind):
    return {entry.key: f"{entry.day:%m-%d}" for entry in derivation.entries if entry.kind is kind}


def test_all_26_lectures_follow_from_pattern_free_days_and_order(course, derivation):
    assert [lecture.key for lecture in course.lectures if lecture.pin] == []
    assert list(days_of(derivation, Kind.LECTURE).values()) == CLASS_DAYS
    assert derivation.conflicts == ()


def test_class_is_at_19_35_utc_before_the_clocks_change_and_at_20_35_after(derivation):
    lectures = [entry for entry in derivation.entries if entry.kind is Kind.LECTURE]
    hours = Counter(
        (entry.day < date(2023, 11, 5), f"{entry.start:%H:%M}", f"{entry.end:%H:%M}")
        for entry in lectures
    )
    assert hours == {(True, "19:35", "21:00"): 16, (False, "20:35", "22:00"): 10}


def test_two_days_without_class_concern_it(derivation):
    free = [entry for entry in derivation.entries if entry.kind is Kind.NO_CLASS]
    assert [(entry.day, entry.last_day) for entry in free] == [
        (date(2023, 10, 10), date(2023, 10, 10)),
        (date(2023, 11, 23), date(2023, 11, 24)),
    ]


def test_the_feed_has_41_events_by_default_and_54_with_office_hours(derivation):
    kinds = Counter(entry.kind for entry in derivation.entries)
    assert kinds == {
        Kind.LECTURE: 26,
        Kind.DEADLINE: 8,
        Kind.RELEASE: 5,
        Kind.NO_CLASS: 2,
        Kind.OFFICE_HOURS: 13,
        Kind.ANNOUNCEMENT: kinds[Kind.ANNOUNCEMENT],
    }
    assert sum(kinds[kind] for kind in DEFAULT_KINDS) == 41


def test_lab_1_is_extended_from_sep_28_to_sep_30(derivation):
    (entry,) = [entry for entry in derivation.entries if entry.is_extended]
    assert (entry.label, entry.first_day, entry.day) == (
        "Lab 1",
        date(2023, 9, 28),
        date(2023, 9, 30),
    )
    assert entry.start == datetime(2023, 10, 1, 3, 59, tzinfo=UTC)


def test_23_lectures_have_a_video_and_9_a_live_one(derivation):
    kinds = Counter(
        kind
        for entry in derivation.entries
        if entry.kind is Kind.LECTURE
        for kind in {material.kind for material in entry.materials}
    )
    assert (kinds["video"], kinds["live-video"]) == (23, 9)


WITHOUT_RELEASE = [("due-without-release", "lab-1"), ("due-without-release", "lab-3")]
ON_A_SATURDAY = [("due-on-weekend", "lab-1-due")]
WITHOUT_SLIDES = [("without-slides", "6.5940")]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2023-09-13", [*WITHOUT_RELEASE, *ON_A_SATURDAY]),
        ("2023-09-30", [*WITHOUT_RELEASE, *ON_A_SATURDAY, *WITHOUT_SLIDES]),
        ("2023-10-01", [*WITHOUT_RELEASE, *WITHOUT_SLIDES]),
        ("2026-01-01", [*WITHOUT_RELEASE, *WITHOUT_SLIDES]),
    ],
)
def test_the_linter_reports_what_the_copy_lacks_and_the_extension_to_a_saturday(
    term, course, derivation, now, expected
):
    noon = datetime.fromisoformat(f"{now} 16:00+00:00")
    findings = lint(term, course, derivation, now=noon)
    assert [(finding.code, finding.key) for finding in findings] == expected


def test_publishing_it_again_at_any_time_changes_nothing(term, course, derivation):
    published = apply({}, derivation.changes)
    for days in range(0, 150, 7):
        horizon = BEFORE_TERM + timedelta(days=days, hours=20)
        assert derive(term, course, published=published, horizon=horizon).changes == ()


def test_a_snow_day_moves_every_lecture_after_it_to_the_next_class_day(snowed):
    days = days_of(snowed, Kind.LECTURE)
    assert [days[f"lecture-{n}"] for n in (1, 2, 3)] == CLASS_DAYS[:3]
    assert [days[f"lecture-{n}"] for n in range(4, 26)] == CLASS_DAYS[4:]


def test_lab_0_goes_with_its_lecture_and_lab_1_stays(derivation, snowed):
    before, after = days_of(derivation, Kind.DEADLINE), days_of(snowed, Kind.DEADLINE)
    assert (before["lab-0-due"], after["lab-0-due"]) == ("09-21", "09-26")
    assert "lab-1-due" not in {change.key for change in snowed.changes}


def test_lecture_26_no_longer_fits_and_stays_as_published_with_three_ways_to_mend_it(snowed):
    (conflict,) = [found for found in snowed.conflicts if found.is_blocking]
    assert (conflict.code, conflict.key) == ("no-slot-left", "lecture-26")
    assert len(conflict.mends) == 3
    assert "lecture-26" not in {change.key for change in snowed.changes}
    assert days_of(snowed, Kind.LECTURE)["lecture-26"] == "12-12"


def test_a_day_later_the_same_horizon_gives_the_same(term, course, derivation, snowed):
    published = apply(apply({}, derivation.changes), snowed.changes)
    snow = {"key": "snow", "title": "Snow day", "day": SNOW_DAY}
    later = START_OF_SNOW_DAY + timedelta(days=1)
    again = derive(term, edited(course, no_class_days=[snow]), published=published, horizon=later)
    assert again.changes == ()
    assert [found.key for found in again.conflicts if found.is_blocking] == ["lecture-26"]
