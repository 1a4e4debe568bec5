"""Content to the text of course files, and back."""

import yaml
from hypothesis import given

from courses.exporters.course_file import dump_course, dump_term
from courses.importers.course_file import parse_course, parse_term
from courses.importers.yaml_tree import read_tree
from tests.courses import strategies


@given(strategies.courses())
def test_reading_what_was_written_gives_the_same_course(course):
    assert parse_course(dump_course(course)) == course


@given(strategies.terms())
def test_reading_what_was_written_gives_the_same_term(term):
    assert parse_term(dump_term(term)) == term


def as_text(node):
    """What an ordinary reader got, as our reader would have had it."""
    match node:
        case dict():
            return {as_text(name): as_text(value) for name, value in node.items()}
        case list():
            return [as_text(item) for item in node]
        case bool():
            return str(node).lower()
        case _:
            return str(node)


@given(strategies.courses())
def test_an_ordinary_reader_gets_the_same_texts(course):
    text = dump_course(course)
    assert as_text(yaml.safe_load(text)) == read_tree(text, name="").root
