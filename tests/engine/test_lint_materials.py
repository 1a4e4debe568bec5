"""What the linter says of slides and links. Lectures are on Sep 5, 7, 12, 14 and so on."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedule.engine.addresses import fault_of, links_in
from schedule.engine.lint import lint
from schedule.markdown import render
from tests.engine.builders import BEFORE_TERM, derived, make_course, make_term, sep

HREF = re.compile(r'href="([^"]*)"')


def findings(course, *, now=BEFORE_TERM):
    term = make_term()
    return lint(term, course, derived(course, term=term), now=now)


def with_slides(*numbers, kind="slides"):
    url = "https://example.edu/slides.pdf"
    return {
        f"lecture_{n}": {"resources": [{"key": f"slides-{n}", "kind": kind, "url": url}]}
        for n in numbers
    }


def keys(course, day):
    return [(each.code, each.key) for each in findings(course, now=sep(day, 12))]


def test_a_lecture_without_slides_is_found_a_week_after_it_was_held():
    course = make_course(8, **with_slides(1, 3, 4))
    assert keys(course, 13) == []
    assert keys(course, 14) == keys(course, 19) == [("without-slides", "lecture-2")]
    (found,) = findings(course, now=sep(14, 12))
    assert found.where == "lectures/lecture-2"
    assert found.reason == "Lecture 2 was held on Thu Sep 7 and has neither slides nor notes."


def test_notes_stand_in_for_slides_and_videos_do_not():
    assert keys(make_course(8, **with_slides(1, kind="note")), 12) == []
    assert keys(make_course(8, **with_slides(1, kind="video")), 12) == [
        ("without-slides", "lecture-1")
    ]


def test_a_course_that_has_no_slides_is_told_once_and_the_same_all_term():
    course = make_course(8, **with_slides(3))
    (early,), (late,) = (findings(course, now=sep(day, 12)) for day in (14, 26))
    assert (early.key, early.where) == ("6.5940", "lectures")
    assert early.reason.startswith("None of 2 lectures")
    assert late.reason == "Only 1 of 5 lectures held a week ago or earlier has slides or notes."
    assert early.fingerprint == late.fingerprint


def test_lectures_that_were_not_held_need_no_slides():
    assert keys(make_course(8, lecture_1={"cancelled": True}, **with_slides(2, 3, 4)), 19) == []


def test_lectures_held_together_need_them_once():
    course = make_course(8, lecture_1={"merged_into": "lecture-2"}, **with_slides(2))
    assert keys(course, 12) == []


@pytest.mark.parametrize(
    "address",
    [
        "https://hanlab.mit.edu/courses/2023-fall-65940",
        "https://www.youtube.com/watch?v=rCFvPEQTxKI&t=1#now",
        "http://127.0.0.1:8000/",
        "https://[2001:db8::1]/",
        "https://example.edu./a%20b",
        "https://bücher.example/größe",
        "https://en.wikipedia.org/wiki/Quantization_(signal_processing)",
        "https://a_b.example.edu",
        "mailto:staff@example.edu",
    ],
)
def test_an_address_that_can_be_one_has_no_fault(address):
    assert fault_of(address) == ""


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("www.example.edu/slides", "it does not start with https://"),
        ("/2023-fall/", "it does not start with https://"),
        ("//example.edu/", "it does not start with https://"),
        ("htps://example.edu/", "it does not start with https://"),
        ("https://https://example.edu/", "https is not a name"),
        ("https://slides/", "slides is not a name"),
        ("https://localhost:8000/", "localhost is not a name"),
        ("https://example..edu/", "example..edu cannot be the name of a host"),
        ("https://-example.edu/", "-example.edu cannot be"),
        ("https://192.168.1/", "192.168.1 is no host's number"),
        ("https://192.168.1.300/", "192.168.1.300 is no host's number"),
        ("https://example.edu/100%", "after % it needs two digits"),
        ("https://example.edu/{id}", "it has { in it"),
        ("https://example.edu/a b", "it has a space in it"),
        ("https://example.edu:99999/", "its host or port"),
        ("https://[::1/", "its host or port"),
        ("https:///slides.pdf", "it names no host"),
        ("mailto:staff", "it names no mailbox"),
    ],
)
def test_an_address_that_cannot_be_one_is_told_why(address, fault):
    assert fault_of(address).startswith(fault)


def test_links_are_found_wherever_they_are_written():
    broken = "https://slides/1.pdf"
    prose = f"See [this]({broken})."
    course = make_course(
        1,
        description=prose,
        lecture_1={
            "description": prose,
            "resources": [{"key": "slides", "kind": "slides", "url": broken, "note": prose}],
        },
        links=[{"key": "forum", "label": "Forum", "url": broken}],
        people=[{"key": "ta", "name": "A", "url": broken}],
        resources=[{"key": "more", "kind": "note", "note": prose}],
        exams=[{"key": "midterm", "title": "M", "day": "2023-09-29", "description": prose}],
        announcements=[{"key": "hello", "day": "2023-09-07", "text": prose}],
        labs=[{"key": "lab-1", "title": "Lab 1", "handout": broken, "description": prose}],
    )
    found = findings(course)
    assert {each.code for each in found} == {"not-an-address"}
    assert sorted(each.where for each in found) == [
        "announcements/hello",
        "course",
        "exams/midterm",
        "labs/lab-1",
        "lectures/lecture-1",
        "lectures/lecture-1/resources/slides",
        "links/forum",
        "people/ta",
        "resources/more",
    ]
    assert found[0].reason == (
        "The link 'https://slides/1.pdf' leads nowhere: "
        "slides is not a name that readers' browsers can find."
    )


@pytest.mark.parametrize(
    ("prose", "links"),
    [
        (
            "[a](https://a.example/) and <https://b.example/>",
            ["https://a.example/", "https://b.example/"],
        ),
        ("[a][1]\n\n[1]: https://a.example/", ["https://a.example/"]),
        ("| a |\n|---|\n| [b](www.b.example) |", ["www.b.example"]),
        ("[a](https://a.example/my slides.pdf)", ["https://a.example/my slides.pdf"]),
        ("`[a](https://a)` and f[0](x) and [1](2)", ["x", "2"]),
        ("no link, https://a alone", []),
    ],
)
def test_links_in_prose_are_those_that_were_meant(prose, links):
    assert list(links_in(prose)) == links


addresses = st.from_regex(
    r"(https?:|htp:|mailto:|tel:|)(//)?[a-z]{0,3}(\.[a-z]{1,3})?(/[a-z]{0,2})?", fullmatch=True
)


@given(addresses)
def test_no_link_that_the_page_drops_goes_untold(address):
    prose = f"[words]({address})"
    assert HREF.search(render(prose)) or all(map(fault_of, links_in(prose)))
