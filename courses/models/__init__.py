"""The rows of what people write, one noun a file."""

from courses.models.announcement import Announcement
from courses.models.base import CourseItem, draw_revision
from courses.models.chapter import Chapter
from courses.models.cohort import Cohort
from courses.models.course import Course, Link
from courses.models.coursework import Deadline, Lab, Release
from courses.models.department import Department
from courses.models.exam import Exam
from courses.models.lecture import Lecture
from courses.models.meeting import Meeting, MeetingException
from courses.models.people import Membership, Person
from courses.models.resource import Resource
from courses.models.site_revision import SiteRevision
from courses.models.term import DaySwap, NoClassDay, Term

__all__ = [
    "Announcement",
    "Chapter",
    "Cohort",
    "Course",
    "CourseItem",
    "DaySwap",
    "Deadline",
    "Department",
    "Exam",
    "Lab",
    "Lecture",
    "Link",
    "Meeting",
    "MeetingException",
    "Membership",
    "NoClassDay",
    "Person",
    "Release",
    "Resource",
    "SiteRevision",
    "Term",
    "draw_revision",
]
