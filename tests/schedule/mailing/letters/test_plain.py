"""Plain text: lines that fit, in any script."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedule.mailing.letters.plain import WIDTH, clipped, columns, laid_out, one_line

TEXTS = st.text(
    st.one_of(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]),
        st.sampled_from(" \n,.，。、abc漢字あアーمرحبا"),
    ),
    max_size=400,
)


@given(TEXTS)
def test_no_line_is_wider_than_78_columns_and_nothing_is_lost(text):
    found = laid_out(text)
    assert "".join(found.split()) == "".join(text.split())
    for line in found.split("\n"):
        # What may not stand first in a line hangs over.
        assert columns(re.sub(r"[、。，．：；？！）」』】》〉”’…ー々]+$", "", line)) <= WIDTH
    assert "\n\n\n" not in found
    assert found.endswith("\n")


def test_words_go_to_the_next_line_whole():
    assert laid_out("word " * 20) == f"{'word ' * 14}word\n{'word ' * 4}word\n"


def test_an_item_of_a_list_goes_on_below_its_words():
    found = laid_out(f"- {'item ' * 20}\n  {'more ' * 20}").split("\n")
    assert [line[:6] for line in found] == ["- item", "  item", "  more", "  more", ""]


def test_an_address_stays_whole():
    address = "https://example.edu/" + "a" * 100
    assert laid_out(f"Change what you get: {address}") == f"Change what you get:\n{address}\n"


def test_chinese_breaks_anywhere_but_before_its_stops():
    text = "课" * 38 + "，" + "程" * 10 + "。"
    first, second, _ = laid_out(text).split("\n")
    assert (columns(first), first[-1], second) == (78, "，", "程" * 10 + "。")


def test_blank_lines_do_not_pile_up():
    assert laid_out("\n\none\n\n\n \n\ntwo\n\n\n") == "one\n\ntwo\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (" a\r\nb\tc\u2028d\x00\x07 ", "a b c d"),
        ("\u2067right\u2069", "\u2067right\u2069"),
        ("\ud800x", "x"),
    ],
)
def test_a_line_has_no_control_characters(text, line):
    assert one_line(text) == line


def test_what_is_clipped_says_so():
    assert clipped("abcdef", 6) == "abcdef"
    assert clipped("abcd fgh", 6) == "abcd…"
