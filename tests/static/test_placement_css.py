"""The stylesheets: generated positions, the sizes we promise, and nothing from elsewhere."""

import re
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CSS = ROOT / "static" / "css"
PUBLIC = ["tokens.css", "app.css", "placement.css", "print.css"]


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
    ("name", "numbers", "declaration"),
    [
        ("from", range(25), lambda n: f"--from:{n * 60}"),
        ("to", range(25), lambda n: f"--to:{n * 60}"),
        ("at", range(0, 1441, 15), lambda n: f"--at:{n}"),
        ("start", range(0, 1440, 5), lambda n: f"--at:{n}"),
        ("len", range(5, 721, 5), lambda n: f"--len:{n}"),
        ("col", range(3), lambda n: f"--col:{n}"),
        ("cols", range(1, 4), lambda n: f"--cols:{n}"),
        ("colspan", range(1, 4), lambda n: f"--span:{n}"),
        ("d", range(7), lambda n: f"--d:{n}"),
        ("m", range(7), lambda n: f"--d:{n}"),
        ("weeks", range(1, 21), lambda n: f"--weeks:{n}"),
        ("dd", range(140), lambda n: f"--i:{n}"),
        ("a", range(140), lambda n: f"--i:{n}"),
        ("now", range(140), lambda n: f"--i:{n}"),
        ("b", range(1, 141), lambda n: f"--j:{n}"),
        ("p", range(0, 101, 5), lambda n: f"--p:{n}"),
    ],
)
def test_every_class_that_templates_may_use_has_its_place(rules, name, numbers, declaration):
    assert {n: rules.get(f"{name}-{n}") for n in numbers} == {n: declaration(n) for n in numbers}


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
    assert sum(path.stat().st_size for path in (ROOT / "static" / "js").glob("*.js")) < 15 * 1024
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
