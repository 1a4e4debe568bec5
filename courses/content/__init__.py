"""What people write, as plain values.

A course file, the rows in the database and the content kept by an edition are three forms of the
same value: `Course`. A term's file and rows are a `Term`. The values are frozen, know no database
and no clock, and are checked when they are made; what one value alone cannot tell (that a lecture's
chapter exists, that no key stands twice) `Course` checks over the whole.
"""

from courses.content.base import Key, Slug, Value
from courses.content.course import Course, Link, Person, PersonRole, Visibility
from courses.content.coursework import Deadline, Exam, Lab, LabKind, Release
from courses.content.days import DaySwap, NoClassDay, Weekday
from courses.content.meetings import Meeting, MeetingException, MeetingKind
from courses.content.outline import (
    Announcement,
    Chapter,
    Lecture,
    Pin,
    Resource,
    ResourceKind,
)
from courses.content.term import Term
from courses.content.when import LAST_CLASS, Anchored, Fixed, ToBeAnnounced, When, parse_when

__all__ = [
    "LAST_CLASS",
    "Anchored",
    "Announcement",
    "Chapter",
    "Course",
    "DaySwap",
    "Deadline",
    "Exam",
    "Fixed",
    "Key",
    "Lab",
    "LabKind",
    "Lecture",
    "Link",
    "Meeting",
    "MeetingException",
    "MeetingKind",
    "NoClassDay",
    "Person",
    "PersonRole",
    "Pin",
    "Release",
    "Resource",
    "ResourceKind",
    "Slug",
    "Term",
    "ToBeAnnounced",
    "Value",
    "Visibility",
    "Weekday",
    "When",
    "parse_when",
]
