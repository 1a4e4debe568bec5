"""Things in one line, and phrases that a language can turn round."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from schedule.wording import Clock, clock_words, span_words
from schedule.wording.items import acted_phrase, first_words, label_words, time_words
from schedule.wording.joining import (
    all_of,
    apart,
    labelled,
    own_sentence,
    remark,
    sentence,
    sentences,
    side_by_side,
    spaced,
)
from schedule.wording.phrase import ISOLATE, RIGHT_TO_LEFT, RIGHT_TO_LEFT_MARK, fill, phrase
from schedule.wording.times import hour_words


def test_things_are_listed_with_an_and_before_the_last():
    assert [all_of(things) for things in ([], ["a"], ["a", "b"], ["a", "b", "c", "d"])] == [
        "",
        "a",
        "a and b",
        "a, b, c and d",
    ]


def test_what_is_empty_leaves_no_comma_behind():
    assert side_by_side("", "36-156", "", "Song Han") == "36-156, Song Han"
    assert (side_by_side(), side_by_side("", "a"), apart(["", "a", "b"])) == ("", "a", "a; b")
    assert (labelled("", "b"), labelled("a", ""), labelled("a", "b")) == ("b", "a", "a: b")
    assert sentences("", sentence("by end of day"), "That is all.") == "By end of day. That is all."


def test_each_language_has_its_own_commas_and_stops():
    with translation.override("zh-hans"):
        assert all_of(["26 讲", "8 个截止日期", "1 场考试"]) == "26 讲、8 个截止日期、1 场考试"
        assert sentences(sentence("一"), sentence("二")) == "一。二。"
    with translation.override("de"):
        assert all_of(["a", "b", "c"]) == "a, b und c"


def test_a_stop_is_not_said_twice():
    assert fill("{item} moved; was {was}.", item="L", was="30. Sept.") == "L moved; was 30. Sept."
    assert fill("{a}… and {b}.", a="x.", b="y") == "x.… and y."
    assert fill("{item}。", item="一。") == "一。"
    assert fill("{item}。", item="One.") == "One."
    assert fill("{item}.", item="一。") == "一。"


def test_what_staff_wrote_is_a_sentence_by_the_marks_of_its_own_script():
    written = ["one page", "One page.", "Really?", "On Canvas (A4)", "一页", "一页。", "صفحة"]
    ended = ["One page.", "One page.", "Really?", "On Canvas (A4).", "一页。", "一页。", "صفحة."]
    for language in ("en", "ja", "ar"):
        with translation.override(language):
            assert [own_sentence(words) for words in written] == ended


def test_a_latin_sentence_keeps_its_space_where_the_language_has_none():
    with translation.override("ja"):
        assert sentences("Snow day.", "同じ日。", "一。") == "Snow day. 同じ日。一。"


def test_a_full_width_mark_has_its_own_space():
    assert [spaced(words) for words in ("Saved.", "我的课程", "Mes cours :", "")] == [
        "Saved. ",
        "我的课程 ",
        "Mes cours : ",
        " ",
    ]
    for words in ("我的课程：", "已保存。", "（）"):
        assert spaced(words) == words


def test_a_remark_has_no_stop_before_the_comma():
    written = ["Snow day.", "Snow day", "休講。", "and so on...", "Really?", ""]
    said = ["Snow day", "Snow day", "休講", "and so on...", "Really?", ""]
    assert [remark(words) for words in written] == said


def test_a_value_that_is_empty_is_no_part():
    assert [part.name for part in phrase("{item} {reason}", item="Lab", reason="")] == ["item", ""]


def test_values_keep_their_direction_where_the_language_runs_from_right_to_left():
    with translation.override("ar"):
        assert (
            fill("{n} {room}", n=7, room="36-156")
            == f"{RIGHT_TO_LEFT_MARK}7 {ISOLATE}36-156\N{POP DIRECTIONAL ISOLATE}"
        )
        assert RIGHT_TO_LEFT in span_words(time(15, 35), time(17))
    assert span_words(time(15, 35), time(17)) == "3:35–5:00 pm"


@dataclass
class Made:
    kind: str
    label: str


@pytest.mark.parametrize(
    ("kind", "label", "words"),
    [
        ("lecture", "Lecture 7", "Vorlesung 7"),
        ("lecture", "Lecture", "Vorlesung"),
        ("recitation", "Recitation", "Übung"),
        ("office-hours", "Office hour", "Sprechstunde"),
        ("announcement", "Announcement", "Ankündigung"),
        ("no-class", "No class", "Vorlesungsfrei"),
        ("office-hours", "Julia class", "Julia class"),
        ("deadline", "Lecture 7", "Lecture 7"),
        ("lecture", "Lecture ⅳ", "Lecture ⅳ"),
    ],
)
def test_labels_that_the_engine_made_are_said_in_the_language_of_the_page(kind, label, words):
    assert label_words(Made(kind, label)) == label
    with translation.override("de"):
        assert label_words(Made(kind, label)) == words


def test_what_happens_may_stand_before_the_item():
    with translation.override("de"):
        parts = acted_phrase(Made("deadline", "Lab 4"))
    assert [(part.text, part.name) for part in parts] == [("Abgabe ", ""), ("Lab 4", "item")]


def test_where_days_have_24_hours_a_midnight_that_ends_a_day_is_24_00():
    zone = ZoneInfo("America/New_York")
    due = SimpleNamespace(
        kind="deadline",
        day=date(2023, 9, 30),
        start=datetime(2023, 10, 1, 4, tzinfo=UTC),
        time_stated=True,
        first_day=date(2023, 9, 30),
        first_start=datetime(2023, 10, 1, 4, tzinfo=UTC),
    )
    assert time_words(due, Clock(zone)) == "midnight"
    with translation.override("de"):
        assert time_words(due, Clock(zone)) == "24:00"
        assert first_words(due, Clock(zone)) == "Sa, 30. Sept., 24:00"
        assert span_words(time(22), time(0)) == "22:00–24:00"
        assert clock_words(time(0)) == "00:00"


def test_whole_hours_on_an_axis():
    assert [hour_words(hour) for hour in (0, 9, 12, 15, 24)] == [
        "midnight",
        "9 am",
        "noon",
        "3 pm",
        "midnight",
    ]
    with translation.override("de"):
        assert [hour_words(hour) for hour in (9, 12, 24)] == ["09:00", "12:00", "24:00"]
