"""What is in a course, and the terms it stands in, with publishing added."""

from typing import Any

from courses.admin import coursework, meetings, notices, outline, people, term
from courses.admin.cohort import CohortAdmin as PlainCohortAdmin
from courses.admin.course import DepartmentAdmin as PlainDepartmentAdmin
from schedule.admin.course import CourseContext
from schedule.admin.history import HistoryPages
from schedule.admin.planned import PlannedDates, PlannedDue, beside
from schedule.admin.publishing import PublishingAdmin


class LectureAdmin(CourseContext, PublishingAdmin[Any], PlannedDates[Any], outline.LectureAdmin):
    """Lectures, with their planned dates."""

    list_display = beside(outline.LectureAdmin.list_display, after="label")


class LabAdmin(CourseContext, PublishingAdmin[Any], PlannedDue[Any], coursework.LabAdmin):
    """Coursework, with the first date it is due."""

    list_display = beside(coursework.LabAdmin.list_display, after="kind")


class ReleaseAdmin(CourseContext, PublishingAdmin[Any], PlannedDates[Any], coursework.ReleaseAdmin):
    """Releases, with their planned dates."""

    list_display = beside(coursework.ReleaseAdmin.list_display, after="written")


class DeadlineAdmin(
    CourseContext, PublishingAdmin[Any], PlannedDates[Any], coursework.DeadlineAdmin
):
    """Deadlines, with their planned dates."""

    list_display = beside(coursework.DeadlineAdmin.list_display, after="written")


class ExamAdmin(CourseContext, PublishingAdmin[Any], PlannedDates[Any], coursework.ExamAdmin):
    """Exams, with their planned dates."""

    list_display = beside(coursework.ExamAdmin.list_display, after="title")


class ChapterAdmin(CourseContext, PublishingAdmin[Any], outline.ChapterAdmin):
    """Chapters."""


class ResourceAdmin(CourseContext, PublishingAdmin[Any], outline.ResourceAdmin):
    """Links and notes."""


class AnnouncementAdmin(CourseContext, PublishingAdmin[Any], notices.AnnouncementAdmin):
    """Announcements."""


class LinkAdmin(CourseContext, PublishingAdmin[Any], notices.LinkAdmin):
    """Facts of the course page."""


class PersonAdmin(CourseContext, PublishingAdmin[Any], people.PersonAdmin):
    """Staff as shown."""


class MeetingAdmin(CourseContext, PublishingAdmin[Any], meetings.MeetingAdmin):
    """Weekly patterns."""


class MeetingExceptionAdmin(CourseContext, PublishingAdmin[Any], meetings.MeetingExceptionAdmin):
    """Days of meetings that differ."""


class NoClassDayAdmin(CourseContext, PublishingAdmin[Any], term.NoClassDayAdmin):
    """Days without class."""


class DaySwapAdmin(PublishingAdmin[Any], term.DaySwapAdmin):
    """Days that follow another weekday."""


class TermAdmin(PublishingAdmin[Any], term.TermAdmin):
    """Terms. An edit publishes each of their courses."""


class MembershipAdmin(HistoryPages[Any], people.MembershipAdmin):
    """Who may edit what."""


class CohortAdmin(HistoryPages[Any], PlainCohortAdmin):
    """Courses that share students."""


class DepartmentAdmin(PublishingAdmin[Any], PlainDepartmentAdmin):
    """Departments. Their slug stands on the pages of their courses."""
