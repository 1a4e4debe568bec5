"""Words for people: how conflicts name lectures and days."""

from datetime import date

from courses import content

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
)


def label_of(lecture: content.Lecture) -> str:
    """Return what a lecture's entry is called: by its number, else plainly."""
    return "Lecture" if lecture.number is None else f"Lecture {lecture.number}"


def name_of(lecture: content.Lecture) -> str:
    """Return a name that tells one lecture from the others: its number, else its title."""
    return lecture.title if lecture.number is None else f"Lecture {lecture.number}"


def day_in_words(day: date) -> str:
    """Return a date as people write it, without the year: Thu Sep 28."""
    return f"{_WEEKDAYS[day.weekday()]} {_MONTHS[day.month - 1]} {day.day}"
