"""The page of one item: what changed about it, with what it is held, and what stands beside it."""

from datetime import UTC, datetime

import pytest

from courses.models import Announcement, Deadline, Lecture
from schedule.publishing import publish
from tests.published import SUMMER

COURSE = "/2023-fall/6.5940/"
ON = "?on=2023-10-31"
OCTOBER = SUMMER.replace(month=10, day=30)


def told(page):
    return [each.text for each in page.one("ol", "told").all("li")]


def facts(page):
    return {
        fact.one("dt").text: [line.text for line in fact.all("dd")]
        for fact in page.one("dl", "facts").all("div")
    }


def test_a_moved_lecture_tells_from_where_and_in_which_edition(mit, read):
    lectures = Lecture.objects.filter(course=mit, key="lecture-16")
    lectures.update(pin_day="2023-11-03", pin_start="15:35", pin_end="17:00")
    publish(mit, now=OCTOBER, note="The lecturer travels.")
    page = read(f"{COURSE}lecture-16/{ON}")
    assert told(page) == [
        (
            "Lecture 16 moved to Fri Nov 3, 3:35–5:00 pm; was Thu Nov 2, 3:35–5:00 pm."
            " Edition 2, Mon Oct 30"
        )
    ]
    link = page.one("ol", "told").one("a")
    assert link["href"] == f"{COURSE}changes/{ON}#edition-2"
    assert read(f"{COURSE}changes/{ON}").one("li", id="edition-2")


def test_of_many_changes_the_newest_five_are_told(mit, read):
    for number in range(7):
        Lecture.objects.filter(course=mit, key="lecture-16").update(title=f"Title {number}")
        publish(mit, now=OCTOBER)
    lines = told(read(f"{COURSE}lecture-16/{ON}"))
    assert len(lines) == 5
    assert lines[0].startswith("Lecture 16 is now called Title 6; was Title 5.")


def test_an_edition_far_back_is_on_a_later_page_of_the_change_log(mit, read):
    Lecture.objects.filter(course=mit, key="lecture-16").update(title="Another")
    publish(mit, now=OCTOBER)
    for number in range(26):
        Lecture.objects.filter(course=mit, key="lecture-17").update(title=f"Title {number}")
        publish(mit, now=OCTOBER)
    href = read(f"{COURSE}lecture-16/").one("ol", "told").one("a")["href"]
    assert href == f"{COURSE}changes/?page=2#edition-2"
    assert read(href.partition("#")[0]).one("li", id="edition-2")


def test_an_item_that_never_changed_tells_nothing(mit, read):
    assert read(f"{COURSE}lecture-15/{ON}").all("ol", "told") == []


def test_a_change_of_materials_is_not_told(mit, read):
    Lecture.objects.get(course=mit, key="lecture-1").resources.update(url="https://example.edu/x")
    publish(mit, now=OCTOBER)
    assert read(f"{COURSE}lecture-1/{ON}").all("ol", "told") == []


def test_a_lab_tells_the_changes_of_all_its_dates(mit, read):
    Deadline.objects.filter(course=mit, key="lab-4-due").update(extended_day="2023-11-02")
    publish(mit, now=OCTOBER)
    assert told(read(f"{COURSE}lab-4/{ON}")) == [
        (
            "Lab 4 is now due Thu Nov 2, by end of day; was Tue Oct 31, by end of day."
            " Edition 2, Mon Oct 30"
        )
    ]


def test_lectures_that_are_held_together_lead_to_each_other(mit, read):
    lectures = Lecture.objects.filter(course=mit)
    lectures.filter(key="lecture-20").update(merged_into=lectures.get(key="lecture-21"))
    publish(mit, now=OCTOBER)
    assert facts(read(f"{COURSE}lecture-20/{ON}"))["Together with"] == [
        "Lecture 21, Basics of Quantum Computing"
    ]
    assert facts(read(f"{COURSE}lecture-21/{ON}"))["Together with"] == [
        "Lecture 20, Efficient Fine-tuning and Prompt Engineering"
    ]


@pytest.mark.parametrize("reason", ["The lecturer is ill.", ""])
def test_a_cancelled_lecture_says_so_and_why(mit, read, reason):
    Lecture.objects.filter(course=mit, key="lecture-20").update(cancelled=True, reason=reason)
    publish(mit, now=OCTOBER)
    page = read(f"{COURSE}lecture-20/{ON}")
    assert page.one("div", "notice").text == f"This does not take place {reason}".strip()
    assert page.one("p", "item__when").text.endswith("Cancelled")
    assert page.all("details", "menu") == []


def test_announcements_lead_to_the_one_before_and_the_next_that_has_come(mit, read):
    keys = [each.key for each in Announcement.objects.filter(course=mit).order_by("day")]
    first = read(f"{COURSE}{keys[0]}/{ON}")
    assert first.all("a", "pager__prev") == []
    assert first.one("a", "pager__next")["href"] == f"{COURSE}{keys[1]}/{ON}"
    assert read(f"{COURSE}{keys[1]}/{ON}").all("a", "pager__next") == []
    assert read(f"{COURSE}{keys[1]}/?on=2024-01-01").one("a", "pager__next")
    assert [link.text for link in first.one("p", "eyebrow").all("a")] == ["6.5940", "Announcements"]


def test_labs_and_days_without_class_have_neighbours(mit, read):
    lab = read(f"{COURSE}lab-2/")
    assert lab.one("a", "pager__prev").text == "Lab Lab 1: Pruning"
    assert read(f"{COURSE}thanksgiving/").one("a", "pager__prev").text == (
        "Tue Oct 10 Student Holiday"
    )


def test_an_extended_deadline_has_its_instant_for_the_readers_own_time(mit, read):
    page = read(f"{COURSE}lab-1-due/{ON}")
    instant = page.one("p", "item__when").one("time")["datetime"]
    assert datetime.fromisoformat(instant) == datetime(2023, 10, 1, 3, 59, tzinfo=UTC)
