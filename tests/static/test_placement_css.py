"""The stylesheets: generated positions, the sizes we promise, and nothing from elsewhere."""

import re
import runpy
from datetime import date, timedelta
from pathlib import Path

import pytest

from courses.content.term import MAX_TERM_DAYS
from schedule.pages import places
from schedule.pages.weeks import Span

ROOT = Path(__file__).resolve().parents[2]
CSS = ROOT / "static" / "css"
PUBLIC = ["tokens.css", "app.css", "placement.css", "print.css"]
MOST_WEEKS = 65


@pytest.fixture(scope="module")
def generator():
    return runpy.run_path(str(ROOT / "scripts" / "placement_css.py"))


@pytest.fixture(scope="module")
def rules(generator):
    """Every class of the generated file with the declaration it stands for."""
    found = {}
    for selectors, declaration in re.findall(r"([^{}\n/]+)\{([^}]*)\}", generator["stylesheet"]()):
        found |= dict.fromkeys(selectors.replace(".", "").split(","), declaration)
    return found


def test_the_committed_stylesheet_is_what_the_generator_writes(generator):
    committed = (CSS / "placement.css").read_text(encoding="utf-8")
    assert committed == generator["stylesheet"]()


@pytest.mark.parametrize(
    ("name", "numbers", "sets"),
    [
        ("h", range(25), "h"),
        ("m", range(0, 60, 5), "m"),
        ("hours", range(25), "hours"),
        ("minutes", range(0, 60, 5), "minutes"),
        ("w", range(MOST_WEEKS), "w"),
        ("d", range(7), "d"),
        ("weeks", range(MOST_WEEKS + 1), "weeks"),
        ("days", range(7), "days"),
        ("col", range(3), "col"),
        ("cols", range(1, 4), "cols"),
        ("colspan", range(1, 4), "span"),
        ("p", range(0, 101, 5), "p"),
    ],
)
def test_every_class_that_templates_may_use_has_its_place(rules, name, numbers, sets):
    assert {n: rules.get(f"{name}-{n}") for n in numbers} == {n: f"--{sets}:{n}" for n in numbers}


@pytest.mark.parametrize("weekday", range(7))
def test_places_reach_all_weeks_that_the_longest_term_shows(weekday):
    first_day = date(2023, 1, 2) + timedelta(days=weekday)
    last_day = first_day + timedelta(days=MAX_TERM_DAYS)
    around = [first_day - timedelta(weeks=60), last_day + timedelta(weeks=60)]
    assert len(Span.of(first_day, last_day, around).weeks) <= MOST_WEEKS


@pytest.mark.parametrize("minute", range(0, 1441, 5))
def test_a_minute_of_the_day_and_a_length_have_their_classes(rules, minute):
    assert {*places.at(minute).split(), *places.lasting(minute).split()} <= rules.keys()


@pytest.mark.parametrize("day", [0, 1, 6, 7, MOST_WEEKS * 7 - 1])
def test_a_day_of_the_term_and_a_length_have_their_classes(rules, day):
    monday = date(2023, 9, 4)
    assert set(places.on(monday + timedelta(days=day), monday).split()) <= rules.keys()
    assert set(places.over(day + 1).split()) <= rules.keys()


def test_every_property_that_is_set_is_used_by_the_stylesheet(rules):
    app = (CSS / "app.css").read_text(encoding="utf-8")
    properties = {declaration.split(":")[0] for declaration in rules.values()}
    assert {name for name in properties if f"var({name}" not in app} == set()


def test_every_property_that_is_used_is_set_somewhere(rules):
    sources = [(CSS / name).read_text(encoding="utf-8") for name in PUBLIC]
    scripts = (ROOT / "static" / "js" / "app.js").read_text(encoding="utf-8")
    used = set(re.findall(r"var\((--[\w-]+)", "".join(sources)))
    known = set(re.findall(r"(--[\w-]+):", "".join(sources))) | set(
        re.findall(r'setProperty\("(--[\w-]+)"', scripts)
    )
    assert used - known == set()


def test_styles_and_script_stay_small():
    styles = sum((CSS / name).stat().st_size for name in PUBLIC)
    assert styles < 80 * 1024
    # What readers load; the plan board of staff has a script of its own.
    assert (ROOT / "static" / "js" / "app.js").stat().st_size < 15 * 1024
    assert all(
        path.stat().st_size < 60 * 1024 for path in (ROOT / "static" / "fonts").glob("*.woff2")
    )


def test_what_styles_load_lies_beside_them():
    for path in CSS.glob("*.css"):
        for address in re.findall(r"url\(\"?([^\")]+)", path.read_text(encoding="utf-8")):
            assert (path.parent / address).is_file(), f"{path.name} names {address}"


def test_braces_are_closed():
    for path in CSS.glob("*.css"):
        text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert text.count("{") == text.count("}"), path.name


def test_an_attribute_selector_quotes_what_begins_with_a_digit():
    for path in CSS.glob("*.css"):
        assert re.findall(r"\[[\w-]+=\d", path.read_text(encoding="utf-8")) == [], path.name
