"""Whatever a file holds, it is a course or an error in words."""

from pathlib import Path
from random import Random

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from courses import content
from courses.exporters.yaml_text import quote
from courses.importers.course_file import CourseFileError, parse_course
from courses.importers.source import read_source
from courses.importers.yaml_tree import LOADER, read_tree
from tests.courses.strategies import HOSTILE

GOOD = (Path(__file__).parents[3] / "fixtures" / "mit-6.5940-fall-2023.yaml").read_text()
PIECES = [
    *HOSTILE,
    *"\t\r\n:-#[]{}&*!|>'\"%@`?,\\\x00\x07\x85\u2028\ud800",
    "\n  ",
    ": ",
    "- ",
    "\n---\n",
    "\n...\n",
    '"\\ud800"',
    '"\\U00110000"',
    "<<: *a",
    "&a ",
    "9" * 5000,
    "[" * 50,
    "{a: " * 50,
]


def break_text(text: str, random: Random) -> str:
    """Break a good file in one to three places, as editing, merging and bad luck do."""
    for _ in range(random.randint(1, 3)):
        at, to = sorted(random.choices(range(len(text) + 1), k=2))
        to = min(to, at + random.choice([0, 1, 5, 40, 400]))
        lines = text.split("\n")
        line = random.randrange(len(lines))
        match random.randrange(9):
            case 0:
                text = text[:at] + random.choice(PIECES) + text[to:]
            case 1:
                text = text[:at] + text[to:]
            case 2:
                text = "\n".join([*lines[:line], *lines[line + random.randint(1, 9) :]])
            case 3:
                text = "\n".join([*lines[:line], *lines[line : line + 5], *lines[line:]])
            case 4:
                lines[line] = " " * random.randint(0, 9) + lines[line].lstrip()
                text = "\n".join(lines)
            case _:
                name, colon, _ = lines[line].partition(": ")
                piece = random.choice(PIECES)
                lines[line] = name + colon + (quote(piece) if line % 3 else piece)
                text = "\n".join(lines)
    return text


def read(text):
    """Return a course, or the words of an error: never another exception."""
    try:
        return parse_course(text)
    except CourseFileError as error:
        found = error.problems
    assert found
    assert all(problem.line >= 1 and problem.message for problem in found)
    return "\n".join(map(str, found))


@settings(max_examples=300)
@given(st.integers(0, 2**64))
def test_a_broken_file_is_a_course_or_an_error_in_words(seed):
    assert isinstance(read(break_text(GOOD, Random(seed))), content.Course | str)


@settings(max_examples=100)
@given(st.binary(max_size=200) | st.text(max_size=200))
def test_rubbish_is_an_error_in_words(text):
    assert isinstance(read(text), str)


@pytest.mark.parametrize("seed", range(20))
def test_without_the_fast_parser_the_same_is_read(seed):
    text = break_text(GOOD, Random(seed))
    assert root_of(text, yaml.SafeLoader) == root_of(text, LOADER)


def root_of(text, loader):
    try:
        return read_tree(read_source(text, name=""), name="", loader=loader).root
    except CourseFileError:
        return None
