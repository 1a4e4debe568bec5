"""QR codes: what is drawn is what was encoded, and a reader gets it back."""

import re
from xml.etree import ElementTree as ET

import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st

from schedule.qr import LONGEST, QUIET, TooLongError, draw, to_svg
from tests.qr_codes import decode, filled

ADDRESS = "https://lectern.example.edu/2023-fall/6.5940/calendar.ics?only=lecture,deadline"
SVG = "{http://www.w3.org/2000/svg}"


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=400))
def test_the_path_fills_the_modules_of_the_code_and_nothing_around(text):
    code = draw(text)
    matrix = [
        [bool(module) for module in line]
        for line in segno.make(text, error="m", micro=False).matrix
    ]
    blank, white = [False] * code.side, [False] * QUIET
    framed = [blank] * QUIET + [white + line + white for line in matrix] + [blank] * QUIET
    assert filled(code.path, code.side) == framed


@pytest.mark.parametrize("length", [1, 50, 200, 400, LONGEST])
def test_a_reader_gets_the_address_back(length):
    address = (ADDRESS + "&alarm=deadline:P1D" * 60)[:length]
    code = draw(address)
    assert decode(filled(code.path, code.side)) == [address]


def test_the_file_is_two_paths_dark_on_white_without_a_size_of_its_own():
    root = ET.fromstring(to_svg(ADDRESS))
    side = draw(ADDRESS).side
    assert root.attrib == {"viewBox": f"0 0 {side} {side}"}
    title, white, dark = root
    assert title.text == ADDRESS
    assert white.attrib == {"fill": "#fff", "d": f"M0 0h{side}v{side}H0z"}
    assert (dark.tag, dark.attrib) == (f"{SVG}path", {"d": draw(ADDRESS).path})


def test_markup_in_an_address_is_text():
    assert ET.fromstring(to_svg("https://a.b/?<&>"))[0].text == "https://a.b/?<&>"


def test_the_same_address_is_the_same_drawing_and_a_small_one():
    assert to_svg(ADDRESS) == to_svg(ADDRESS)
    assert len(draw("https://lectern.example.edu/2023-fall/6.5940/").path) < 2_500
    assert not re.search(r"[^\dMhvz -]", draw(ADDRESS).path)


def test_a_text_beyond_what_phones_read_is_refused():
    with pytest.raises(TooLongError):
        draw("x" * (LONGEST + 1))
    with pytest.raises(TooLongError):
        draw("ü" * LONGEST)
