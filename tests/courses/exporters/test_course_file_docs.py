"""What docs/course-file.md and the schemas beside it say is so."""

import re
from datetime import UTC, datetime
from pathlib import Path

import jsonschema_rs
import pytest
import yaml

from courses import content
from courses.content.base import RESERVED_KEYS
from courses.content.course import MAX_LECTURES
from courses.exporters.schema import schema_of, write_schema
from courses.importers.course_file import parse_course, parse_term
from schedule.engine.derive import derive

ROOT = Path(__file__).parents[3]
DOCS = ROOT / "docs"
TEXT = (DOCS / "course-file.md").read_text()
COURSE, TERM = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)
FILES = sorted((ROOT / "fixtures").glob("mit-*.yaml"))


def test_the_example_is_a_course_of_its_term():
    course, term = parse_course(COURSE), parse_term(TERM)
    derivation = derive(term, course, published={}, horizon=datetime(2023, 8, 1, tzinfo=UTC))
    assert course.term == term.slug
    assert not derivation.is_blocked


@pytest.mark.parametrize("value", [content.Course, content.Term])
def test_every_list_of_a_file_is_in_an_example(value):
    example = yaml.safe_load(COURSE if value is content.Course else TERM)
    lists = {name for name, field in value.model_fields.items() if field.default == ()}
    assert lists - example.keys() <= {"also_numbers", "resources"}


def test_every_reserved_word_and_limit_is_told():
    assert all(f"`{word}`" in TEXT for word in RESERVED_KEYS)
    assert f"at most {MAX_LECTURES} lectures" in TEXT


@pytest.mark.parametrize("value", [content.Course, content.Term])
def test_the_schema_is_up_to_date(value):
    path = DOCS / f"{value.__name__.lower()}-file.schema.json"
    assert path.read_text() == write_schema(value)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_schema_takes_the_course_files(file):
    jsonschema_rs.validate(schema_of(content.Course), as_editors_read(file.read_text()))


def test_the_schema_takes_the_examples_and_refuses_an_unknown_field():
    jsonschema_rs.validate(schema_of(content.Course), as_editors_read(COURSE))
    jsonschema_rs.validate(schema_of(content.Term), as_editors_read(TERM))
    with pytest.raises(jsonschema_rs.ValidationError):
        jsonschema_rs.validate(schema_of(content.Course), as_editors_read(COURSE + "titel: a\n"))


def as_editors_read(text):
    """Typed as YAML has it, with dates as text, as JSON knows no dates."""
    return yaml.load(text, Loader=EditorLoader)


class EditorLoader(yaml.SafeLoader):
    """Reads a date as text."""


EditorLoader.add_constructor("tag:yaml.org,2002:timestamp", yaml.SafeLoader.construct_yaml_str)
