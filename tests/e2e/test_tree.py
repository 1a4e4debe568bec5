"""What a screen reader is told: names as a person would say them, in the order of the day."""

import re

from playwright.sync_api import expect

from schedule.templatetags.lectern import WORD_JOINER

WEEK = """
- list:
  - listitem:
    - heading "Monday, Oct 30" [level=2]:
      - time: Monday, Oct 30
  - listitem:
    - heading "Tuesday, Oct 31 Today" [level=2]:
      - time: Tuesday, Oct 31
      - text: Today
    - list "All day":
      - listitem:
        - link "Lab 5 out"
    - list "Sessions":
      - listitem:
        - article:
          - heading "Lecture 15 GAN, Video, and Point Cloud" [level=3]:
            - text: Lecture 15
            - link "GAN, Video, and Point Cloud"
          - paragraph: 3:35–5:00 pm 36-156
    - list "Due":
      - listitem:
        - link "Lab 4 due":
          - deletion: Lab 4 due
        - text: now Thu Nov 2
  - listitem:
    - heading "Wednesday, Nov 1" [level=2]:
      - time: Wednesday, Nov 1
  - listitem:
    - heading "Thursday, Nov 2" [level=2]:
      - time: Thursday, Nov 2
    - list "Sessions":
      - listitem:
        - article:
          - heading "Lecture 16 Cancelled Diffusion Model" [level=3]:
            - text: Lecture 16 Cancelled
            - link "Diffusion Model"
          - paragraph: 3:35–5:00 pm
      - listitem:
        - article:
          - heading "Lecture 17 Distributed Training (Part I)" [level=3]:
            - text: Lecture 17
            - link "Distributed Training (Part I)"
          - paragraph: 3:35–5:00 pm
      - listitem:
        - article:
          - heading "Office hour" [level=3]:
            - link "Office hour"
          - paragraph: 5:00–6:00 pm 38-344 Meeting Room
    - list "Due":
      - listitem:
        - link "Lab 4 due"
        - text: Extended
        - deletion: was Tue Oct 31
        - insertion: now Thu, by end of day
  - listitem:
    - heading "Friday, Nov 3" [level=2]:
      - time: Friday, Nov 3
  - listitem:
    - heading "Saturday, Nov 4" [level=2]:
      - time: Saturday, Nov 4
  - listitem:
    - heading "Sunday, Nov 5" [level=2]:
      - time: Sunday, Nov 5
"""
OF_TWO_COURSES = """
- listitem:
  - heading "Wednesday, Sep 27" [level=2]:
    - time: Wednesday, Sep 27
  - list "Sessions":
    - listitem:
      - article:
        - heading "18.303 Lecture 7 Laplace's equation in a disk" [level=3]:
          - text: 18.303 Lecture 7
          - link "Laplace's equation in a disk"
        - paragraph: 11:00 am – 12:30 pm 2-142
    - listitem:
      - article:
        - heading "18.303 Office hours" [level=3]:
          - link "18.303 Office hours"
        - paragraph: 4:00 pm 2-238C
"""
EXTENDED = """
- listitem:
  - link "Lab 1 due"
  - text: Extended
  - deletion: was Thu Sep 28
  - insertion: now Sat Sep 30, 11:59 pm
"""
SENTENCE = re.compile(r"Week \d+, \w+ \d+ – (\w+ )?\d+: \w.+")
SHAPES = re.compile("[\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf]")


def tree(locator):
    """The accessibility tree under an element, without addresses and what is never said."""
    lines = locator.aria_snapshot().replace(WORD_JOINER, "").splitlines()
    without = [line for line in lines if "- /url:" not in line]
    deeper = [*without[1:], ""]
    return "\n".join(
        line.removesuffix(":") if line.endswith('":') and not _is_deeper(line, after) else line
        for line, after in zip(without, deeper, strict=True)
    )


def _is_deeper(line, after):
    return after.index("-") > line.index("-") if "-" in after else False


def test_a_week_is_told_day_by_day(walk, page):
    for _ in walk(page, ["week"]):
        assert tree(page.locator(".week__days")) == WEEK.strip()


def test_in_a_week_of_several_courses_each_thing_says_whose_it_is(walk, page):
    for _ in walk(page, ["week-of-two"]):
        assert tree(page.locator("#day-2023-09-27")) == OF_TWO_COURSES.strip()


def test_each_week_of_the_strip_is_a_sentence(walk, page):
    for _ in walk(page, ["course", "week"]):
        links = page.locator(".strip__weeks").get_by_role("link")
        expect(links).to_have_count(15)
        sentences = re.findall(r'link "(.+)"', page.locator(".strip__weeks").aria_snapshot())
        assert [each for each in sentences if not SENTENCE.fullmatch(each)] == []
        expect(links.nth(8)).to_have_accessible_name(
            "Week 9, Oct 30 – Nov 5: 2 lectures; Lab 5 out; Lab 4 due (this week)"
        )


def test_a_change_says_what_was_and_what_is_now(walk, page):
    for _ in walk(page, ["course"]):
        told = page.get_by_role("row", name="Sep 28").get_by_role("listitem")
        assert tree(told.filter(has_text="Extended")) == EXTENDED.strip()


def test_nothing_is_told_by_shapes_alone(walk, page):
    found = []
    for name in walk(page):
        told = page.locator("body").aria_snapshot()
        named = re.findall(r'- (?:[\'"])?(\w+) "((?:[^"\\]|\\.)*)"', told)
        found += [f"{name}: {role} “{of}”" for role, of in named if not re.search(r"\w", of)]
        found += [f"{name}: “{shape}”" for shape in SHAPES.findall(told)]
    assert not found, "\n".join(found)
