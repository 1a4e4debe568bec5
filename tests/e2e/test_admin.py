"""The staff's workbench in a browser: a snow day, whose courses one sees, and that it fits."""

import re
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from courses.models import Course, Deadline, Lab, Lecture
from schedule.models import Edition
from tests import factories
from tests.e2e.accessibility import WCAG, faults
from tests.e2e.staff import COURSE, PASSWORD, load_all, make_staff

WIDTHS = (1280, 390)


@pytest.fixture
def mit(transactional_db):
    """The MIT course beside the three others, an instructor of it, and another course's TA."""
    load_all()
    make_staff("instructor", course="6.5940")
    make_staff("assistant", course="18.303", role="ta")
    return Course.objects.get(slug="6.5940")


def sign_in(page, name):
    page.goto("/admin/login/?next=/admin/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("button", name="Log out")).to_be_visible()


def sign_out(page):
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("button", name="Log out")).to_have_count(0)


def form_of(row):
    """The address of a row's form."""
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def review_of(course):
    return reverse("admin:courses_course_review", args=[course.pk])


def findings_of(course):
    return reverse("admin:courses_course_findings", args=[course.pk])


def add_snow_day(page, course):
    """Write a no-class day into the course's form, and save it."""
    page.goto(form_of(course))
    days = page.get_by_role("group", name="No-class days")
    days.get_by_label("Title").first.fill("Snow day")
    days.get_by_label("Day", exact=True).first.fill("2023-09-19")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page).to_have_title(re.compile("^Review and publish"))


def main_pages(course):
    """The pages that staff stand on most, each with a name to tell it by."""
    listed = f"?course={course.pk}"
    deadline = Deadline.objects.get(course=course, key="lab-2-due")
    lab = Lab.objects.get(course=course, key="lab-2")
    return {
        "front page": "/admin/",
        "courses": reverse("admin:courses_course_changelist"),
        "course": form_of(course),
        "lectures": reverse("admin:courses_lecture_changelist") + listed,
        "deadlines": reverse("admin:courses_deadline_changelist") + listed,
        "deadline": form_of(deadline),
        "lab": form_of(lab),
        "review": review_of(course),
        "findings": findings_of(course),
        "history": reverse("admin:courses_course_history", args=[course.pk]),
        "two-step sign-in": reverse("admin:two_step"),
        "edition": form_of(Edition.objects.filter(course=course).latest("number")),
    }


def test_the_main_pages_are_accessible_and_no_wider_than_the_screen(mit, page):
    page.goto("/admin/login/")
    found = [f"sign in, {each}" for each in faults(page, widths=WIDTHS, rules=WCAG)]
    sign_in(page, "instructor")
    add_snow_day(page, mit)
    for name, address in main_pages(mit).items():
        page.goto(address)
        page.evaluate(
            "document.querySelectorAll('details').forEach((each) => { each.open = true; })"
        )
        found += [f"{name}, {each}" for each in faults(page, widths=WIDTHS, rules=WCAG)]
    assert found == []


def test_a_snow_day_is_reviewed_and_then_told_in_words(mit, page):
    sign_in(page, "instructor")
    add_snow_day(page, mit)

    expect(page).to_have_title("Review and publish 6.5940 | Lectern")
    expect(page.locator(".messagelist")).to_contain_text("Saved as a draft")
    moved = page.get_by_role("table").get_by_role("row", name="Lecture 4 date")
    expect(moved.locator("del")).to_have_text("Tue Sep 19, 3:35–5:00 pm")
    expect(moved.locator("ins")).to_have_text("Thu Sep 21, 3:35–5:00 pm")
    conflict = page.locator(".conflict--blocking")
    expect(conflict).to_have_count(1)
    expect(conflict).to_contain_text("There is no class day left for Lecture 26.")
    expect(conflict.get_by_role("listitem")).to_have_text(
        [
            "Hold a make-up class: pin Lecture 26 to a date with a time of its own.",
            "Merge Lecture 26 into another lecture.",
            "Drop Lecture 26: cancel it, or take it out of the outline.",
        ]
    )
    expect(page.get_by_role("row", name="Lab 1 due")).to_have_count(0)

    page.get_by_label("Note for students").fill("Snow: everything moves by one class.")
    page.get_by_role("button", name="Publish").click()
    told = page.locator(".messagelist")
    expect(told.first).to_contain_text("published edition 2")
    expect(told.last).to_contain_text("There is no class day left for Lecture 26.")

    page.goto(f"{COURSE}changes/")
    newest = page.locator("#edition-2")
    expect(newest).to_contain_text("Snow: everything moves by one class.")
    expect(newest.get_by_role("listitem").filter(has_text="Lecture 4")).to_contain_text(
        "Thu Sep 21"
    )
    page.goto(f"{COURSE}week/2023-W38/?on=2023-09-18")
    expect(page.locator("#day-2023-09-19")).to_contain_text("Snow day")
    expect(page.locator("#day-2023-09-21")).to_contain_text("Lecture 4")
    page.goto(f"{COURSE}lecture-26/")
    expect(page.locator(".item__when")).to_contain_text("Tue Dec 12")


