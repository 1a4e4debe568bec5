"""The public addresses. A course's pages come before its items, whose keys may not hide them."""

from django.urls import path

from schedule.feeds.course import course_calendar
from schedule.feeds.item import item_calendar
from schedule.views.announcements import announcements
from schedule.views.changes import changes
from schedule.views.course import course
from schedule.views.deadlines import deadlines
from schedule.views.front import front
from schedule.views.item import item
from schedule.views.subscribe import subscribe
from schedule.views.term import term
from schedule.views.theme import theme
from schedule.views.week import course_week, term_week

app_name = "schedule"

urlpatterns = [
    path("", front, name="front"),
    path("theme/", theme, name="theme"),
    path("<str:term>/", term, name="term"),
    path("<str:term>/week/", term_week, name="term_week"),
    path("<str:term>/week/<str:week>/", term_week, name="term_week"),
    path("<str:term>/<str:course>/", course, name="course"),
    path("<str:term>/<str:course>/week/", course_week, name="week"),
    path("<str:term>/<str:course>/week/<str:week>/", course_week, name="week"),
    path("<str:term>/<str:course>/deadlines/", deadlines, name="deadlines"),
    path("<str:term>/<str:course>/changes/", changes, name="changes"),
    path("<str:term>/<str:course>/announcements/", announcements, name="announcements"),
    path("<str:term>/<str:course>/subscribe/", subscribe, name="subscribe"),
    path("<str:term>/<str:course>/calendar.ics", course_calendar, name="calendar"),
    path("<str:term>/<str:course>/<str:key>.ics", item_calendar, name="item_calendar"),
    path("<str:term>/<str:course>/<str:key>/", item, name="item"),
]
