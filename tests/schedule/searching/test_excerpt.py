"""Texts with marks in them."""

from hypothesis import given
from hypothesis import strategies as st

from schedule.searching.excerpt import ELLIPSIS, LENGTH, excerpt, marked
from schedule.searching.folding import composed
from schedule.searching.query import Query


def shown(parts):
    return "".join(f"[{part.text}]" if part.is_match else part.text for part in parts)


def mark(text, words):
    return shown(marked(text, Query.of(words)))


def test_what_was_looked_for_is_marked_as_it_is_written():
    assert mark("Émile’s Lab 4, again lab-40", "lab4 emile") == "[Émile]’s [Lab 4], again lab-40"
    assert mark("Émile’s Lab 4, again lab-40", "emile lab4") == "[Émile]’s [Lab 4], again [lab-40]"


def test_the_last_word_may_go_on():
    assert mark("Quantization of quantities", "quant") == "[Quantization] of [quantities]"
    assert mark("Quantization of networks", "quant net") == "Quantization of [networks]"
    assert mark("Course 6.5940 and 6.5", "6.594") == "Course [6.5940] and 6.5"


def test_chinese_is_marked_within_a_sentence():
    assert mark("神经网络的量化方法", "量化") == "神经网络的[量化]方法"


def test_marks_that_touch_stay_apart_and_those_that_overlap_are_one():
    assert mark("一二三", "一二 二三") == "[一二三]"
    assert mark("一二三四", "一二 三四") == "[一二][三四]"


def test_nothing_is_marked_where_nothing_is_found():
    assert mark("Pruning", "quantization") == "Pruning"
    assert mark("", "x") == ""


def test_an_excerpt_is_around_the_first_match_between_words():
    text = " ".join(["before"] * 40 + ["needle"] + ["after"] * 80)
    found = shown(excerpt(text, Query.of("needle")))
    assert found.startswith("…before before")
    assert " [needle] after" in found
    assert found.endswith("after…")
    assert len(found) < LENGTH + 10


def test_an_excerpt_of_a_short_text_is_all_of_it():
    assert shown(excerpt("A needle here", Query.of("needle"))) == "A [needle] here"
    assert excerpt("A needle here", Query.of("thread")) == ()


def test_a_word_without_end_does_not_make_an_excerpt_without_end():
    parts = excerpt("x" * 3_000 + " needle " + "y" * 3_000, Query.of("needle"))
    assert len("".join(part.text for part in parts)) < LENGTH + 10
    parts = excerpt("z" * 3_000, Query.of("zz"))
    assert [(part.text, part.is_match) for part in parts] == [("z" * LENGTH, True), ("…", False)]


@given(st.text(), st.text(max_size=30))
def test_marking_changes_no_letter(text, words):
    parts = marked(text, Query.of(words))
    assert "".join(part.text for part in parts) == composed(text)
    assert all(part.text for part in parts)


@given(st.text(), st.text(max_size=30))
def test_an_excerpt_is_a_part_of_the_text_with_a_match_in_it(text, words):
    parts = excerpt(text, Query.of(words))
    if parts:
        assert any(part.is_match for part in parts)
        inner = "".join(part.text for part in parts)
        assert inner.removeprefix(ELLIPSIS).removesuffix(ELLIPSIS) in composed(text)


@given(st.text(min_size=1).filter(str.strip))
def test_a_text_is_marked_by_its_own_words(text):
    query = Query.of(text)
    if query:
        assert any(part.is_match for part in marked(text, query))