def test_the_second_who_saves_is_shown_both_versions(mit, page, open_page):
    lecture = Lecture.objects.get(course=mit, key="lecture-4")
    make_staff("second", course="6.5940", role="ta")
    other = open_page()
    sign_in(page, "instructor")
    sign_in(other, "second")
    for each in (page, other):
        each.goto(form_of(lecture))
    page.get_by_label("Title").fill("Pruning, by the instructor")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("was changed successfully")
    other.get_by_label("Title").fill("Pruning, by the second")
    other.get_by_role("button", name="Save", exact=True).click()

    told = other.locator(".errorlist")
    expect(told).to_contain_text("instructor changed this lecture just now")
    expect(told).to_contain_text("“Pruning, by the instructor”, you have “Pruning, by the second”")
    assert list(faults(other, widths=WIDTHS, rules=WCAG)) == []
    other.get_by_role("button", name="Save", exact=True).click()
    expect(other.locator(".messagelist")).to_contain_text("was changed successfully")

    other.goto(reverse("admin:courses_lecture_history", args=[lecture.pk]))
    newest = other.get_by_role("table").locator("tbody").first
    expect(newest).to_contain_text("second")
    expect(newest.locator("del")).to_have_text("Pruning, by the instructor")
    expect(newest.locator("ins")).to_have_text("Pruning, by the second")


def test_until_it_is_published_students_see_nothing_of_a_snow_day(mit, page, open_page):
    sign_in(page, "instructor")
    add_snow_day(page, mit)
    student = open_page()
    student.goto(f"{COURSE}week/2023-W38/?on=2023-09-18")
    expect(student.locator("#day-2023-09-19")).to_contain_text("Lecture 4")


def test_a_finding_is_accepted_with_its_reason_and_taken_back(mit, page):
    sign_in(page, "instructor")
    page.goto(form_of(mit))
    page.get_by_role("link", name="Findings").click()
    slides = page.locator(".conflict").filter(has_text="lectures held a week ago")
    slides.get_by_text("Accept", exact=True).first.click()
    slides.get_by_label("Why it is meant").fill("They were not kept.")
    slides.get_by_role("button", name="Accept").click()
    expect(page.locator(".messagelist")).to_contain_text("not told again unless it changes")
    expect(slides).to_contain_text("They were not kept.")
    slides.get_by_role("button", name="Take back").click()
    expect(slides.get_by_role("button", name="Take back")).to_have_count(0)
    page.get_by_role("link", name="labs/lab-3").click()
    expect(page.get_by_role("heading", name="Lab 3: Neural architecture search")).to_be_visible()


def test_staff_see_the_week_as_it_will_be_and_students_as_it_is(mit, page, open_page):
    sign_in(page, "instructor")
    add_snow_day(page, mit)
    page.get_by_role("link", name="See the pages as they will be").click()
    expect(page.get_by_role("note")).to_contain_text("how the page will look once it is published")
    page.get_by_role("link", name="Week", exact=True).click()
    expect(page).to_have_url(re.compile("/week/"))
    page.goto(f"{COURSE}week/2023-W38/?on=2023-09-18&preview")
    expect(page.locator("#day-2023-09-19")).to_contain_text("Snow day")
    address = page.url
    student = open_page()
    student.goto(address)
    expect(student.get_by_role("note")).to_have_count(0)
    expect(student.locator("#day-2023-09-19")).to_contain_text("Lecture 4")


def test_to_another_course_s_assistant_the_course_is_not_there(mit, page, problems):
    sign_in(page, "assistant")
    lecture = Lecture.objects.get(course=mit, key="lecture-4")
    edition = Edition.objects.filter(course=mit).latest("number")
    addresses = [*map(form_of, (mit, lecture, edition)), review_of(mit)]
    addresses += [
        form_of(Deadline.objects.get(course=mit, key="lab-2-due")),
        f"{reverse('admin:courses_deadline_add')}?course={mit.pk}",
    ]
    assert [page.request.get(address).status for address in addresses] == [404] * len(addresses)
    page.goto(reverse("admin:courses_course_changelist"))
    expect(page.locator("#result_list tbody tr")).to_have_count(1)
    expect(page.locator("#result_list")).to_contain_text("18.303")


def test_the_admin_s_pages_find_all_their_files(mit, page, live_server_url):
    """Nothing is asked for in vain: the icon, styles and scripts of every main page are there."""
    missing = []
    page.on("response", lambda it: it.status >= 400 and missing.append(urlsplit(it.url).path))
    sign_in(page, "instructor")
    for address in main_pages(mit).values():
        page.goto(address)
        icon = page.locator("link[rel=icon]").get_attribute("href")
        assert page.request.get(icon).ok
    assert missing == []


LEFT_TO_RIGHT = """link => {
  const place = start => {
    const letter = document.createRange();
    letter.setStart(link.firstChild, start);
    letter.setEnd(link.firstChild, start + 1);
    return letter.getBoundingClientRect().x;
  };
  return place(0) < place(5);
}"""


def test_a_name_that_turns_its_direction_around_turns_no_words_beside_it(mit, page):
    lab = Lab.objects.get(course=mit, key="lab-2")
    lab.deadlines.update(title="Lab 2 \u202eeud")
    factories.ResourceFactory(course=mit, lab=lab, key="notes", label="\u202estoN")
    sign_in(page, "instructor")
    page.goto(form_of(lab))
    links = page.locator(".inlinechangelink", has_text="Change")
    expect(links).to_have_count(3)
    assert [link.evaluate(LEFT_TO_RIGHT) for link in links.all()] == [True] * 3
