"""What is said above This week: single changes, and a day that moved the whole plan."""

import pytest

from courses.models import Deadline, Lecture, NoClassDay
from schedule.publishing import publish
from tests.factories import DeadlineFactory, LabFactory
from tests.published import SUMMER

COURSE = "/2023-fall/6.5940/"
OCTOBER = SUMMER.replace(month=10, day=30)
NOTE = "MIT is closed: the campus has no power."


def notices(read, day):
    return [each.text for each in read(f"{COURSE}?on={day}").all("div", "notice")]


def snow_day(mit, note=NOTE):
    NoClassDay.objects.create(course=mit, key="snow", title="Snow day", day="2023-11-02")
    publish(mit, now=OCTOBER, note=note)


def test_a_snow_day_is_one_notice_with_the_editions_note(mit, read):
    snow_day(mit)
    page = read(f"{COURSE}?on=2023-10-31")
    notice = page.one("div", "notice")
    assert notice.text.startswith(NOTE)
    assert notice.text.endswith("moved, from Thu Nov 2 on.")
    assert notice.one("a")["href"] == f"{COURSE}changes/?on=2023-10-31#edition-2"


def test_it_stands_until_the_first_that_moved_is_over(mit, read):
    snow_day(mit)
    assert len(notices(read, "2023-11-07")) == 1
    assert notices(read, "2023-11-08") == []
    assert notices(read, "2023-10-25") == []


def test_without_a_note_it_says_what_happened(mit, read):
    snow_day(mit, note="")
    assert notices(read, "2023-10-31")[0].startswith("Many dates have changed ")


def test_a_long_note_is_cut_and_the_change_log_has_all_of_it(mit, read):
    note = "Because of the storm, " * 45
    snow_day(mit, note=note.strip())
    assert len(notices(read, "2023-10-31")[0]) < 320
    assert note.strip() in read(f"{COURSE}changes/").text


def test_what_else_the_edition_changed_is_told_by_itself(mit, read):
    Deadline.objects.filter(course=mit, key="lab-4-due").update(extended_day="2023-11-03")
    snow_day(mit)
    assert [each.split(" ")[0] for each in notices(read, "2023-10-31")] == ["MIT", "Lab"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            {"pin_day": "2023-12-13", "pin_start": "15:35", "pin_end": "17:00"},
            (
                "Lecture 26 has another date Now Wed Dec 13, 3:35–5:00 pm."
                " It was Tue Dec 12, 3:35–5:00 pm."
            ),
        ),
        (
            {"pin_day": "2023-12-12", "pin_start": "10:00", "pin_end": "11:00"},
            (
                "Lecture 26 has another time Now Tue Dec 12, 10:00–11:00 am."
                " It was Tue Dec 12, 3:35–5:00 pm."
            ),
        ),
        (
            {"pin_day": "2023-12-12", "pin_room": "32-123"},
            "Lecture 26 is in another room Now in 32-123. It was in 36-156.",
        ),
        (
            {"cancelled": True, "reason": "Illness."},
            "Lecture 26 is cancelled It was Tue Dec 12, 3:35–5:00 pm. Illness.",
        ),
    ],
)
def test_a_single_change_says_what_it_is_how_it_is_and_how_it_was(mit, read, change, words):
    Lecture.objects.filter(course=mit, key="lecture-26").update(**change)
    publish(mit, now=OCTOBER)
    assert notices(read, "2023-12-11") == [words]


def test_what_takes_place_after_all_is_noticed(mit, read):
    lecture = Lecture.objects.filter(course=mit, key="lecture-26")
    lecture.update(cancelled=True)
    publish(mit, now=OCTOBER)
    lecture.update(cancelled=False)
    publish(mit, now=OCTOBER)
    assert notices(read, "2023-12-11") == [
        "Lecture 26 takes place after all Now Tue Dec 12, 3:35–5:00 pm."
    ]


def test_of_many_notices_five_are_shown_and_the_rest_is_counted(mit, read):
    for number in range(7):
        lab = LabFactory(course=mit, key=f"quiz-{number}", title=f"Quiz {number}")
        DeadlineFactory(lab=lab, day="2023-11-01")
    publish(mit, now=OCTOBER)
    Deadline.objects.filter(lab__key__startswith="quiz").update(extended_day="2023-11-02")
    publish(mit, now=OCTOBER)
    page = read(f"{COURSE}?on=2023-10-31")
    assert len(page.all("div", "notice")) == 5
    assert page.one("p", "notices__more").text == "2 more changes of the next days"


def test_thirty_changes_of_one_edition_are_folded_in_the_change_log(mit, read):
    Lecture.objects.filter(course=mit).update(lecturer="Song Han")
    publish(mit, now=OCTOBER)
    edition = read(f"{COURSE}changes/").one("li", id="edition-2")
    assert len(edition.all("ul", "edition__list")[0].all("li")) == 8
    assert edition.one("summary").text == "18 more changes"
    assert len(edition.one("details").all("li")) == 18
