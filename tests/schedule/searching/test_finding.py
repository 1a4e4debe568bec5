"""What is found, and what comes first."""

from datetime import date

import pytest

from courses.models import Course
from schedule.models import Passage
from schedule.publishing import publish
from schedule.searching.finding import MOST, find
from schedule.searching.query import Query
from tests.factories import AnnouncementFactory, LabFactory, TermFactory, make_course
from tests.published import SUMMER
from tests.schedule.searching.conftest import TODAY, found, republish


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("6.5940", "course 6.5940"),
        ("6.594", "course 6.5940"),
        ("5940", "course 6.5940"),
        ("6.s965", "course 6.5940"),
        ("efficient", "course 6.5940"),
        ("computing efficient", "course 6.5940"),
        ("small machines", "course 6.5940"),
        ("lovelace", "course 6.5940"),
        ("lecture 2", "lecture lecture-2"),
        ("quantization", "lecture lecture-2"),
        ("quant", "lecture lecture-2"),
        ("QUANTIZATION", "lecture lecture-2"),
        ("four bits", "lecture lecture-2"),
        ("hopper", "lecture lecture-2"),
        ("pruning", "lecture lecture-2"),
        ("deep compression", "lecture lecture-2"),
        ("lab 4", "coursework lab-4"),
        ("lab4", "coursework lab-4"),
        ("4 lab", "coursework lab-4"),
        ("6.5940 lab 4", "coursework lab-4"),
        ("efficient transformers", "coursework lab-4"),
        ("homework 1", "coursework ps-1"),
        ("lab 4 due", "deadline lab-4-due"),
        ("canvas", "deadline lab-4-due"),
        ("midterm", "exam midterm"),
        ("exam", "exam midterm"),
        ("room", "announcement moved"),
        ("32-123", "announcement moved"),
    ],
)
def test_it_is_found_by(course, words, first):
    assert found(course.term, words)[0] == first


def test_a_number_finds_its_course_alone_and_not_all_that_is_in_it(course):
    assert found(course.term, "6.5940") == ["course 6.5940"]


def test_what_is_called_so_comes_with_all_its_kinds(course):
    assert found(course.term, "lab 4") == ["coursework lab-4", "deadline lab-4-due"]


def test_all_words_must_occur(course):
    assert found(course.term, "quantization four hopper") == ["lecture lecture-2"]
    assert found(course.term, "quantization five") == []


def test_only_the_last_word_may_go_on(course):
    assert found(course.term, "weights quant") == ["lecture lecture-2"]
    assert found(course.term, "quant weights") == []


def test_words_with_a_sign_between_stand_side_by_side(course):
    assert found(course.term, "four-bits") == ["lecture lecture-2"]
    assert found(course.term, "bits-four") == []


def test_of_its_course_a_short_word_must_be_a_whole_one(course):
    assert found(course.term, "lab 59") == []
    assert found(course.term, "lab 6.59") == ["coursework lab-4", "deadline lab-4-due"]
    assert found(course.term, "lab eff") == ["coursework lab-4", "deadline lab-4-due"]


def test_an_exact_name_comes_before_one_that_goes_on(course):
    LabFactory(course=course, key="lab-40", title="Lab 40", position=0)
    publish(course, now=SUMMER)
    assert found(course.term, "lab 4")[:2] == ["coursework lab-4", "coursework lab-40"]


def test_a_name_comes_before_a_title_and_a_title_before_a_text(course):
    for title, text in (("Other", "Of quantization"), ("Quantization II", ""), ("Last", "")):
        number = course.lectures.count() + 1
        make = course.lectures.create
        make(key=f"lecture-{number}", number=number, title=title, description=text, position=number)
    LabFactory(course=course, key="lab-q", title="Quantization", topic="Why")
    publish(course, now=SUMMER)
    assert found(course.term, "quantization") == [
        "coursework lab-q",
        "lecture lecture-2",
        "lecture lecture-5",
        "lecture lecture-4",
    ]


