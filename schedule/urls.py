"""The public addresses. A course's pages come before its items, whose keys may not hide them."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from courses.content.base import KEY_PATTERN, SLUG_PATTERN
from schedule.feeds.course import course_calendar, course_tasks
from schedule.feeds.item import item_calendar
from schedule.feeds.personal import personal_calendar
from schedule.feeds.term import term_calendar, term_tasks
from schedule.news.announcements import announcements_atom
from schedule.news.changes import changes_atom
from schedule.views.announcements import announcements
from schedule.views.calendars import calendars
from schedule.views.changes import changes
from schedule.views.course import course
from schedule.views.deadlines import deadlines
from schedule.views.front import front
from schedule.views.item import item
from schedule.views.mailing.asking import mail
from schedule.views.mailing.confirming import confirm_mail
from schedule.views.mailing.ending import end_mail, end_mail_course
from schedule.views.mailing.own import own_mail
from schedule.views.own_calendar import own_calendar
from schedule.views.preferences import language, theme
from schedule.views.qr import course_qr, term_qr
from schedule.views.search import search
from schedule.views.subscribe import subscribe
from schedule.views.term import term
from schedule.views.term_deadlines import term_deadlines
from schedule.views.term_subscribe import term_subscribe
from schedule.views.term_week import term_week
from schedule.views.week import course_week

app_name = "schedule"


class SlugConverter(StringConverter):
    """A part of an address that can be a term or a course; nothing else reaches the database."""

    regex = SLUG_PATTERN.pattern


class KeyConverter(StringConverter):
    """A part of an address that can be an item's key."""

    regex = KEY_PATTERN.pattern


register_converter(SlugConverter, "name")
register_converter(KeyConverter, "key")

urlpatterns = [
    path("", front, name="front"),
    path("theme/", theme, name="theme"),
    path("language/", language, name="language"),
    path("calendars/", calendars, name="calendars"),
    # Any token and secret, so that what cannot be one gets the same answer as what is none.
    path("calendars/<str:token>.ics", personal_calendar, name="personal_calendar"),
    path("calendars/<str:token>/<str:called>.ics", personal_calendar, name="personal_calendar"),
    path("calendars/<str:secret>/", own_calendar, name="own_calendar"),
    path("mail/", mail, name="mail"),
    path("mail/confirm/<str:secret>/", confirm_mail, name="confirm_mail"),
    path("mail/<str:secret>/", own_mail, name="own_mail"),
    path("mail/<str:secret>/end/", end_mail, name="end_mail"),
    path("mail/<str:secret>/end/<uuid:course>/", end_mail_course, name="end_mail_course"),
    path("<name:term>/", term, name="term"),
    path("<name:term>/search/", search, name="search"),
    path("<name:term>/week/", term_week, name="term_week"),
    path("<name:term>/week/<str:week>/", term_week, name="term_week"),
    path("<name:term>/deadlines/", term_deadlines, name="term_deadlines"),
    path("<name:term>/subscribe/", term_subscribe, name="term_subscribe"),
    path("<name:term>/calendar.ics", term_calendar, name="term_calendar"),
    path("<name:term>/tasks.ics", term_tasks, name="term_tasks"),
    path("<name:term>/qr.svg", term_qr, name="term_qr"),
    path("<name:term>/<name:course>/", course, name="course"),
    path("<name:term>/<name:course>/week/", course_week, name="week"),
    path("<name:term>/<name:course>/week/<str:week>/", course_week, name="week"),
    path("<name:term>/<name:course>/deadlines/", deadlines, name="deadlines"),
    path("<name:term>/<name:course>/changes/", changes, name="changes"),
    path("<name:term>/<name:course>/announcements/", announcements, name="announcements"),
    path("<name:term>/<name:course>/subscribe/", subscribe, name="subscribe"),
    path("<name:term>/<name:course>/calendar.ics", course_calendar, name="calendar"),
    path("<name:term>/<name:course>/tasks.ics", course_tasks, name="tasks"),
    path("<name:term>/<name:course>/changes.atom", changes_atom, name="changes_atom"),
    path(
        "<name:term>/<name:course>/announcements.atom",
        announcements_atom,
        name="announcements_atom",
    ),
    path("<name:term>/<name:course>/qr.svg", course_qr, name="qr"),
    path("<name:term>/<name:course>/<key:key>.ics", item_calendar, name="item_calendar"),
    path("<name:term>/<name:course>/<key:key>/", item, name="item"),
]
