"""Mail, asked for, confirmed, changed and ended in a browser without script; and its form, looked at."""

import re

import pytest
from playwright.sync_api import expect

from schedule.mailing.links import confirm_secret
from schedule.models import SignUp, Subscriber
from tests.e2e.accessibility import faults
from tests.e2e.pages import COURSE, MAIL, ON

EVE = "eve@example.edu"


@pytest.fixture
def plain_page(site, open_page):
    return open_page(java_script_enabled=False)


def button(page, name):
    return page.locator("main").get_by_role("button", name=name, exact=True)


def asked_for():
    return SignUp.objects.get(address=EVE)


def test_a_course_is_asked_for_confirmed_changed_and_ended(plain_page, problems):
    page = plain_page
    page.goto(f"{COURSE}subscribe/?{ON}")
    page.get_by_label("Your mail address").fill(EVE)
    page.get_by_text("What comes, when, and in which language").click()
    page.get_by_label("A week before").check()
    page.get_by_label("Quiet hours from").select_option("22:00")
    button(page, "Send me the link").click()

    # What is missing is told, and nothing that was chosen is lost.
    expect(page.locator("#mail-quiet-error")).to_contain_text("Choose both")
    expect(page.get_by_label("A week before")).to_be_checked()
    expect(page.get_by_label("Your mail address")).to_have_value(EVE)
    page.get_by_role("link", name="Choose both").click()
    expect(page).to_have_url(re.compile("/mail/#mail-quiet$"))
    page.get_by_label("Quiet hours until").select_option("07:00")
    button(page, "Send me the link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look into your mail")
    expect(page.locator("main")).to_contain_text(EVE)
    assert EVE not in page.url

    page.goto(f"/mail/confirm/{confirm_secret(asked_for())}/")
    expect(page.locator(".asked")).to_contain_text("A week before, A day before")
    button(page, "Yes, send them").click()
    expect(page.get_by_role("status")).to_contain_text("Confirmed.")
    own = page.url.partition("?")[0]

    page.get_by_label("Find a course").fill("303")
    page.get_by_label("Find a course").press("Enter")
    # The list before has what is looked for as well.
    expect(page.get_by_role("checkbox", name="18.C25")).to_have_count(0)
    page.get_by_role("checkbox", name="18.303 Linear").check()
    page.get_by_label("Your time zone").fill("tokyo")
    page.get_by_label("Your time zone").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Saved.")
    expect(page.get_by_label("Your time zone")).to_have_value("Asia/Tokyo")
    expect(page.get_by_role("checkbox", name="18.303 Linear")).to_be_checked()

    page.get_by_role("link", name="End 18.303").click()
    button(page, "End these mails").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("No more mails about")
    button(page, "Get mail about 18.303 again").click()
    expect(page.get_by_role("status")).to_contain_text("The course is back.")

    page.get_by_role("link", name="End all mails").click()
    button(page, "End all mails").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("All your mails ended")
    assert not Subscriber.objects.filter(address=EVE).exists()
    assert page.goto(own).status == 404
    problems[:] = [each for each in problems if "/mail/" not in each]


def test_the_enter_key_in_the_address_sends_the_form_rather_than_look_for_courses(plain_page):
    plain_page.goto(f"/mail/?course=2023-fall/6.5940&{ON}")
    plain_page.get_by_label("Your mail address").fill(EVE)
    plain_page.get_by_label("Your mail address").press("Enter")
    expect(plain_page.get_by_role("heading", level=1)).to_have_text("Look into your mail")
    assert asked_for()


def test_the_theme_and_the_language_change_on_the_own_page(plain_page):
    plain_page.goto(MAIL)
    plain_page.get_by_label("Dark").check()
    plain_page.locator(".theme").get_by_role("button", name="Save").click()
    expect(plain_page.locator("html")).to_have_attribute("data-theme", "dark")
    assert plain_page.url.endswith(MAIL)


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_each_control_of_the_form_has_room_for_a_finger(site, open_page, width):
    page = open_page(width=width)
    page.goto(MAIL)
    for control in (
        page.locator("main").locator("select, input[type=text], .btn, .ticks label").all()
    ):
        box = control.bounding_box()
        assert box["height"] >= (44 if width < 768 else 36), control.evaluate("e => e.outerHTML")
        assert box["x"] + box["width"] <= width


def test_the_form_that_says_what_is_wrong_is_accessible(site, open_page, problems):
    page = open_page(reduced_motion="reduce")
    page.goto(f"/mail/?{ON}")
    page.locator("form.build").evaluate("form => { form.noValidate = true }")
    page.get_by_label("Quiet hours from").select_option("22:00")
    page.get_by_label("Your time zone").fill("Berln")
    button(page, "Send me the link").click()
    expect(page.locator(".faults a")).to_have_count(4)
    expect(page.get_by_label("Your mail address")).to_have_attribute("aria-invalid", "true")
    assert list(faults(page, widths=(1280, 390, 320))) == []
    problems.clear()
