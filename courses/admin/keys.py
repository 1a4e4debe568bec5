"""The key that a new item gets where staff write none."""

import re

from django.utils.text import slugify

from courses.models import (
    Announcement,
    CourseItem,
    DaySwap,
    Deadline,
    Lecture,
    Link,
    Meeting,
    MeetingException,
    NoClassDay,
    Person,
    Release,
    Resource,
)

MAX_WORDS = 60


def suggest_key(item: CourseItem | NoClassDay | DaySwap) -> str:
    """Return a key from the item's kind and number or name: lecture-7, lab-1-due."""
    return _tidy(_words_of(item)) or str(item._meta.model_name)


def _words_of(item: CourseItem | NoClassDay | DaySwap) -> str:  # noqa: C901, PLR0911 - one case a noun
    match item:
        case Lecture(number=int(number)):
            return f"lecture-{number}"
        case Meeting():
            return "class" if item.kind == "lecture" else f"{item.title or item.kind}"
        case MeetingException():
            return f"{item.meeting.key}-{_day_words(item)}"
        case Release():
            return f"{item.title or item.lab.key}-out"
        case Deadline():
            return f"{item.title or item.lab.key}-due"
        case Resource():
            owner = item.lecture or item.lab
            return f"{owner.key}-{item.kind}" if owner else (item.label or item.kind)
        case Announcement():
            return item.title or f"announcement-{_day_words(item)}"
        case Link():
            return item.label
        case Person():
            return item.name
        case DaySwap():
            return f"swap-{_day_words(item)}"
        case _:
            return str(getattr(item, "title", ""))


def _day_words(item: Announcement | MeetingException | DaySwap) -> str:
    return f"{item.day:%b-%d}"


def _tidy(words: str) -> str:
    """Return the words as a key: a-z, 0-9 and single hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", slugify(words))[:MAX_WORDS].strip("-")
