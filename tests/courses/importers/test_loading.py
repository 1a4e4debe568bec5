"""Loading: what was edited since the last load is never undone unseen."""

import pytest

from courses import content, models
from courses.exporters.rows import read_course
from courses.importers.loading import EditedError, Winner, load_course
from courses.importers.rows import save_term
from tests.courses.importers.test_rows import FALL, course, lecture, row_of


@pytest.fixture
def term(db):
    save_term(FALL)


@pytest.fixture
def loaded(term):
    load_course(two_lectures())


def two_lectures(**fields):
    return course(lectures=[lecture("a", **fields), lecture("b")])


def edit(**columns):
    models.Lecture.objects.filter(key="a").update(**columns)


def stored():
    return read_course(row_of(course()))


def words_of(caught):
    return str(caught.value).split("\n")


def test_loading_twice_writes_nothing(loaded):
    before = list(models.Course.objects.values())
    assert load_course(two_lectures()).report.is_empty
    assert list(models.Course.objects.values()) == before


def test_an_edit_that_the_file_would_undo_is_refused_with_the_difference(loaded):
    edit(title="Edited")
    with pytest.raises(EditedError) as caught:
        load_course(two_lectures(title="Of the file"))
    assert words_of(caught) == [
        "a: title: 'Edited' in the database, 'Of the file' in the file, 'A' when it was last loaded"
    ]
    assert stored() == two_lectures(title="Edited")


def test_the_file_can_win(loaded):
    edit(title="Edited")
    load_course(two_lectures(lecturer="Han"), winner=Winner.FILE)
    assert stored() == two_lectures(lecturer="Han")


def test_the_database_can_win_what_was_edited_there(loaded):
    edit(title="Edited")
    value = content.Course.model_validate({**dict(two_lectures()), "description": "New"})
    load_course(value, winner=Winner.DATABASE)
    assert stored() == content.Course.model_validate(
        {**dict(two_lectures(title="Edited")), "description": "New"}
    )


def test_after_the_database_won_the_file_must_still_be_brought_in_line(loaded):
    edit(title="Edited")
    load_course(two_lectures(), winner=Winner.DATABASE)
    with pytest.raises(EditedError):
        load_course(two_lectures())
    assert load_course(two_lectures(title="Edited")).report.is_empty


def test_an_edit_that_the_file_has_too_is_no_question(loaded):
    edit(title="Edited")
    load_course(two_lectures(title="Edited"))
    load_course(two_lectures(title="Again"))
    assert stored() == two_lectures(title="Again")


def test_an_item_added_in_the_database_is_kept(loaded):
    models.Lecture.objects.create(course=row_of(course()), key="c", title="C", position=9)
    loading = load_course(two_lectures(title="Of the file"))
    assert loading.report.kept == ("c",)
    assert [each.key for each in stored().lectures] == ["a", "b", "c"]


def test_pruning_asks_before_it_removes_what_was_added_in_the_database(loaded):
    models.Lecture.objects.create(course=row_of(course()), key="c", title="C", position=9)
    with pytest.raises(EditedError) as caught:
        load_course(two_lectures(), prune=True)
    assert words_of(caught) == ["c: added in the database, not in the file"]
    load_course(two_lectures(), prune=True, winner=Winner.FILE)
    assert stored() == two_lectures()


def test_pruning_removes_what_an_earlier_file_had(loaded):
    shorter = course(lectures=[lecture("a")])
    assert load_course(shorter).report.kept == ("b",)
    assert load_course(shorter, prune=True).report.removed == ("lecture b",)


def test_an_item_deleted_in_the_database_comes_back_only_if_the_file_wins(loaded):
    models.Lecture.objects.filter(key="b").delete()
    with pytest.raises(EditedError) as caught:
        load_course(two_lectures())
    assert words_of(caught) == ["b: deleted in the database, still in the file"]
    load_course(two_lectures(), winner=Winner.DATABASE)
    assert stored() == course(lectures=[lecture("a")])
    load_course(two_lectures(), winner=Winner.FILE)
    assert stored() == two_lectures()


def test_another_order_in_the_database_is_an_edit(loaded):
    edit(position=9)
    with pytest.raises(EditedError) as caught:
        load_course(two_lectures(title="Of the file"))
    assert words_of(caught) == ["lectures: put in another order in the database"]
    load_course(two_lectures(title="Of the file"), winner=Winner.DATABASE)
    assert [each.key for each in stored().lectures] == ["b", "a"]
    assert stored().lectures[1].title == "Of the file"


def test_a_course_made_in_the_database_is_not_overwritten_unseen(term):
    models.Course.objects.create(
        term=models.Term.objects.get(), slug="6.5940", number="6.5940", title="Made by hand"
    )
    with pytest.raises(EditedError) as caught:
        load_course(two_lectures())
    assert words_of(caught) == ["title: 'Made by hand' in the database, 'TinyML' in the file"]
    load_course(two_lectures(), winner=Winner.FILE)
    assert stored() == two_lectures()
