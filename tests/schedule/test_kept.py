"""Finished answers in memory: bounded, compressed once, chosen by what the reader accepts."""

import gzip
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedule.kept import OVERHEAD, Kept, Shelf, accepts_gzip, etag_of, held_by

TYPE = (("Content-Type", "text/html; charset=utf-8"),)
LONG = b"<p>Pruning</p>" * 500


def kept(key="abc", body=LONG):
    return Kept.of(key, TYPE, body)


def test_an_answer_is_kept_plain_and_compressed_each_with_its_own_tag():
    plain, packed = (kept().representation(packed=packed) for packed in (False, True))
    assert (plain.etag, plain.encoding, plain.body) == ('"abc"', "", LONG)
    assert (packed.etag, packed.encoding) == ('"abc-gzip"', "gzip")
    assert gzip.decompress(packed.body) == LONG


def test_the_same_answer_is_compressed_to_the_same_bytes():
    assert kept().packed == kept().packed


@pytest.mark.parametrize("body", [b"", b"short", bytes(range(256)) * 4])
def test_what_compression_does_not_shorten_is_sent_as_it_is(body):
    found = kept(body=body).representation(packed=True)
    assert found.body == body or gzip.decompress(found.body) == body
    assert len(found.body) <= len(body)
    assert (found.etag == '"abc"') is (found.encoding == "")


@pytest.mark.parametrize(
    ("header", "accepts"),
    [
        ("gzip", True),
        ("gzip, deflate, br, zstd", True),
        ("deflate;q=0.5, GZIP ; q=0.3", True),
        ("*", True),
        ("x-gzip", True),
        ("gzip;q=0.5, identity;q=0.5", True),
        ("gzip;q=0.5, identity", False),
        ("gzip;q=0.5, identity;q=0.8", False),
        ("*;q=0.1, gzip;q=0", False),
        ("gzip;q=0.0", False),
        ("gzip;q=much", False),
        ("br", False),
        ("identity", False),
        ("", False),
    ],
)
def test_gzip_is_sent_where_it_is_liked_best(header, accepts):
    assert accepts_gzip(header) is accepts


@given(st.text(max_size=60))
def test_no_header_is_too_odd_to_be_read(header):
    assert accepts_gzip(header) in {True, False}
    assert held_by(header, "abc", accept=header) in {"", '"abc"', '"abc-gzip"'}


@pytest.mark.parametrize(
    ("reader", "accept", "held"),
    [
        ('"abc"', "", '"abc"'),
        ('"abc"', "gzip", '"abc"'),
        ('"abc-gzip"', "gzip", '"abc-gzip"'),
        ('"abc-gzip"', "", ""),
        ('"abc-gzip"', "gzip;q=0", ""),
        ('W/"abc"', "", '"abc"'),
        ('W/"abc-gzip"', "gzip", '"abc-gzip"'),
        ('"x", W/"abc" ,"y"', "", '"abc"'),
        ("*", "", '"abc"'),
        ('"abcd"', "", ""),
        ("abc", "", ""),
        ("", "", ""),
    ],
)
def test_a_reader_holds_what_it_has_in_a_coding_that_it_still_takes(reader, accept, held):
    assert held_by(reader, "abc", accept=accept) == held


def test_the_shelf_gives_back_what_it_was_given():
    shelf = Shelf(10**6)
    shelf.put(kept())
    assert shelf.get("abc") == kept()
    assert shelf.get("abd") is None
    shelf.clear()
    assert (shelf.get("abc"), len(shelf), shelf.size) == (None, 0, 0)


def test_what_was_not_asked_for_longest_goes_first():
    shelf = Shelf(10 * kept().size)
    for number in range(10):
        shelf.put(kept(f"{number:03}"))
    shelf.get("000")
    shelf.put(kept("010"))
    assert shelf.get("000")
    assert shelf.get("001") is None
    assert len(shelf) == 10


def test_an_answer_put_twice_counts_once():
    shelf = Shelf(10**6)
    shelf.put(kept())
    shelf.put(kept())
    assert (len(shelf), shelf.size) == (1, kept().size)


def test_one_answer_never_pushes_out_most_of_the_others():
    shelf = Shelf(8 * kept().size)
    shelf.put(kept())
    shelf.put(kept("huge", b"x" * shelf.limit))
    assert len(shelf) == 1


def test_a_shelf_without_room_keeps_nothing():
    shelf = Shelf(0)
    shelf.put(kept())
    assert len(shelf) == 0


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 3_000)), max_size=60))
def test_the_bound_holds_whatever_is_put(pairs):
    shelf = Shelf(20_000)
    for key, length in pairs:
        shelf.put(kept(str(key), b"x" * length))
        found = [shelf._answers[name] for name in shelf._answers]
        assert shelf.size == sum(each.size for each in found) <= shelf.limit
        assert all(each.size >= OVERHEAD for each in found)


def test_threads_share_one_shelf():
    shelf = Shelf(5 * kept().size)

    def use(number):
        key = str(number % 9)
        shelf.put(kept(key))
        found = shelf.get(key)
        return found is None or found.key == key

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(use, range(4_000)))
    assert shelf.size == sum(each.size for each in shelf._answers.values()) <= shelf.limit


def test_a_tag_is_quoted():
    assert (etag_of("abc"), etag_of("abc", "gzip")) == ('"abc"', '"abc-gzip"')
