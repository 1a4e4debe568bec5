"""Words are folded alike in what is written and in what is typed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedule.searching.folding import MAX_WORD, composed, fold, fold_pieces, words_of


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Lab 4", "lab 4"),
        ("LAB-4", "lab 4"),
        ("lab4", "lab 4"),
        ("6.5940", "6 5940"),
        ("18.C25", "18 c 25"),
        ("Émile Große, Øystein, Łódź", "emile grosse oystein lodz"),
        ("İstanbul ILIK ılık", "istanbul ilik ilik"),
        ("ＦＵＬＬ　ｗｉｄｔｈ４", "full width 4"),
        ("ﬁne Ⅳ x² ½ ㎡ ㋁", "fine iv x 2 12 m 2 2 月"),
        ("кёнигсберг", "кенигсберг"),
        ("Ἀθήνα ΟΔΟΣ ὁδός", "αθηνα οδοσ οδοσ"),
        ("العَرَبِيَّة ١٢٣", "العربية 123"),
        ("עִבְרִית", "עברית"),
        ("मशीन लर्निंग", "मशीन लर्निंग"),
        ("量化 GPT模型v2", "量 化 gpt 模 型 v 2"),
        ("バグ", "バ グ"),
        ("양자화를", "양 자 화 를"),
        ("soft\u00adware e\u200cmoji", "software emoji"),
        ("C++ don't 🎉 _x_", "c don t x"),
        ("", ""),
        ("🎉 -- \x00", ""),
    ],
)
def test_case_accents_and_forms_go(text, folded):
    assert fold(text) == folded


def test_a_text_is_folded_alike_however_its_accents_are_stored():
    for text in ("Émile", "バグ", "양자", "Ἀθήνα"):
        assert fold(unicodedata.normalize("NFD", text)) == fold(text)


def test_no_word_is_longer_than_an_index_takes():
    assert [word.text for word in words_of("a" * 300)] == ["a" * MAX_WORD]
    assert [word.end for word in words_of("é" * 300)] == [300]


def test_pieces_are_apart_so_that_no_phrase_spans_two():
    assert fold_pieces(["Lab 4", "", "Due"]) == "  lab 4  due  "
    assert fold_pieces(["", "?"]) == ""


def test_what_is_over_the_limit_is_cut_between_words():
    assert fold_pieces(["one two three"], most=9) == "  one two  "


@given(st.text())
def test_any_text_gives_words_that_both_indexes_take(text):
    text = composed(text)
    at = 0
    for word in words_of(text):
        assert 0 < len(word.text) <= MAX_WORD
        assert all(unicodedata.category(each)[0] in "LNM" for each in word.text)
        assert at <= word.start < word.end <= len(text)
        at = word.start


@given(st.text())
def test_folding_what_is_folded_changes_nothing(text):
    once = fold(text)
    assert fold(once) == once


@given(st.text(alphabet=st.characters(categories=["Lu", "Ll"])))
def test_capitals_do_not_matter(text):
    assert fold(text.upper()) == fold(text.lower()) == fold(text)


def test_a_word_knows_where_it_stands():
    text = composed("«É» ㋁x\u0301 日本")
    assert [(word.text, text[word.start : word.end]) for word in words_of(text)] == [
        ("e", "É"),
        ("2", "㋁"),
        ("月", "㋁"),
        ("x", "x\u0301"),
        ("日", "日"),
        ("本", "本"),
    ]