@pytest.mark.parametrize("words", ["", "   ", "🎉", "-- '\" ; \x00", "%", "_", "NOT", "\u202e"])
def test_what_is_no_word_finds_nothing(course, words):
    assert found(course.term, words) == []


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Économétrie avancée", "econometrie"),
        ("Straßenbau", "strassen"),
        ("神经网络的量化方法", "量化"),
        ("ニューラルネットワーク", "ネット"),
        ("양자화를 배운다", "양자화"),
        ("Квантование моделей", "квантование мод"),
        ("مقدمة في التَّعلُّم الآلي", "التعلم"),
        ("การเรียนรู้เชิงลึก", "เชิงลึก"),
    ],
)
def test_every_language_is_found(course, title, words):
    course.lectures.filter(number=3).update(title=title)
    publish(course, now=SUMMER)
    assert found(course.term, words) == ["lecture lecture-3"]


def test_a_group_has_no_more_than_it_shows_and_says_how_many_there_are(term):
    course = make_course(term=term, slug="many", lectures=MOST + 5)
    publish(course, now=SUMMER)
    (group,) = find(term, Query.of("topic"), TODAY)
    assert (len(group.hits), group.count) == (MOST, MOST + 5)
    assert [hit.passage.key for hit in group.hits][:2] == ["lecture-1", "lecture-2"]


def test_an_announcement_is_found_from_its_day_on(course):
    AnnouncementFactory(course=course, key="later", day=date(2023, 11, 1), text="A surprise.")
    publish(course, now=SUMMER)
    assert found(course.term, "surprise", today=date(2023, 10, 31)) == []
    assert found(course.term, "surprise", today=date(2023, 11, 1)) == ["announcement later"]


def test_other_terms_are_not_found(course):
    other = TermFactory(slug="2024-spring")
    publish(make_course(term=other, slug="6.5940"), now=SUMMER)
    assert found(other, "quantization") == []
    assert found(other, "5940") == ["course 6.5940"]
    assert found(course.term, "5940") == ["course 6.5940"]


@pytest.mark.parametrize("visibility", ["staff", "unlisted"])
def test_a_course_that_is_not_listed_is_not_found_nor_is_anything_in_it(course, visibility):
    Course.objects.filter(pk=course.pk).update(visibility=visibility)
    for words in ("6.5940", "quantization", "lab 4", "midterm", "room"):
        assert found(course.term, words) == []


def test_a_course_that_was_never_published_is_not_found(term):
    make_course(term=term, slug="draft")
    assert Passage.objects.count() == 0
    assert found(term, "draft") == []


def test_a_draft_is_not_found_and_what_is_published_still_is(course):
    course.lectures.filter(number=2).update(title="Something else")
    assert found(course.term, "quantization") == ["lecture lecture-2"]
    assert found(course.term, "something") == []


def test_what_was_removed_is_not_found(course):
    course.lectures.filter(number=2).delete()
    course.labs.filter(key="lab-4").delete()
    publish(course, now=SUMMER)
    assert found(course.term, "quantization") == []
    assert found(course.term, "lab 4") == []


def test_what_is_cancelled_is_found_and_said(course):
    course.lectures.filter(number=2).update(cancelled=True, reason="Snow")
    publish(course, now=SUMMER)
    (group,) = find(course.term, Query.of("snow"), TODAY)
    assert group.hits[0].passage.is_cancelled


def test_what_is_written_anew_is_found_by_its_new_words(course):
    republish(course, title="Small Machines")
    assert found(course.term, "computing") == []
    assert found(course.term, "small quantization") == ["lecture lecture-2"]


def test_a_deleted_course_is_not_found(course):
    course.delete()
    assert found(course.term, "quantization") == []


def test_it_takes_two_queries_however_many_courses_there_are(course, django_assert_num_queries):
    with django_assert_num_queries(2):
        find(course.term, Query.of("lecture"), TODAY)
    for number in range(6):
        publish(make_course(term=course.term, slug=f"c{number}", lectures=6), now=SUMMER)
    with django_assert_num_queries(2):
        groups = find(course.term, Query.of("lecture"), TODAY)
    assert groups[0].count == 39
