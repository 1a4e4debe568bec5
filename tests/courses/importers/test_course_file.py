"""Text to content: what is read, and what a person is told where it cannot be."""

from datetime import date, time

import pytest

from courses import content
from courses.importers.course_file import CourseFileError, Problem, parse_course, parse_term

HEAD = 'term: 2023-fall\nslug: "6.5940"\nnumber: 6.5940\ntitle: TinyML\n'


def course(text=""):
    return parse_course(HEAD + text)


def problems(text, *, head=HEAD):
    with pytest.raises(CourseFileError) as caught:
        parse_course(head + text)
    return [(line, field) for line, field, _ in caught.value.problems]


def message(text, *, head=HEAD):
    with pytest.raises(CourseFileError) as caught:
        parse_course(head + text)
    (problem,) = caught.value.problems
    return str(problem)


def test_every_scalar_is_text():
    assert course().number == "6.5940"
    assert course("default_due_time: 22:00\n").default_due_time == time(22, 0)


@pytest.mark.parametrize("word", ["true", "yes", "True", "on"])
def test_yes_and_true_are_true(word):
    parsed = course(f"lectures:\n  - key: lecture-1\n    title: A\n    cancelled: {word}\n")
    assert parsed.lectures[0].cancelled


@pytest.mark.parametrize("nothing", ["", "~", "null"])
def test_what_is_left_empty_is_left_out(nothing):
    assert course(f"description: {nothing}\nlinks: {nothing}\n") == course()


def test_the_quoted_word_null_is_text():
    assert course('description: "null"\n').description == "null"


@pytest.mark.parametrize(
    ("text", "pin"),
    [
        ("2023-10-07", content.Pin(day=date(2023, 10, 7))),
        ("2023-10-07 10:00", content.Pin(day=date(2023, 10, 7), start=time(10))),
        (
            "2023-10-07 10:00-11:00",
            content.Pin(day=date(2023, 10, 7), start=time(10), end=time(11)),
        ),
        ("{day: 2023-10-07, room: 1-190}", content.Pin(day=date(2023, 10, 7), room="1-190")),
    ],
)
def test_a_pin_is_short_text_or_fields(text, pin):
    parsed = course(f"lectures:\n  - key: lecture-1\n    title: A\n    pin: {text}\n")
    assert parsed.lectures[0].pin == pin


def test_a_byte_order_mark_and_windows_line_ends_are_read():
    assert parse_course(("\ufeff" + HEAD).replace("\n", "\r\n").encode()) == course()


def test_the_order_of_weekdays_and_no_class_days_has_no_meaning():
    first = "meetings: [{key: a, weekdays: [thu, tue], start: '9:00'}]\n"
    second = "meetings: [{key: a, weekdays: [tue, thu], start: '09:00'}]\n"
    assert course(first) == course(second)


def test_every_problem_is_named_with_its_line_and_field():
    text = """\
meetings:
  - key: class
    weekdays: [tue, wedensday]
    start: 9
lectures:
  - key: lecture-1
    title:
  - key: lecture-1
    title: B
    chapter: chapter-9
labs:
  - key: lab-1
    kind: essay
    title: Lab 1
    deadlines:
      - key: lab-1-due
        due: lecture-7 noon
      - key: lab-1-due-2
        due: lecture-9
titel: A
"""
    assert problems(text) == [
        (7, "meetings[class].weekdays[#2]"),
        (8, "meetings[class].start"),
        (11, "lectures[lecture-1].title"),
        (12, "lectures[lecture-1].key"),
        (14, "lectures[lecture-1].chapter"),
        (17, "labs[lab-1].kind"),
        (21, "labs[lab-1].deadlines[lab-1-due].due"),
        (23, "labs[lab-1].deadlines[lab-1-due-2].due"),
        (24, "titel"),
    ]


def test_a_problem_reads_like_a_compilers():
    error = CourseFileError([Problem(7, "title", "empty")], name="a.yaml")
    assert str(error) == "a.yaml:7: title: empty"


def test_an_unknown_field_says_what_was_perhaps_meant():
    assert message("titel: A\n").startswith(
        "5: titel: not a field of a course; did you mean title? allowed: term, slug,"
    )


