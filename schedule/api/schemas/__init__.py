"""The API's JSON, one noun a file: plain values that know neither rows nor requests."""

from courses.api import (
    Announcement,
    DaySwap,
    Link,
    Meeting,
    MeetingException,
    NoClassDay,
    Person,
    Resource,
    Shape,
    Term,
    TermSummary,
)
from schedule.api.schemas.change import Change, Edition
from schedule.api.schemas.course import Course, CourseSummary
from schedule.api.schemas.coursework import Deadline, Lab, LabDeadline, LabSummary, Release
from schedule.api.schemas.event import Entry, Event, Material
from schedule.api.schemas.outline import Chapter, Lecture, Outline, OutlinePart
from schedule.api.schemas.page import Page
from schedule.api.schemas.problem import Problem, ProblemError
from schedule.api.schemas.reminder import Reminder
from schedule.api.schemas.root import Root
from schedule.api.schemas.standing import Standing

__all__ = [
    "Announcement",
    "Change",
    "Chapter",
    "Course",
    "CourseSummary",
    "DaySwap",
    "Deadline",
    "Edition",
    "Entry",
    "Event",
    "Lab",
    "LabDeadline",
    "LabSummary",
    "Lecture",
    "Link",
    "Material",
    "Meeting",
    "MeetingException",
    "NoClassDay",
    "Outline",
    "OutlinePart",
    "Page",
    "Person",
    "Problem",
    "ProblemError",
    "Release",
    "Reminder",
    "Resource",
    "Root",
    "Shape",
    "Standing",
    "Term",
    "TermSummary",
]
