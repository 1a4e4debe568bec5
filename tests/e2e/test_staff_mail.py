"""A course's mail as its staff see it in a browser, the ledger, and the banner over both."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from courses.models import Course
from schedule.models import Event, Mail, Sender
from tests import factories
from tests.e2e.accessibility import WCAG, faults
from tests.e2e.staff import PASSWORD, load_all, make_staff
from tests.e2e.test_admin import WIDTHS, form_of, sign_in, sign_out


@pytest.fixture
def mit(transactional_db, mail_is_on):
    """A course with mail that goes, went and was refused, while its server is away."""
    load_all()
    make_staff("assistant", course="6.5940", role="ta")
    User.objects.filter(username="assistant").update(email="assistant@example.edu")
    User.objects.create_superuser("root", password=PASSWORD)
    course, now = Course.objects.get(slug="6.5940"), timezone.now()
    tomorrow = now + timedelta(days=1, hours=1)
    due = Event.objects.filter(course=course, key="lab-2-due")
    due.update(start=tomorrow, day=tomorrow.date(), last_day=tomorrow.date())
    for state, reply in (("sent", ""), ("failed", "550 no such mailbox"), ("waiting", "")):
        factories.ReminderFactory(
            subscription__course=course,
            event=due.get(),
            state=state,
            reply=reply,
            send_at=now - timedelta(minutes=1),
            done_at=None if state == "waiting" else now,
        )
    Sender.objects.create(ran_at=now, trouble="It does not answer.", trouble_since=now)
    return course


def page_of(course):
    return reverse("admin:courses_course_mail", args=[course.pk])


def test_mail_and_the_ledger_are_accessible_and_no_wider_than_the_screen(mit, page):
    found = []
    sign_in(page, "assistant")
    page.goto(page_of(mit))
    found += [f"mail, {each}" for each in faults(page, widths=WIDTHS, rules=WCAG)]
    sign_out(page)
    sign_in(page, "root")
    ledger = reverse("admin:schedule_mail_changelist")
    for address in (ledger, form_of(Mail.objects.first())):
        page.goto(address)
        found += [f"{address}, {each}" for each in faults(page, widths=WIDTHS, rules=WCAG)]
    assert found == []


def test_an_assistant_sees_numbers_and_sends_a_test_to_themselves(mit, page):
    sign_in(page, "assistant")
    page.goto(form_of(mit))
    expect(page.locator(".banner--mail")).to_contain_text("Mail does not go out")
    page.get_by_role("link", name="Mail", exact=True).click()
    expect(page.get_by_role("heading", name="Mail of 6.5940")).to_be_visible()
    expect(page.locator(".banner--mail")).not_to_contain_text("It does not answer.")
    coming = page.get_by_role("table", name="Goes in the next 7 days")
    expect(coming.get_by_role("row", name="Lab 2 due")).to_contain_text("3 mails")
    went = page.get_by_role("table", name="Went in the last 14 days")
    expect(went.get_by_role("row", name="Lab 2 due")).to_contain_text("1 sent, 1 refused")
    page.get_by_role("button", name="Send a test to me").click()
    expect(page.locator(".messagelist")).to_contain_text("A test goes to assistant@example.edu")
    assert Mail.objects.filter(kind="test").count() == 1


def test_the_links_of_a_course_hide_nothing_of_its_name(mit, page):
    sign_in(page, "assistant")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(form_of(mit))
        title = page.locator("#content > h2").bounding_box()
        links = page.locator(".object-tools").bounding_box()
        assert title["y"] + title["height"] <= links["y"]