def test_a_typed_date_of_a_lecture_says_that_dates_follow():
    text = "lectures:\n  - key: lecture-1\n    title: A\n    date: 2023-09-07\n"
    assert "it follows from the meetings and the order" in message(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("visibility: secret\n", "5: visibility: 'secret' is not known here; write public, "),
        ("default_due_time: 9pm\n", "'9pm' is not a time of day; write it like 15:35"),
        ("links: Piazza\n", "this is the text 'Piazza'; write a list, each item after '- '"),
        ("links: [Piazza]\n", "links[#1]: this is the text 'Piazza'; a link has fields: key,"),
        ("description: [a]\n", "5: description: this is a list; write one text"),
        ("links:\n  -\n", "6: links[#1]: an empty item: write it, or delete the '-'"),
        ("links: [{key: week, label: A}]\n", "week is the address of a page; choose another key"),
        ("links: [{key: tba, label: A}]\n", "tba has a meaning of its own"),
        ("links: [{key: a, label: A, url: 'javascript:x'}]\n", "is not a web address"),
        ("links: [{key: a, label: A, url: 'https://[x'}]\n", "is not a web address"),
        ('links: [{key: a, label: "A\\nB"}]\n', "a line break does not fit here"),
        ('description: "A\\x07"\n', "the character U+0007 (control character) cannot be shown"),
        ("chapters: [{key: a}]\n", "chapters[a].title: missing: a chapter needs key, title"),
        ("chapters: [{key: a, title: ''}]\n", "chapters[a].title: empty: write a text"),
        (
            f"chapters: [{{key: a, title: {'x' * 10_000}}}]\n",
            "chapters[a].title: 10,000 characters are too many: at most 300",
        ),
        ("no_class_days: [{key: a, title: A, day: 2023-02-30}]\n", "is not a day of the calendar"),
        ("no_class_days: [{key: a, title: A, day: 0001-01-01}]\n", "the year is from 1900 to 2199"),
        (
            "no_class_days: [{key: a, title: A, day: 2023-10-10, last_day: 2023-10-09}]\n",
            "no_class_days[a].last_day: last_day 2023-10-09 is before day 2023-10-10",
        ),
        (
            "exams: [{key: a, title: A, day: 2023-10-10, start: '9:00', end: '8:00'}]\n",
            "exams[a].end: end 08:00 is not after start 09:00",
        ),
        ("lectures: [{key: a, title: A, number: 1000}]\n", "'1000' is too large: at most 999"),
        ("lectures: [{key: a, title: A, number: seven}]\n", "'seven' is not a whole number"),
        ("lectures: [{key: a, title: A, cancelled: maybe}]\n", "write true or false"),
        ("lectures: [{key: a, title: A, pin: Friday}]\n", "'Friday' is not a pin; write a date"),
        ("lectures: [{key: a, title: A, pin: {day: 2023-13-01}}]\n", "lectures[a].pin.day: "),
        ("lectures: [{key: a, title: A, merged_into: a}]\n", "merged into itself"),
        ("lectures: [{key: a, title: A, merged_into: b}]\n", "there is no lecture 'b'"),
        ("a: b: c\n", "5: a ':' where none can be: put quotes around a text that has ': ' in it"),
        ("a: 'b\n", "a quote is opened and never closed"),
        ("a: @b\n", "5: a text cannot start with this character: put it in quotes"),
        ("\ta: b\n", "5: a tab: indent with spaces"),
        ("slug: b\n", "5: slug: a second 'slug'; the first is in line 2"),
        ("a: &b c\n", "5: a: the anchor 'b' is not known here: delete it"),
        ("a: *b\n", "5: a: the alias 'b' is not followed: write the text itself"),
        ("a: !!str c\n", "5: a: the tag 'tag:yaml.org,2002:str' is not known here: delete it"),
        ("<<: {a: b}\n", "5: '<<': the merge key << is not followed"),
        ("? [a]\n: b\n", "a field's name is a word"),
        ("---\na: b\n", "5: a second document starts here: a file holds one"),
        ("a\u2028b: c\n", "5: a line break (U+2028) cannot be seen: delete it"),
        ("a: " + "[" * 1000 + "\n", "more than 12 lists and fields in each other are too many"),
        ("a: [" + "b," * 200_000 + "]\n", "more than 50,000 texts, lists and fields"),
        ("#" * 2**20, "more than 1,048,576 bytes are too many"),
    ],
)
def test_one_problem_is_said_in_words(text, words):
    assert words in message(text)


def test_lectures_merged_in_a_circle_are_refused():
    text = "lectures:\n"
    for key, target in (("a", "b"), ("b", "c"), ("c", "a"), ("d", "a")):
        text += f"  - {{key: {key}, title: T, merged_into: {target}}}\n"
    assert problems(text) == [
        (line, f"lectures[{key}].merged_into") for line, key in ((6, "a"), (7, "b"), (8, "c"))
    ]


def test_a_thousand_lectures_are_too_many():
    text = "".join(f"  - {{key: lecture-{n}, title: T}}\n" for n in range(1000))
    assert message("lectures:\n" + text) == ("5: lectures: 1000 lectures are too many: at most 400")


def test_a_file_that_is_not_utf_8_names_the_line():
    with pytest.raises(CourseFileError, match="2: byte 0xff is not UTF-8"):
        parse_course(b"term: 2023-fall\nslug: \xff\n")


@pytest.mark.parametrize("text", ["", "# nothing\n", "[]", "text"])
def test_a_file_that_is_no_mapping_says_which_fields_a_course_has(text):
    assert "a course has fields: term, slug, number" in message(text, head="")


def test_a_hundred_problems_are_named_and_the_rest_counted():
    with pytest.raises(CourseFileError) as caught:
        parse_course(HEAD + "".join(f"field-{n}: a\n" for n in range(150)))
    assert len(caught.value.problems) == 100
    assert caught.value.lines()[-1] == "course file: and 50 more problems"


def test_a_term_needs_its_days_in_order():
    text = "slug: 2023-fall\nname: Fall\ntime_zone: Mars/Base\nfirst_day: 2023-12-13\n"
    with pytest.raises(CourseFileError) as caught:
        parse_term(text + "last_day: 2023-09-06\n")
    assert [str(problem) for problem in caught.value.problems] == [
        "3: time_zone: 'Mars/Base' is not a time zone; use an IANA name like America/New_York"
    ]
    with pytest.raises(CourseFileError, match="5: last_day: last_day 2023-09-06 is before"):
        parse_term(text.replace("Mars/Base", "UTC") + "last_day: 2023-09-06\n")


def test_a_day_follows_one_weekday():
    text = """\
slug: 2023-fall
name: Fall
time_zone: UTC
first_day: 2023-09-06
last_day: 2023-12-13
day_swaps:
  - {key: a, day: 2023-10-10, follows: mon}
  - {key: b, day: 2023-10-10, follows: tue}
"""
    with pytest.raises(CourseFileError, match="6: day_swaps: 2023-10-10 follows two weekdays"):
        parse_term(text)
