"""Finished answers in memory: bounded, compressed once, chosen by what the reader accepts."""

import gzip
from concurrent.futures import ThreadPoolExecutor

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedule.http.kept import OVERHEAD, Kept, Memory, accepted, etag_of, held_by

TYPE = (("Content-Type", "text/html; charset=utf-8"),)
LONG = b"<p>Pruning</p>" * 500


def kept(key="abc", body=LONG):
    return Kept.of(key, TYPE, body)


def put(shelf, key, body=LONG):
    shelf.put(key, kept(key, body))


def test_an_answer_is_kept_in_each_coding_each_with_its_own_tag():
    plain, gz, br = (kept().representation(coding) for coding in ("", "gzip", "br"))
    assert (plain.etag, plain.encoding, plain.body) == ('"abc"', "", LONG)
    assert (gz.etag, gz.encoding, gzip.decompress(gz.body)) == ('"abc-gzip"', "gzip", LONG)
    assert (br.etag, br.encoding, brotli.decompress(br.body)) == ('"abc-br"', "br", LONG)


def test_the_same_answer_is_compressed_to_the_same_bytes():
    assert kept().bodies == kept().bodies


@pytest.mark.parametrize("coding", ["gzip", "br"])
@pytest.mark.parametrize("body", [b"", b"short", bytes(range(256)) * 4])
def test_what_compression_does_not_shorten_is_sent_as_it_is(body, coding):
    found = kept(body=body).representation(coding)
    unpack = {"": bytes, "gzip": gzip.decompress, "br": brotli.decompress}[found.encoding]
    assert unpack(found.body) == body
    assert len(found.body) <= len(body)
    assert (found.etag == '"abc"') is (found.encoding == "")


@pytest.mark.parametrize(
    ("header", "codings"),
    [
        ("gzip", ["gzip"]),
        ("gzip, deflate, br, zstd", ["br", "gzip"]),
        ("br;q=0.9, gzip", ["gzip", "br"]),
        ("deflate;q=0.5, GZIP ; q=0.3", ["gzip"]),
        ("*", ["br", "gzip"]),
        ("*, br;q=0", ["gzip"]),
        ("x-gzip", ["gzip"]),
        ("gzip;q=0.5, identity;q=0.5", ["gzip"]),
        ("gzip;q=0.5, identity", []),
        ("br;q=1.0, gzip;q=0.5, identity;q=0.8", ["br"]),
        ("*;q=0.1, gzip;q=0", ["br"]),
        ("gzip;q=0.0", []),
        ("gzip;q=much", []),
        ("br", ["br"]),
        ("identity", []),
        ("", []),
    ],
)
def test_what_is_liked_best_is_sent_and_the_plain_answer_at_last(header, codings):
    assert accepted(header) == (*codings, "")


@given(st.text(max_size=60))
def test_no_header_is_too_odd_to_be_read(header):
    assert accepted(header)[-1] == ""
    tags = {"", '"abc"', '"abc-gzip"', '"abc-br"'}
    assert held_by(header, "abc", accept=header) in tags


@pytest.mark.parametrize(
    ("reader", "accept", "held"),
    [
        ('"abc"', "", '"abc"'),
        ('"abc"', "gzip", '"abc"'),
        ('"abc-gzip"', "gzip", '"abc-gzip"'),
        ('"abc-gzip"', "", ""),
        ('"abc-gzip"', "br", ""),
        ('"abc-gzip"', "gzip, br", '"abc-gzip"'),
        ('"abc-gzip", "abc-br"', "gzip, br", '"abc-br"'),
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
    shelf = Memory(10**6)
    shelf.put("abc", kept())
    assert shelf.get("abc") == kept()
    assert shelf.get("abd") is None
    shelf.clear()
    assert (shelf.get("abc"), len(shelf), shelf.size) == (None, 0, 0)


def test_what_was_not_asked_for_longest_goes_first():
    shelf = Memory(10 * kept().size)
    for number in range(10):
        put(shelf, f"{number:03}")
    shelf.get("000")
    put(shelf, "010")
    assert shelf.get("000")
    assert shelf.get("001") is None
    assert len(shelf) == 10


def test_an_answer_put_twice_counts_once():
    shelf = Memory(10**6)
    shelf.put("abc", kept())
    shelf.put("abc", kept())
    assert (len(shelf), shelf.size) == (1, kept().size)


def test_one_answer_never_pushes_out_most_of_the_others():
    shelf = Memory(8 * kept().size)
    shelf.put("abc", kept())
    put(shelf, "huge", b"x" * shelf.limit)
    assert len(shelf) == 1


def test_a_shelf_without_room_keeps_nothing():
    shelf = Memory(0)
    shelf.put("abc", kept())
    assert len(shelf) == 0


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 3_000)), max_size=60))
def test_the_bound_holds_whatever_is_put(pairs):
    shelf = Memory(20_000)
    for key, length in pairs:
        put(shelf, str(key), b"x" * length)
        found = [shelf._values[name] for name in shelf._values]
        assert shelf.size == sum(each.size for each in found) <= shelf.limit
        assert all(each.size >= OVERHEAD for each in found)


def test_threads_share_one_shelf():
    shelf = Memory(5 * kept().size)

    def use(number):
        key = str(number % 9)
        put(shelf, key)
        found = shelf.get(key)
        return found is None or found.key == key

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(use, range(4_000)))
    assert shelf.size == sum(each.size for each in shelf._values.values()) <= shelf.limit


def test_a_tag_is_quoted():
    assert (etag_of("abc"), etag_of("abc", "gzip")) == ('"abc"', '"abc-gzip"')
