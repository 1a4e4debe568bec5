"""Joining what was loaded, what the database has and what the file has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.importers.items import put_together, take_apart
from courses.importers.merge import EditedError, Winner, merge
from tests.courses.strategies import courses

KEYS = ["a", "b", "c", "d"]


@st.composite
def records(draw):
    """Courses of few items, so that three of them have much in common."""
    keys = draw(st.permutations(KEYS))
    record = {"title": draw(st.sampled_from("AB")), "lectures": [], "labs": [], "resources": []}
    for key in keys:
        item = {"key": key, "title": draw(st.sampled_from("AB"))}
        match draw(st.integers(0, 5)):
            case 0:
                record["resources"].append(item)
            case 1:
                record["labs"].append({**item, "deadlines": [], "resources": []})
            case 2:
                holders = [*record["lectures"], *record["labs"], record]
                draw(st.sampled_from(holders))["resources"].append(item)
            case 3 | 4:
                record["lectures"].append({**item, "resources": []})
    return record


RECORDS = records()


@given(courses().map(lambda course: course.model_dump(mode="json")))
def test_a_course_taken_apart_and_put_together_is_the_same(course):
    assert put_together(take_apart(course)) == course


@given(RECORDS, RECORDS)
def test_without_an_edit_nothing_is_asked(stored, file):
    merge(base=stored, stored=stored, file=file, prune=True)


@given(RECORDS, RECORDS, RECORDS)
def test_where_the_file_wins_and_the_rest_is_pruned_only_the_file_is_left(base, stored, file):
    merged = merge(base=base, stored=stored, file=file, prune=True, winner=Winner.FILE)
    assert merged.course == merged.loaded == file


@given(RECORDS, RECORDS)
def test_where_the_database_wins_over_the_last_file_it_stays(base, stored):
    merged = merge(base=base, stored=stored, file=base, winner=Winner.DATABASE)
    known = take_apart(stored).items
    assert {key: take_apart(merged.course).items.get(key) for key in known} == known


@given(RECORDS, RECORDS, RECORDS)
def test_nothing_is_pruned_unless_asked(base, stored, file):
    merged = merge(base=base, stored=stored, file=file, winner=Winner.FILE)
    left = take_apart(merged.course).items
    assert take_apart(file).items.keys() <= left.keys()
    assert set(merged.kept) <= left.keys() - take_apart(file).items.keys()


@given(RECORDS, RECORDS)
def test_an_edit_is_undone_only_when_someone_says_so(base, stored):
    try:
        merged = merge(base=base, stored=stored, file=base, prune=True)
    except EditedError as error:
        assert error.edits  # noqa: PT017 - either outcome is right, by what was drawn
    else:
        assert merged.course == stored


def test_the_words_name_the_item_and_both_sides():
    head = {"links": [], "title": "A"}
    with pytest.raises(EditedError, match="title: 'B' in the database, 'C' in the file, 'A' when"):
        merge(base=head, stored={**head, "title": "B"}, file={**head, "title": "C"})
