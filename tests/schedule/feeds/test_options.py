"""Options: many ways to write them, one form, and words for what is wrong."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedule.engine.entry import DEFAULT_KINDS, Kind
from schedule.feeds.options import (
    KNOWN,
    LONGEST_PAST,
    SUMMARIES,
    TIMED_KINDS,
    OptionError,
    Options,
    ignored,
)
from schedule.wording.languages import LANGUAGES

DAY, MINUTES = timedelta(days=1), timedelta(minutes=15)

OPTIONS = st.builds(
    Options,
    kinds=st.frozensets(st.sampled_from(Kind), min_size=1),
    alarms=st.dictionaries(
        st.sampled_from(Kind),
        st.sets(st.integers(0, 60 * 86_400), min_size=1, max_size=5).map(
            lambda offsets: tuple(timedelta(seconds=at) for at in sorted(offsets, reverse=True))
        ),
    ),
    deadlines=st.sampled_from(["block", "day"]),
    cancelled=st.sampled_from(["status", "title", "omit"]),
    summary=st.sampled_from(SUMMARIES),
    language=st.sampled_from(["", *LANGUAGES]),
    past=st.none() | st.integers(0, LONGEST_PAST),
)


def parse(text):
    query = {}
    for part in filter(None, text.split("&")):
        name, _, value = part.partition("=")
        query.setdefault(name, []).append(value)
    return Options.of(query)


@given(options=OPTIONS)
def test_the_one_query_asks_for_the_same_options(options):
    assert parse(options.query) == options
    assert parse(options.query).query == options.query


def test_without_options_a_feed_has_what_a_course_page_has():
    assert parse("") == Options()
    assert Options().kinds == DEFAULT_KINDS
    assert (Options().query, Options().is_kept_form) == ("", True)


@pytest.mark.parametrize(
    "query",
    ["only=lecture,exam", "only=exam&only=lecture", "only=Exam, LECTURE", "only=lecture,exam,exam"],
)
def test_kinds_can_be_written_in_many_ways(query):
    assert parse(query).kinds == {Kind.LECTURE, Kind.EXAM}
    assert parse(query).query == "only=lecture,exam"


@pytest.mark.parametrize(
    ("query", "alarms"),
    [
        ("alarm=P1D", dict.fromkeys(TIMED_KINDS, (DAY,))),
        ("alarm=PT24H", dict.fromkeys(TIMED_KINDS, (DAY,))),
        ("alarm=deadline:PT15M&alarm=deadline:p1d", {Kind.DEADLINE: (DAY, MINUTES)}),
        ("alarm=deadline:P1D,lecture:PT15M", {Kind.DEADLINE: (DAY,), Kind.LECTURE: (MINUTES,)}),
        ("alarm=release:PT0S", {Kind.RELEASE: (timedelta(0),)}),
        ("alarm=exam:P1W", {Kind.EXAM: (timedelta(weeks=1),)}),
        ("alarm=exam:P1DT12H", {Kind.EXAM: (timedelta(hours=36),)}),
    ],
)
def test_alarms_are_for_a_kind_or_for_all_that_have_a_time(query, alarms):
    assert parse(query).alarms == alarms


@pytest.mark.parametrize(
    ("query", "words"),
    [
        (
            "only=nonsense",
            "only=nonsense is not understood. Allowed, separated by commas: lecture,",
        ),
        ("only=", "only= is not understood. Allowed, separated by commas: lecture,"),
        ("alarm=-5", "alarm=-5 is not understood. Write how long before as P1D, PT2H or PT15M"),
        ("alarm=-P1D", "It cannot be negative."),
        ("alarm=P", "Write how long before"),
        ("alarm=PT", "Write how long before"),
        ("alarm=P1DT", "Write how long before"),
        ("alarm=P1Y", "Write how long before"),
        ("alarm=P٣D", "Write how long before"),
        ("alarm=P61D", "At most 60 days before."),
        ("alarm=PT99999999999S", "Write how long before"),
        ("alarm=lab:P1D", "alarm=lab:p1d is not understood. The kind is one of: lecture,"),
        ("alarm=PT1M,PT2M,PT3M,PT4M,PT5M,PT6M", "At most 5 alarms of a kind"),
        ("deadlines=hour", "deadlines=hour is not understood. Allowed: block, day."),
        ("deadlines=block&deadlines=day", "deadlines=block,day is not understood. Give one of"),
        ("cancelled=hide", "Allowed: status, title, omit."),
        ("cancelled=", "cancelled= is not understood. Allowed: status, title, omit."),
        ("summary={course}", "Allowed: number, dot, bracket."),
        ("language=pt", "Allowed: en, de, es, fr, zh-hans, ja, ar."),
        ("language=de&language=en", "language=de,en is not understood. Give one of: en, de,"),
        ("past=-1", "past=-1 is not understood. Allowed: all, or a number of days up to 999"),
        ("past=1000", "Allowed: all, or a number of days up to 999, such as 14."),
        ("past=PT12H", "Allowed: all, or a number of days"),
        ("past=1.5", "Allowed: all, or a number of days"),
        ("past=１４", "Allowed: all, or a number of days"),
        ("past=", "Allowed: all, or a number of days"),
    ],
)
def test_a_wrong_value_is_told_with_what_is_allowed(query, words):
    with pytest.raises(OptionError) as caught:
        parse(query)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("query", "one"),
    [
        ("past=14", "past=14"),
        ("past=P14D", "past=14"),
        ("past=p2w", "past=14"),
        ("past=PT336H", "past=14"),
        ("past=0", "past=0"),
        ("past=ALL", ""),
        ("language=ZH-Hans", "language=zh-hans"),
        ("summary=number", ""),
        ("summary=Dot&past=7&language=de", "summary=dot&language=de&past=7"),
    ],
)
def test_names_language_and_window_have_one_form(query, one):
    assert parse(query).query == one


def test_what_deadlines_as_tasks_cannot_have_is_left_out_of_their_options():
    options = parse("only=lecture&alarm=P1D&summary=dot&past=7")
    assert options.for_tasks.query == "alarm=deadline:P1D&summary=dot&past=7"


def test_a_long_wrong_value_is_cut():
    with pytest.raises(OptionError) as caught:
        parse(f"only={'x' * 10_000}")
    assert len(str(caught.value)) < 250


@given(text=st.text(max_size=40), option=st.sampled_from(sorted(KNOWN)))
def test_any_text_is_understood_or_told_to_be_wrong(text, option):
    try:
        options = Options.of({option: [text]})
    except OptionError as error:
        told = str(error)
    else:
        told = f"{option}=" if parse(options.query) == options else ""
    assert told.startswith(f"{option}=")


def test_what_is_ignored_is_named_once_in_order():
    assert ignored(["b", "only", "a", "b"]) == "a, b"
    assert len(ignored(f"{n:02}{'x' * 500}" for n in range(500))) < 1_500
