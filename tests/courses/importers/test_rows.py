"""Content to rows, and back."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from courses import content, models
from courses.exporters.rows import read_course, read_term
from courses.importers.rows import (
    MissingTermError,
    SaveReport,
    TermDiffersError,
    save_course,
    save_term,
)
from tests.courses import strategies

FALL = content.Term(
    slug="2023-fall",
    name="Fall 2023",
    time_zone="America/New_York",
    first_day=date(2023, 9, 6),
    last_day=date(2023, 12, 13),
)


def course(**fields):
    head = {"term": "2023-fall", "slug": "6.5940", "number": "6.5940", "title": "TinyML"}
    return content.Course(**(head | fields))


def row_of(value):
    return models.Course.objects.at(value.term, value.slug).get()


def lecture(key, **fields):
    return {"key": key, "title": key.title(), **fields}


class TestRoundTrips(TestCase):
    @settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
    @given(strategies.courses())
    def test_reading_what_was_saved_gives_the_same_course(self, value):
        save_term(FALL)
        save_course(value)
        assert read_course(row_of(value)) == value

    @settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
    @given(strategies.courses(), strategies.courses())
    def test_saving_over_another_course_with_pruning_leaves_nothing_of_it(self, other, value):
        save_term(FALL)
        save_course(other.model_copy(update={"slug": value.slug}))
        save_course(value, prune=True)
        assert read_course(row_of(value)) == value

    @settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
    @given(strategies.courses())
    def test_saving_twice_writes_nothing(self, value):
        save_term(FALL)
        save_course(value)
        revision = row_of(value).revision
        assert save_course(value).is_empty
        assert row_of(value).revision == revision

    @settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
    @given(strategies.terms())
    def test_reading_what_was_saved_gives_the_same_term(self, value):
        save_term(value)
        assert read_term(models.Term.objects.get(slug=value.slug)) == value
        assert save_term(value) == SaveReport()

    @settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
    @given(strategies.terms(), strategies.terms())
    def test_a_term_is_made_equal_to_another(self, other, value):
        save_term(other.model_copy(update={"slug": value.slug}))
        save_term(value, update=True)
        assert read_term(models.Term.objects.get(slug=value.slug)) == value

    @settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
    @given(strategies.courses(), st.randoms())
    def test_any_order_of_items_is_kept(self, value, random):
        save_term(FALL)
        save_course(value)
        lists = ("links", "people", "meetings", "chapters", "lectures", "labs", "exams")
        shuffled = {name: list(getattr(value, name)) for name in lists}
        for items in shuffled.values():
            random.shuffle(items)
        value = content.Course.model_validate({**dict(value), **shuffled})
        save_course(value)
        assert read_course(row_of(value)) == value


@pytest.fixture
def term(db):
    save_term(FALL)


def test_what_is_absent_is_kept_where_it_stood(term):
    save_course(course(lectures=[lecture("a"), lecture("b"), lecture("c")]))
    report = save_course(course(lectures=[lecture("c"), lecture("a"), lecture("d")]))
    assert report.kept == ("b",)
    kept = [each.key for each in read_course(row_of(course())).lectures]
    assert kept == ["c", "a", "b", "d"]


def test_what_is_absent_goes_with_pruning(term):
    first = course(
        lectures=[lecture("a"), lecture("b", merged_into="c"), lecture("c")],
        labs=[{"key": "lab", "title": "Lab", "deadlines": [{"key": "due", "due": "c"}]}],
    )
    save_course(first)
    report = save_course(course(lectures=[lecture("a")]), prune=True)
    assert report.removed == ("deadline due", "lecture b", "lecture c", "lab lab")
    assert read_course(row_of(first)) == course(lectures=[lecture("a")])


def test_what_an_absent_item_held_is_kept_with_it(term):
    resource = {"key": "slides", "kind": "slides", "url": "https://a.example"}
    save_course(course(lectures=[lecture("a", resources=[resource])]))
    report = save_course(course(title="New"))
    assert report == SaveReport(updated=("course 6.5940",), kept=("a", "slides"))
    assert read_course(row_of(course())).lectures[0].resources[0].key == "slides"


def test_an_item_moves_to_another_list_and_keeps_its_row(term):
    resource = {"key": "slides", "kind": "slides", "url": "https://a.example"}
    save_course(course(lectures=[lecture("a", resources=[resource])]))
    before = models.Resource.objects.get().pk
    save_course(course(lectures=[lecture("a")], resources=[resource]))
    assert models.Resource.objects.get(lecture=None).pk == before


def test_a_key_can_become_another_kind_of_item(term):
    save_course(course(lectures=[lecture("midterm")]))
    save_course(
        course(exams=[{"key": "midterm", "title": "Midterm", "day": "2023-11-08"}]), prune=True
    )
    assert [exam.key for exam in read_course(row_of(course())).exams] == ["midterm"]


def test_a_kept_item_that_names_what_is_gone_is_refused(term):
    labs = [{"key": "lab", "title": "Lab", "deadlines": [{"key": "due", "due": "a"}]}]
    save_course(course(lectures=[lecture("a")], labs=labs))
    with pytest.raises(ValueError, match="there is no lecture 'a'"):
        save_course(course(exams=[{"key": "a", "title": "A", "day": "2023-11-08"}]))


def test_two_exceptions_can_exchange_their_days(term):
    def meeting(first, second):
        exceptions = [{"key": "a", "day": first}, {"key": "b", "day": second}]
        fields = {"key": "class", "weekdays": ["tue"], "start": "9:00"}
        return course(meetings=[{**fields, "exceptions": exceptions}])

    save_course(meeting("2023-09-12", "2023-09-19"))
    report = save_course(meeting("2023-09-19", "2023-09-12"))
    assert report.updated == ("meeting exception a", "meeting exception b")
    assert read_course(row_of(course())) == meeting("2023-09-19", "2023-09-12")


def test_only_rows_that_differ_are_written(term):
    lectures = [lecture(f"lecture-{n}") for n in range(1, 6)]
    save_course(course(lectures=lectures))
    lectures[2]["title"] = "Another"
    lectures.append(lecture("lecture-6"))
    report = save_course(course(lectures=lectures))
    assert report == SaveReport(created=("lecture lecture-6",), updated=("lecture lecture-3",))


def test_a_course_needs_its_term(db):
    with pytest.raises(MissingTermError):
        save_course(course())


def test_an_unknown_department_is_made(term):
    save_course(course(department="eecs"))
    assert models.Department.objects.get().name == "eecs"


def test_a_term_that_differs_is_refused_with_what_differs(term):
    other = FALL.model_copy(update={"name": "Autumn"})
    with pytest.raises(TermDiffersError) as caught:
        save_term(other)
    assert caught.value.differences == ("name: Fall 2023 in the database, Autumn in the file",)
    assert models.Term.objects.get().name == "Fall 2023"


def many(count):
    return course(
        lectures=[
            lecture(f"lecture-{n}", resources=[{"key": f"r-{n}", "kind": "note", "note": "A"}])
            for n in range(count)
        ],
        labs=[
            {
                "key": f"lab-{n}",
                "title": "Lab",
                "releases": [{"key": f"lab-{n}-out", "out": f"lecture-{n}"}],
                "deadlines": [{"key": f"lab-{n}-due", "due": f"lecture-{n}"}],
            }
            for n in range(count)
        ],
        meetings=[
            {
                "key": f"meeting-{n}",
                "weekdays": ["tue"],
                "start": "9:00",
                "exceptions": [{"key": f"exception-{n}", "day": "2023-10-10"}],
            }
            for n in range(count)
        ],
        links=[{"key": f"link-{n}", "label": "A"} for n in range(count)],
    )


def count_queries(action, django_assert_max_num_queries):
    with django_assert_max_num_queries(100) as queries:
        action()
    return len(queries)


def test_queries_do_not_grow_with_items(term, django_assert_max_num_queries):
    counts = []
    for size in (1, 40):
        save_course(course(), prune=True)
        new = count_queries(lambda n=size: save_course(many(n)), django_assert_max_num_queries)
        same = count_queries(lambda n=size: save_course(many(n)), django_assert_max_num_queries)
        row = row_of(course())
        read = count_queries(lambda row=row: read_course(row), django_assert_max_num_queries)
        counts.append((new, same, read))
    assert counts[0] == counts[1]
