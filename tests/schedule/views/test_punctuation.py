"""What stands between values: commas, brackets, stops and spaces are those of the page's language."""

import pytest

from courses.models import Deadline, Lecture
from schedule.personal.calendars import Choice, make_calendar
from schedule.publishing import publish
from schedule.templatetags.lectern import tied
from schedule.wording.phrase import END_ISOLATE, ISOLATE
from tests.published import SUMMER

COURSE = "/2023-fall/6.5940/"
ON = "?on=2023-10-31"


def in_language(language):
    return {"Accept-Language": language}


@pytest.mark.parametrize(
    ("language", "comma"),
    [("en", ", "), ("de", ", "), ("zh-hans", "，"), ("ja", "、"), ("ar", "، ")],
)
def test_commas_between_values_are_those_of_the_language(mit, read, language, comma):
    speaking = in_language(language)
    for page in ("deadlines/", "subscribe/", "changes/", "announcements/"):
        eyebrow = read(f"{COURSE}{page}{ON}", **speaking).one("p", "eyebrow")
        assert eyebrow.text == f"6.5940{comma}Fall 2023"
    lecture = read(f"{COURSE}lecture-15/{ON}", **speaking)
    assert lecture.one("p", "eyebrow").text.startswith(f"6.5940{comma}")
    assert f"{comma}36-156" in lecture.one("p", "item__when").text
    together = read(f"/2023-fall/deadlines/{ON}&course=6.5940", **speaking)
    assert together.one("p", "eyebrow").text == f"6.5940{comma}Fall 2023"
    assert read(f"/2023-fall/{ON}", **speaking).one("p", "mine")["data-comma"] == comma


@pytest.mark.parametrize(
    ("language", "label"),
    [("en", "My courses: "), ("de", "Meine Kurse: "), ("zh-hans", "我的课程：")],
)
def test_no_space_follows_a_full_width_colon(mit, client, language, label):
    page = client.get(f"/2023-fall/{ON}", headers=in_language(language)).content.decode()
    assert f'>{label}<b class="mine__names">' in page


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Saved. Your programs"),
        ("zh-hans", "已保存。各程序"),
        ("ja", "保存しました。各プログラム"),
    ],
)
def test_no_space_follows_a_full_width_stop(mit, read, language, words):
    own = make_calendar(Choice("", (mit,), ""), now=SUMMER).page
    page = read(f"/calendars/{own}/?done=saved", **in_language(language))
    assert page.one("div", "notice").text.startswith(words)


def test_a_change_and_its_edition_have_the_comma_of_the_language(mit, read):
    Lecture.objects.filter(course=mit, key="lecture-16").update(title="Another")
    publish(mit, now=SUMMER)
    page = read(f"{COURSE}lecture-16/{ON}", **in_language("ja"))
    assert "第2版、8月1日" in page.one("p", "edition__by").text


@pytest.mark.parametrize(
    ("language", "words"), [("en", " (on Canvas)"), ("ja", "（on Canvas）"), ("ar", " (on Canvas)")]
)
def test_brackets_around_notes_are_those_of_the_language(mit, read, language, words):
    Deadline.objects.filter(course=mit, key="lab-4-due").update(note="on Canvas.")
    publish(mit, now=SUMMER)
    course = read(f"{COURSE}{ON}", **in_language(language))
    assert words in course.one("tr", id="today").one("td", "sched__logistics").text
    assert words in read(f"{COURSE}lab-4/{ON}", **in_language(language)).one("ul", "tags").text


def test_a_note_is_one_sentence_among_those_of_the_page(mit, read):
    Deadline.objects.filter(course=mit, key="lab-5-due").update(note="one page")
    publish(mit, now=SUMMER)

    def meta(language):
        page = read(f"{COURSE}deadlines/{ON}", **in_language(language))
        return page.one("li", id="lab-5-due").one("p", "dl__meta").text

    assert meta("en") == "By end of day. One page. Same day as Lecture 19."
    assert meta("ja") == "当日中。One page. 第19回と同じ日。"


def test_a_reason_has_no_stop_before_a_comma(mit, read):
    lectures = Lecture.objects.filter(course=mit, key="lecture-16")
    lectures.update(cancelled=True, reason="Snow day.")
    publish(mit, now=SUMMER)
    agenda = read(f"{COURSE}{ON}").one("ol", "agenda").text
    assert "Cancelled, Snow day, 36-156" in agenda
    week = read(f"{COURSE}week/2023-W44/{ON}")
    assert "36-156, Snow day" in [each.text for each in week.all("span", "session__meta")]


def test_a_week_that_is_not_the_present_one_is_not_called_this_week(mit, read):
    away = read(f"{COURSE}week/2023-W52/{ON}").one("p", "empty", data_empty_note=None)
    assert away.text.startswith("Nothing in that week")
    here = read(f"{COURSE}week/2023-W52/?on=2023-12-26")
    assert "Nothing this week" in here.text


@pytest.mark.parametrize(
    ("language", "morning", "evening", "moment"),
    [
        ("en", "9:05 am", "9:05 pm", "Tue Oct 31, {}"),
        ("de", "09:05", "21:05", "Di, 31. Okt., {}"),
        ("es", "9:05", "21:05", "mar 31 oct, {}"),
        ("ja", "9:05", "21:05", "10月31日(火) {}"),
    ],
)
def test_script_is_told_how_times_are_written(mit, read, language, morning, evening, moment):
    page = read(f"{COURSE}{ON}", **in_language(language))
    body = page.one("body")
    assert (body["data-morning"], body["data-evening"]) == (morning, evening)
    assert body["data-elsewhere"] == "{day} {}"
    assert page.one("p", "topbar__clock").one("time")["data-moment"] == moment


def test_no_line_ends_within_a_span_of_times():
    joined = "\N{WORD JOINER}"
    assert tied("Oct 30 – Nov 5, 3:35–5:00 pm") == f"Oct 30 – Nov 5, 3:35–{joined}5:00 pm"
    assert tied("15:35〜17:00") == f"15:35〜{joined}17:00"
    start, end = (f"{ISOLATE}{time}{END_ISOLATE}" for time in ("3:35", "5:00"))
    assert tied(f"{start}–{end}") == f"{start}–{joined}{end}"
    assert tied("Image–text") == "Image–text"


def test_pages_tie_spans_of_times_and_the_api_does_not(mit, client):
    Lecture.objects.filter(course=mit, key="lecture-16").update(
        pin_day="2023-11-03", pin_start="15:35", pin_end="17:00"
    )
    publish(mit, now=SUMMER)
    span = "3:35–\N{WORD JOINER}5:00 pm"
    for page in ("", "lecture-16/", "changes/"):
        assert span in client.get(f"{COURSE}{page}{ON}").content.decode()
    for address in ("/api/v1/courses/2023-fall/6.5940/changes", f"{COURSE}calendar.ics"):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert "\N{WORD JOINER}" not in answer.content.decode()
