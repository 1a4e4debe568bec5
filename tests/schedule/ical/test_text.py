"""Content lines: folded on characters, escaped once, and free of what programs stumble over."""

import re

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar.parser import Contentlines

from schedule.ical import text

WORDS = st.text(st.characters(codec="utf-8"), max_size=300)


@given(words=WORDS)
def test_a_content_line_has_at_most_75_octets_in_whole_characters(words):
    lines = text.text_line("DESCRIPTION", text.prose(words)).encode().split(b"\r\n")
    assert lines.pop() == b""
    assert all(len(line.decode().encode()) <= 75 for line in lines)
    assert all(line.startswith(b" ") for line in lines[1:])


@given(words=WORDS)
def test_what_was_folded_and_escaped_comes_back_whole(words):
    line = text.text_line("DESCRIPTION", text.prose(words))
    (name, _, value), _ = (part.parts() for part in Contentlines.from_ical(f"{line}X:\r\n")[:2])
    assert (name, value.replace("\\n", "\n")) == ("DESCRIPTION", text.prose(words))


@given(words=WORDS)
def test_no_fold_is_inside_an_escape(words):
    line = text.text_line("DESCRIPTION", text.prose(f"{words}, a; b\nc " * 8))
    assert "\\\r\n " not in line


@given(
    words=st.lists(st.text(st.characters(codec="utf-8", categories=["L"]), min_size=2, max_size=6))
)
def test_no_fold_is_beside_a_space_where_words_have_two_letters(words):
    line = text.text_line("DESCRIPTION", " ".join(words * 20))
    assert not re.search(" \r\n | \r|\r\n  ", line)


@pytest.mark.parametrize("words", ["a " * 100, "é " * 100, "👩 " * 100, ", " * 100, "\n; " * 100])
def test_words_of_one_letter_are_folded_beside_spaces(words):
    lines = text.text_line("DESCRIPTION", text.prose(words)).encode().split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert "".join(line.decode()[1:] for line in lines[1:-1]).strip()


@given(words=st.text(max_size=300))
def test_clean_text_has_nothing_that_breaks_a_line_or_cannot_be_shown(words):
    clean = text.prose(words)
    assert clean.split("\n") == clean.splitlines() or not clean
    assert not re.search(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff\\\\]", clean
    )
    assert text.prose(clean) == clean
    assert "\n" not in text.one_line(words)


@pytest.mark.parametrize(
    ("words", "clean"),
    [
        ("C:\\new", "C:∖new"),
        ("a\u2028b\u2029c\x85d\x0be\r\nf\rg", "a\nb\nc\nd\ne\nf\ng"),
        ("\x07bell \x00and null", "bell and null"),
        ("half \ud800 of one", "half \ufffd of one"),
        ("tab\tand   spaces ", "tab and spaces"),
        ("far\n\n\n\napart", "far\n\napart"),
    ],
)
def test_traps_are_taken_out_of_text(words, clean):
    assert text.prose(words) == clean


def test_an_address_keeps_its_characters_but_for_backslashes():
    assert text.address("https://a.edu/x,y;z\\n?q=ü") == "https://a.edu/x,y;z%5Cn?q=ü"


@given(words=st.text(max_size=200))
def test_text_is_escaped_as_the_library_does(words):
    clean = text.prose(words)
    line = text.text_line("SUMMARY", clean).replace("\r\n ", "")
    assert line == f"SUMMARY:{icalendar.vText(clean).to_ical().decode()}\r\n"
