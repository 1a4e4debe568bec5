"""The staff's workbench: what `courses.admin` edits, with publishing added, registered here."""

from django.contrib import admin
from django.contrib.auth.models import Group, User
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from courses import models
from schedule.admin import items
from schedule.admin.course import CourseAdmin
from schedule.admin.given import GivenCalendarAdmin
from schedule.admin.mail.account import AccountAdmin
from schedule.admin.mail.ledger import MailAdmin
from schedule.admin.records import DeedAdmin, EditionAdmin, EventAdmin
from schedule.models import CalendarCourse, Edition, Event, Mail

site = admin.site
site.site_header = "Lectern"
site.site_title = "Lectern"
site.index_title = "Staff"
# Wide tables need the room; a course's form leads to its lists.
site.enable_nav_sidebar = False

site.register(models.Announcement, items.AnnouncementAdmin)
site.register(models.Chapter, items.ChapterAdmin)
site.register(models.Cohort, items.CohortAdmin)
site.register(models.Course, CourseAdmin)
site.register(models.DaySwap, items.DaySwapAdmin)
site.register(models.Deadline, items.DeadlineAdmin)
site.register(models.Deed, DeedAdmin)
site.register(models.Department, items.DepartmentAdmin)
site.register(models.Exam, items.ExamAdmin)
site.register(models.Lab, items.LabAdmin)
site.register(models.Lecture, items.LectureAdmin)
site.register(models.Link, items.LinkAdmin)
site.register(models.Meeting, items.MeetingAdmin)
site.register(models.MeetingException, items.MeetingExceptionAdmin)
site.register(models.Membership, items.MembershipAdmin)
site.register(models.NoClassDay, items.NoClassDayAdmin)
site.register(models.Person, items.PersonAdmin)
site.register(models.Release, items.ReleaseAdmin)
site.register(models.Resource, items.ResourceAdmin)
site.register(models.Term, items.TermAdmin)
site.register(Edition, EditionAdmin)
site.register(Event, EventAdmin)
site.register(CalendarCourse, GivenCalendarAdmin)
site.register(Mail, MailAdmin)

# Their pages would show secrets; one's own is the page of two-step sign-in.
site.unregister(StaticDevice)
site.unregister(TOTPDevice)

# Rights come from memberships (courses.permissions), so Django's groups would promise what they
# do not give.
site.unregister(Group)
site.unregister(User)
site.register(User, AccountAdmin)
