"""Calendars that staff give out: made and shown once, listed, and taken back."""

from django.urls import reverse

from courses.models import Course
from schedule.models import CalendarCourse, CalendarFetch, PersonalCalendar
from tests.schedule.admin.posting import confirmed, values_of
from tests.schedule.admin.world import SUMMER

LIST = reverse("admin:schedule_calendarcourse_changelist")
ADD = reverse("admin:schedule_calendarcourse_add")


def give(world, role="instructor", course=None):
    address = f"{ADD}?course={(course or world.a).pk}"
    return world.client(role).post(address, {"given_to": "Guests"})


def test_its_addresses_are_shown_once_to_who_made_it(world, client):
    Course.objects.filter(pk=world.a.pk).update(visibility="staff")
    answer = give(world)
    assert "no-store" in answer["Cache-Control"]
    feed, page = answer.context["feed"], answer.context["page"]
    assert feed in answer.content.decode()
    path = feed.partition("127.0.0.1:8000")[2]
    assert client.get(path).content.count(b"BEGIN:VEVENT") > 0
    assert client.get(page.partition("127.0.0.1:8000")[2]).status_code == 200
    row = CalendarCourse.objects.get(given_to="Guests")
    assert (row.is_given, row.given_by) == (True, world.users["instructor"])
    token = path.split("/")[2]
    assert path == f"/calendars/{token}/lectern.ics"
    for address in (LIST, reverse("admin:schedule_calendarcourse_change", args=[row.pk])):
        assert token not in world.client("superuser").get(address).content.decode()


def test_an_assistant_gives_none_and_nobody_of_another_s_course(world):
    before = PersonalCalendar.objects.count()
    assert give(world, "ta").status_code == 403
    assert give(world, "instructor", world.b).status_code == 404
    assert PersonalCalendar.objects.count() == before


def test_the_list_says_for_whom_it_is_and_when_it_was_fetched(world):
    row = CalendarCourse.objects.get(course=world.a)
    assert "never" in world.client("ta").get(LIST).content.decode()
    CalendarFetch.objects.create(calendar=row.calendar, program="ios", fetched_at=SUMMER)
    text = world.client("ta").get(LIST).content.decode()
    assert "Reviewers" in text
    assert "Tue Aug 1, 2023, 8:00 am" in text


def test_what_owners_chose_themselves_is_not_listed(world):
    row = CalendarCourse.objects.get(course=world.a)
    CalendarCourse.objects.filter(pk=row.pk).update(is_given=False)
    assert "Reviewers" not in world.client("instructor").get(LIST).content.decode()


def test_taking_it_back_ends_the_course_in_the_feed(world, client):
    Course.objects.filter(pk=world.a.pk).update(visibility="staff")
    path = give(world).context["feed"].partition("127.0.0.1:8000")[2]
    row = CalendarCourse.objects.get(given_to="Guests")
    address = reverse("admin:schedule_calendarcourse_delete", args=[row.pk])
    assert confirmed(world.client("instructor"), address).status_code == 302
    assert client.get(path).content.count(b"BEGIN:VEVENT") == 0


def test_only_for_whom_it_is_can_be_changed(world):
    row = CalendarCourse.objects.get(course=world.a)
    address = reverse("admin:schedule_calendarcourse_change", args=[row.pk])
    client = world.client("instructor")
    sent = values_of(client.get(address), given_to="The dean", course=str(world.b.pk))
    client.post(address, sent)
    row.refresh_from_db()
    assert (row.given_to, row.course) == ("The dean", world.a)


def test_who_sees_several_courses_is_asked_of_which_it_is(world):
    page = world.client("superuser").get(f"{ADD}".partition("?")[0])
    assert page.status_code == 200
    assert f'href="{LIST}"' in page.text
    assert f"{ADD}?course={world.b.pk}" in page.text
