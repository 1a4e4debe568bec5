"""The index of the database finds what the plain conditions find, whatever is typed."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from courses.models import Term
from schedule.models import Passage
from schedule.publishing import publish
from schedule.searching import index
from schedule.searching.finding import find
from schedule.searching.index import NoIndex
from schedule.searching.passages import term_word
from schedule.searching.query import Query
from tests.factories import LabFactory, LectureFactory, TermFactory, make_course
from tests.published import SUMMER
from tests.schedule.searching.conftest import TODAY, found

TITLES = (
    "Quantization (Part I): 4-bit weights",
    "GAN, Video & Point Cloud — “NOT” OR/AND NEAR",
    "神经网络的量化方法",
    "ニューラルネットワーク",
    "양자화를 배운다",
    "Économétrie avancée: l’été",
    "مقدمة في التَّعلُّم الآلي",
    "O'Reilly \\ % _ \" * ^ : { } ( )",
    "aaa aab aba abb 1 12 123",
    "x" * 300,
)
PIECES = st.sampled_from(
    [word for title in TITLES for word in title.split()]
    + ["lab", "4", "6.5940", "l", "qu", "量", "ネット", "'", '"', "*", "-", "NOT", "\x00", "🎉"]
)
TYPED = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=4).map(" ".join))


def same(term, words):
    """Return what is found, once it is the same with the index as without."""
    with_index = found(term, words)
    assert with_index == found(term, words, by=NoIndex())
    return with_index


class TestAnyText(TestCase):
    """One course for all examples."""

    @classmethod
    def setUpTestData(cls):
        cls.term = TermFactory(slug="2023-fall")
        course = make_course(term=cls.term, slug="6.5940", lectures=0)
        for number, title in enumerate(TITLES, start=1):
            LectureFactory(course=course, number=number, title=title, position=number)
        LabFactory(course=course, key="lab-4", title="Lab 4", topic=TITLES[0])
        publish(course, now=SUMMER)

    @settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.differing_executors])
    @example("x" * 300)
    @example('"quantization" OR "weights')
    @example("NEAR(part weights)")
    @example("name_words:lab")
    @example("lab* 4")
    @example("quantization:*&!weights|<->")
    @example("'; DROP TABLE schedule_passage; --")
    @example("\x00\ud7ff\u202e\ue000")
    @given(TYPED)
    def test_the_index_finds_what_the_plain_conditions_find(self, words):
        same(self.term, words)

    @given(st.sampled_from(TITLES), st.data())
    def test_a_title_is_found_by_any_of_its_words_in_any_order(self, title, data):
        words = data.draw(st.permutations(title.split()))
        query = " ".join(words[: data.draw(st.integers(1, len(words)))])
        if Query.of(query):
            key = f"lecture lecture-{TITLES.index(title) + 1}"
            assert key in same(self.term, query)

    def test_there_is_an_index(self):
        assert not isinstance(index.index(), NoIndex)


def test_nobody_can_type_the_word_of_a_term(course):
    assert found(course.term, term_word(course.term_id)) == []
    assert found(course.term, "quantization \ue000") == ["lecture lecture-2"]


def test_the_index_follows_what_is_changed_and_deleted(course):
    Passage.objects.filter(key="lecture-2").update(title_words="  distillation  ")
    assert same(course.term, "distillation") == ["lecture lecture-2"]
    assert same(course.term, "quantization") == []
    Passage.objects.filter(key="lecture-2").delete()
    assert same(course.term, "distillation") == []


@pytest.mark.django_db
def test_a_term_without_courses_finds_nothing():
    assert find(TermFactory(), Query.of("lab"), TODAY) == ()
    assert Term.objects.count() == 1
