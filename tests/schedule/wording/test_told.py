"""What an event says in a calendar: as the subscriber wants it named, in seven languages."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedule import ical
from schedule.engine.entry import Kind, Material, Status
from schedule.feeds.options import SUMMARIES
from schedule.wording.languages import LANGUAGES, spoken
from schedule.wording.told import say
from tests.schedule.ical.samples import FACTS, all_day, deadline, lecture, parsed, vevent

EXTENDED = {
    "first_day": date(2023, 10, 26),
    "first_start": datetime(2023, 10, 27, 3, 59, tzinfo=UTC),
}
ENTRIES = {
    "lecture": lecture(end=None, together_with="Lecture 8", reason="Guest", note="on Zoom"),
    "deadline": deadline(),
    "day": deadline(start=None, **{**EXTENDED, "first_start": None}),
    "extended": deadline(**EXTENDED),
    "release": all_day(Kind.RELEASE, label="Lab 2", start=datetime(2023, 11, 23, 14, tzinfo=UTC)),
    "no-class": all_day(Kind.NO_CLASS, label="No class", title="Thanksgiving"),
    "cancelled": lecture(status=Status.CANCELLED, reason="Snow"),
    "removed": lecture(status=Status.REMOVED),
    "office-hours": all_day(Kind.OFFICE_HOURS, label="Office hour"),
    "recitation": all_day(Kind.RECITATION, label="Recitation"),
    "announcement": all_day(Kind.ANNOUNCEMENT, label="Announcement", title="News"),
    "exam": all_day(Kind.EXAM, label="Midterm"),
}


def summary(entry, form="number", **more):
    return say(entry, FACTS, ical.Form(summary=form, **more)).summary


@pytest.mark.parametrize(
    ("entry", "number", "dot", "bracket"),
    [
        (
            "deadline",
            "6.5940 Lab 4 due",
            "6.5940 · Lab 4 due",
            "Lab 4 due 11:59 pm [6.5940]",
        ),
        (
            "extended",
            "6.5940 Lab 4 due (extended)",
            "6.5940 · Lab 4 due (extended)",
            "Lab 4 due 11:59 pm (extended) [6.5940]",
        ),
        (
            "cancelled",
            "Cancelled: 6.5940 Lecture 7: Neural Architecture Search (Part I)",
            "Cancelled: 6.5940 · Lecture 7: Neural Architecture Search (Part I)",
            "Cancelled: Lecture 7: Neural Architecture Search (Part I) [6.5940]",
        ),
        ("release", "6.5940 Lab 2 out", "6.5940 · Lab 2 out", "Lab 2 out [6.5940]"),
        ("exam", "6.5940 Midterm", "6.5940 · Midterm", "Midterm [6.5940]"),
        ("no-class", *["Thanksgiving — No Class"] * 3),
    ],
)
def test_the_course_s_number_stands_where_the_subscriber_wants_it(entry, number, dot, bracket):
    found = [summary(ENTRIES[entry], form) for form in SUMMARIES]
    assert found == [number, dot, bracket]


def test_a_deadline_on_its_day_tells_its_time_in_each_form():
    found = [summary(deadline(), form, deadlines_as_days=True) for form in SUMMARIES]
    assert found == [
        "6.5940 Lab 4 due 11:59 pm",
        "6.5940 · Lab 4 due 11:59 pm",
        "Lab 4 due 11:59 pm [6.5940]",
    ]


@pytest.mark.parametrize(("label", "words"), [("Proposal due", "due"), ("Grades out", "out")])
def test_a_label_that_says_what_happens_says_it_once(label, words):
    entry = deadline(label=label) if words == "due" else all_day(Kind.RELEASE, label=label)
    assert summary(entry) == f"6.5940 {label}"


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("de", ["6.5940 Abgabe Lab 4 (verlängert)", "Thanksgiving – vorlesungsfrei"]),
        ("ja", ["6.5940 Lab 4 締切（延長）", "Thanksgiving（休講日）"]),
        ("zh-hans", ["6.5940 Lab 4 截止（已延期）", "Thanksgiving（停课）"]),
    ],
)
def test_our_words_are_said_in_the_language_asked_for_and_the_staff_s_as_written(language, lines):
    found = [summary(ENTRIES[each], language=language) for each in ("extended", "no-class")]
    assert found == lines


def test_without_a_wish_the_course_s_language_is_spoken():
    german = replace(FACTS, language="de")
    said = say(ENTRIES["extended"], german)
    assert (said.summary, said.language) == ("6.5940 Abgabe Lab 4 (verlängert)", "de")
    assert said == say(ENTRIES["extended"], FACTS, ical.Form(language="de"))
    assert say(ENTRIES["extended"], german, ical.Form(language="en")).language == "en"


ENGLISH = re.compile(
    r"\b(Due|due|out|Out|Cancelled|Chapter|Together|ends|known|No longer|extended|No Class|am|pm|"
    r"Office|Recitation|Announcement|Tue|Thu|Lecture)\b"
)


@pytest.mark.parametrize("language", [each for each in LANGUAGES if each != "en"])
@pytest.mark.parametrize("name", ENTRIES)
def test_no_word_of_ours_is_left_in_english(language, name):
    said = say(ENTRIES[name], FACTS, ical.Form(language=language, deadlines_as_days=True))
    written = said.summary + said.description
    for words in ("Neural Architecture Search (Part I)", "Efficient Inference", "on Zoom"):
        written = written.replace(words, "")
    assert not ENGLISH.search(written)


def test_a_link_without_a_label_of_its_own_is_named_in_the_language():
    named = Material("slides", "Slides", "https://example.edu/s")
    own = Material("slides", "Slides of the guest", "https://example.edu/g")
    said = say(lecture(materials=(named, own)), FACTS, ical.Form(language="de"))
    assert "Folien: https://example.edu/s\nSlides of the guest: https" in said.description


def test_a_description_stands_there_as_plain_text_with_its_addresses():
    entry = deadline(description="**Bring**\n[Solutions](https://example.edu/s), *printed*")
    assert say(entry, FACTS).description.endswith(
        "\n\nBring\nSolutions: https://example.edu/s, printed"
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", SUMMARIES)
@pytest.mark.parametrize("name", ENTRIES)
def test_every_language_and_form_is_read_as_it_was_written(language, form, name):
    entry, wanted = ENTRIES[name], ical.Form(summary=form, language=language)
    said = say(entry, FACTS, wanted)
    read = parsed(vevent(entry, form=wanted))
    assert read["SUMMARY"] == ical.text.one_line(said.summary)
    assert read["DESCRIPTION"].startswith(ical.text.prose(said.description))


@given(
    words=st.text(max_size=60),
    language=st.sampled_from(LANGUAGES),
    form=st.sampled_from(SUMMARIES),
)
def test_no_text_of_staff_breaks_a_line_of_a_feed(words, language, form):
    entry = lecture(label=words, title=words, note=words, chapter=words, description=words)
    text = vevent(entry, form=ical.Form(summary=form, language=language))
    assert re.fullmatch(r"(?:[^\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]*\r\n)+", text)
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    parsed(text)


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("en", "en"),
        ("de-CH", "de"),
        ("zh-Hans", "zh-hans"),
        ("zh-CN", "zh-hans"),
        ("zh-Hant", "en"),
        ("zh-TW", "en"),
        ("pt", "en"),
        ("tlh", "en"),
    ],
)
def test_the_language_of_a_course_is_spoken_where_we_can(tag, language):
    assert spoken(tag) == language
