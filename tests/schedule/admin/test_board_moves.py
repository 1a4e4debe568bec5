"""From a form of the board over its preview to what is published, and back."""

import re
from datetime import date
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.urls import reverse

from courses.models import Course, Deadline, Lecture, NoClassDay
from schedule.admin.board.asking import FORMS
from schedule.models import Edition, Event
from schedule.publishing import publish
from tests import factories
from tests.published import SUMMER, put_mit, put_term

SNOW = {"on": "2023-10-17", "title": "Snow day", "then": "push"}


@pytest.fixture
def mit(db):
    put_term()
    return put_mit()


@pytest.fixture
def sign_in(mit, client):
    def sign_in(role="instructor"):
        client.force_login(factories.MembershipFactory(course=mit, role=role).user)
        return client

    return sign_in


@pytest.fixture
def instructor(sign_in):
    return sign_in()


def address(course, slug, view="preview"):
    return reverse(f"admin:courses_course_{view}", args=[course.pk, slug])


def preview(client, course, slug, **fields):
    return client.get(address(course, slug), fields)


def apply(client, course, slug, note="", **fields):
    shown = preview(client, course, slug, **fields)
    assert "preview" in shown.context, dict(shown.context["form"].errors)
    token = shown.context["preview"].token
    return client.post(address(course, slug), {**fields, "token": token, "note": note})


def day_of(course, key):
    return Event.objects.get(course=course, key=key).day


def errors_of(answer):
    assert answer.status_code == 200
    return answer.context["form"].errors


@pytest.mark.parametrize("slug", sorted(set(FORMS) - {"follow"}))
def test_every_move_has_a_form_and_ends_in_a_preview_or_says_why_not(mit, instructor, slug):
    given = {"on": "2023-10-17", "lecture": "lecture-11", "keys": "lab-2-due"}
    assert instructor.get(address(mit, slug, "move"), given).status_code == 200
    assert instructor.get(address(mit, slug)).status_code == 200
    assert Edition.objects.count() == 1


def test_a_snow_day_is_previewed_and_published(mit, sign_in):
    client = sign_in("ta")
    shown = preview(client, mit, "no-class", **SNOW)
    facts = shown.context["shown"].facts
    assert facts[:2] == ("15 lectures move", "7 anchored dates come along")
    assert Edition.objects.count() == 1
    answer = apply(client, mit, "no-class", note="Snow.", **SNOW)
    assert answer.status_code == 302
    assert day_of(mit, "lecture-11") == date(2023, 10, 19)
    assert Edition.objects.get(number=2).note == "Snow."


def test_what_was_published_is_told_in_sentences(mit, instructor):
    fields = {**SNOW, "then": "cancel"}
    answer = apply(instructor, mit, "no-class", **fields)
    (told,) = instructor.get(answer.url).context["messages"]
    assert "Tue Oct 17, 3:35–5:00 pm. Snow day." in str(told)


def test_an_edition_is_put_back_with_its_uids(mit, instructor):
    before = dict(Event.objects.values_list("key", "uid"))
    days = dict(Event.objects.values_list("key", "day"))
    apply(instructor, mit, "no-class", **SNOW)
    apply(instructor, mit, "put-back", edition="1")
    after = dict(Event.objects.exclude(status="removed").values_list("key", "day"))
    assert after == days
    assert before.items() <= dict(Event.objects.values_list("key", "uid")).items()
    assert Course.objects.get().edition_number == 3


@pytest.mark.parametrize("then", ["push", "merge", "cancel"])
def test_a_snow_day_is_taken_back_with_its_lecture_ticked(mit, instructor, then):
    days = dict(Event.objects.values_list("key", "day"))
    apply(instructor, mit, "no-class", **{**SNOW, "then": then})
    board = instructor.get(reverse("admin:courses_course_board", args=[mit.pk]))
    link = re.search(r'href="([^"]*/board/hold/[^"]*|hold/[^"]*)"', board.text)[1]
    assert link == ("hold/preview/" if then == "push" else "hold/") + "?on=2023-10-17"
    form = instructor.get(address(mit, "hold", "move"), {"on": "2023-10-17"}).context["form"]
    again = {} if then == "push" else {"again": form["again"].value()}
    assert again == ({} if then == "push" else {"again": ["lecture-11"]})
    assert apply(instructor, mit, "hold", on="2023-10-17", **again).status_code == 302
    standing = Event.objects.exclude(status="removed")
    assert dict(standing.values_list("key", "day")) == days


def test_of_a_day_that_is_not_called_off_there_is_nothing_to_take_back(mit, instructor):
    found = errors_of(preview(instructor, mit, "hold", on="2023-10-17"))
    assert "nothing off on Tue Oct 17" in str(found["on"])
    found = errors_of(preview(instructor, mit, "hold", on="2023-11-23"))
    assert "Thanksgiving" in str(found["on"])


def test_two_lectures_are_held_together_and_by_themselves_again(mit, sign_in):
    client = sign_in("ta")
    days = dict(Event.objects.values_list("key", "day"))
    apply(client, mit, "merge", lecture="lecture-11")
    assert day_of(mit, "lecture-11") == day_of(mit, "lecture-12") == date(2023, 10, 17)
    apply(client, mit, "unmerge", lecture="lecture-11")
    assert dict(Event.objects.values_list("key", "day")) == days


def test_the_same_preview_is_applied_once(mit, instructor):
    token = preview(instructor, mit, "cancel", lecture="lecture-20").context["preview"].token
    data = {"lecture": "lecture-20", "token": token, "note": "kept"}
    assert instructor.post(address(mit, "cancel"), data).status_code == 302
    again = instructor.post(address(mit, "cancel"), data)
    assert again.status_code == 409
    assert "Lecture 20 is cancelled already" in again.text
    assert Edition.objects.count() == 2


def test_a_course_that_changed_meanwhile_shows_a_fresh_preview_and_keeps_the_note(mit, instructor):
    token = preview(instructor, mit, "no-class", **SNOW).context["preview"].token
    Lecture.objects.filter(key="lecture-20").update(title="Another title")
    data = {**SNOW, "token": token, "note": "Stay at home."}
    answer = instructor.post(address(mit, "no-class"), data)
    assert answer.status_code == 409
    assert "The course changed since this preview was drawn" in answer.text
    assert answer.context["form"]["note"].value() == "Stay at home."
    assert Edition.objects.count() == 1
    data["token"] = answer.context["preview"].token
    assert instructor.post(address(mit, "no-class"), data).status_code == 302


def test_going_back_keeps_what_was_filled_in(mit, instructor):
    shown = preview(instructor, mit, "no-class", **SNOW)
    link = re.search(r'class="act__back" href="([^"]+)"', shown.text)[1].replace("&amp;", "&")
    assert dict(parse_qsl(urlsplit(link).query)) == SNOW
    form = instructor.get(link)
    assert 'value="Snow day"' in form.text
    assert 'value="2023-10-17"' in form.text


def test_going_back_keeps_what_was_not_ticked(mit, instructor):
    def back_to(slug, **fields):
        shown = preview(instructor, mit, slug, **fields)
        link = re.search(r'class="act__back" href="([^"]+)"', shown.text)[1].replace("&amp;", "&")
        return instructor.get(link).context["form"]

    apply(instructor, mit, "no-class", **{**SNOW, "then": "cancel"})
    assert back_to("hold", on="2023-10-17")["again"].value() == [""]
    swap = {"lecture": "lecture-12", "other": "lecture-20"}
    assert not back_to("swap", **swap)["renumber"].value()
    assert back_to("swap", **swap, renumber="on")["renumber"].value()


@pytest.mark.parametrize(
    ("slug", "fields", "at", "words"),
    [
        ("no-class", {**SNOW, "on": "2024-10-17"}, "on", "after the term has ended"),
        ("no-class", {**SNOW, "on": "yesterday"}, "on", "Enter a valid date"),
        ("no-class", {**SNOW, "on": "2023-10-18"}, "on", "does not meet"),
        ("no-class", {**SNOW, "title": ""}, "title", "required"),
        ("room", {"meeting": "class", "on": "2022-01-01", "room": "1"}, "on", "before the term"),
        ("extend", {"keys": "lab-2-due"}, "by_days", "Say either"),
        ("extend", {"by_days": "2"}, "keys", "Choose deadlines"),
        ("extend", {"keys": "lab-2-due", "to": "2023-10-01"}, "to", "choose a later date"),
        ("extend", {"keys": "lab-2-due", "to_at": "10:00"}, "to", "Give the date"),
        ("pin", {"lecture": "lecture-3", "on": "2023-11-23"}, "on", "Thanksgiving"),
        ("move", {"lecture": "lecture-1", "to": "up"}, "to", "first of the outline"),
        ("move", {"lecture": "stolen", "to": "up"}, "lecture", "valid choice"),
        ("swap", {"lecture": "lecture-1", "other": "lecture-1"}, "other", "another lecture"),
        ("merge", {"lecture": "lecture-1", "into": "lecture-1"}, "into", "another lecture"),
        ("merge", {"lecture": "lecture-26"}, "into", "is the last one"),
        ("unmerge", {"lecture": "lecture-1"}, "lecture", "not held together"),
        ("put-back", {"edition": "7"}, "edition", "There is no edition 7"),
        ("discard", {}, "__all__", "nothing"),
        ("dates", {"day-lab-2-due": "2022-01-01"}, "day-lab-2-due", "before the term"),
        ("dates", {}, "__all__", "nothing"),
    ],
)
def test_bad_input_is_told_at_its_field(mit, instructor, slug, fields, at, words):
    found = errors_of(preview(instructor, mit, slug, **fields))
    assert words in str(found[at])
    assert Edition.objects.count() == 1


def test_deadlines_of_a_range_are_extended_together(mit, instructor):
    fields = {"first": "2023-10-10", "last": "2023-10-20", "by_days": "3"}
    apply(instructor, mit, "extend", **fields)
    assert day_of(mit, "lab-2-due") == date(2023, 10, 15)
    assert day_of(mit, "lab-3-due") == date(2023, 10, 22)
    assert Event.objects.get(key="lab-2-due").first_day == date(2023, 10, 12)


def test_an_empty_cell_leaves_its_date(mit, instructor):
    form = instructor.get(address(mit, "dates", "move")).context["form"]
    fields = dict.fromkeys(form.fields, "")
    fields |= {"day-lab-4-due": "2023-11-03", "time-project-report-due": "12:00"}
    shown = instructor.post(address(mit, "dates"), fields)
    assert shown.context["preview"].summary == "2 dates changed"
    token = shown.context["preview"].token
    assert instructor.post(address(mit, "dates"), {**fields, "token": token}).status_code == 302
    assert day_of(mit, "lab-4-due") == date(2023, 11, 3)
    due = Deadline.objects.get(key="project-report-due")
    assert (due.day, f"{due.at:%H:%M}") == (date(2023, 12, 14), "12:00")
    assert set(dict(Edition.objects.get(number=2).changes.values_list("key", "kind"))) == {
        "lab-4-due",
        "project-report-due",
    }


def test_where_saves_are_not_published_a_move_is_saved_and_waits(mit, instructor):
    Course.objects.update(publish_on_save=False)
    shown = preview(instructor, mit, "no-class", **SNOW)
    assert "Save, not published yet" in shown.text
    answer = apply(instructor, mit, "no-class", **SNOW)
    assert NoClassDay.objects.filter(course=mit).count() == 1
    assert Edition.objects.count() == 1
    board = instructor.get(answer.url)
    assert "not published" in board.text
    shown = preview(instructor, mit, "discard")
    assert '<input type="submit" value="Discard" class="default">' in shown.text
    assert "nobody is told" in shown.context["shown"].reach
    apply(instructor, mit, "discard")
    assert not NoClassDay.objects.filter(course=mit).exists()
    page = instructor.get(answer.url)
    assert [str(told) for told in page.context["messages"]][-1].startswith("Discarded:")
    assert "banner" not in page.text


def test_what_waits_and_is_dropped_when_an_edition_is_put_back_is_said(mit, instructor):
    apply(instructor, mit, "no-class", **SNOW)
    Deadline.objects.filter(key="lab-4-due").update(extended_day=date(2023, 11, 3))
    shown = preview(instructor, mit, "put-back", edition="1")
    assert any("is dropped with it" in remark for remark in shown.context["preview"].remarks)


def test_a_conflict_names_what_it_is_of_on_the_form_and_in_the_edition(mit, instructor):
    apply(instructor, mit, "cancel", lecture="lecture-14", reason="Ill")
    form = instructor.get(reverse("admin:courses_course_change", args=[mit.pk])).text
    assert "<strong>Project ideas out:</strong> Its date hangs on Lecture 14" in form
    edition = Edition.objects.get(number=2)
    page = instructor.get(reverse("admin:schedule_edition_change", args=[edition.pk])).text
    assert "<p>project-ideas-out: Its date hangs on Lecture 14" in page


def test_a_conflict_on_a_preview_and_a_review_has_the_name_of_its_item_and_not_its_key(
    mit, instructor
):
    push = {"on": "2023-10-17", "title": "Snow day", "then": "push"}
    page = preview(instructor, mit, "no-class", **push)
    assert '<span class="conflict__item">Lecture 26</span>' in page.text
    apply(instructor, mit, "cancel", lecture="lecture-14")
    review = instructor.get(reverse("admin:courses_course_review", args=[mit.pk])).text
    release = mit.releases.get(key="project-ideas-out")
    form = reverse("admin:courses_release_change", args=[release.pk])
    assert f'<a class="conflict__item" href="{form}">Project ideas out</a>' in review


def test_a_deadline_that_is_extended_no_more_does_not_come_along(mit, instructor):
    Course.objects.update(publish_on_save=False)
    Deadline.objects.filter(key="lab-4-due").update(extended_day=date(2023, 11, 3))
    assert preview(instructor, mit, "discard").context["shown"].facts == ("1 change",)


def test_the_banner_tells_changes_that_wait_from_conflicts_to_decide(mit, instructor):
    Course.objects.update(publish_on_save=False)
    apply(instructor, mit, "no-class", **SNOW)
    board = instructor.get(reverse("admin:courses_course_board", args=[mit.pk])).text
    assert re.search(r"\d+ changes not published\.</strong> 1 conflict to decide\.", board)


def test_what_was_planned_from_a_past_day_is_reviewed_and_published_from_it(mit, instructor):
    Course.objects.update(publish_on_save=False)
    swap = {"lecture": "lecture-11", "other": "lecture-20", "renumber": "on"}
    shown = preview(instructor, mit, "swap", **swap).context["shown"]
    apply(instructor, mit, "swap", **swap)
    review = reverse("admin:courses_course_review", args=[mit.pk])
    page = instructor.get(review)
    assert 'value="2023-10-17"' in page.text
    told = {row.item for part in shown.parts for row in part.rows}
    assert {row.item for row in page.context["rows"]} == told
    form = page.context["form"]
    sent = {"horizon": form["horizon"].value(), "token": form["token"].value(), "note": ""}
    assert instructor.post(review, sent).status_code == 302
    assert day_of(mit, "lecture-20") == date(2023, 10, 17)
    assert instructor.get(review).context["day"] is None


@pytest.mark.parametrize(
    ("slug", "fields"),
    [
        ("put-back", {"edition": "1"}),
        ("discard", {}),
        ("hold", {"on": "2023-10-17"}),
        ("room", {"meeting": "class", "on": "2023-10-17", "room": "1", "from_on": "on"}),
        ("follow", {"on": "2023-10-17", "weekday": "mon"}),
    ],
)
def test_an_assistant_may_not_take_back_nor_change_meetings_or_the_term(mit, sign_in, slug, fields):
    client = sign_in("ta")
    assert preview(client, mit, slug, **fields).status_code == 403
    assert client.post(address(mit, slug), {**fields, "token": "x"}).status_code == 403


def test_an_assistant_is_not_offered_to_change_a_meeting_for_good(mit, sign_in):
    page = sign_in("ta").get(address(mit, "room", "move"))
    assert "on this day only" in page.text
    assert "from this day on" not in page.text


def test_to_others_the_moves_are_not_there(mit, client):
    client.force_login(factories.UserFactory())
    for slug in FORMS:
        assert client.get(address(mit, slug, "move")).status_code == 404
        assert client.post(address(mit, slug), {"token": "x"}).status_code == 404


def test_a_move_that_there_is_not_is_not_found(mit, instructor):
    assert instructor.get(address(mit, "teleport", "move")).status_code == 404
    assert instructor.get(address(mit, "teleport")).status_code == 404


def test_a_lecture_that_was_held_is_planned_anew_from_its_day(mit, instructor):
    shown = preview(
        instructor, mit, "swap", lecture="lecture-11", other="lecture-20", renumber="on"
    )
    assert shown.context["preview"].plan_from == date(2023, 10, 17)
    apply(instructor, mit, "swap", lecture="lecture-11", other="lecture-20", renumber="on")
    assert day_of(mit, "lecture-20") == date(2023, 10, 17)
    assert Lecture.objects.get(key="lecture-20").number == 11


def test_the_banner_is_on_every_page_of_the_course(mit, instructor):
    Course.objects.update(publish_on_save=False)
    apply(instructor, mit, "no-class", **SNOW)
    lecture = Lecture.objects.get(key="lecture-1")
    pages = [
        reverse("admin:courses_course_change", args=[mit.pk]),
        reverse("admin:courses_lecture_change", args=[lecture.pk]),
        reverse("admin:courses_lecture_history", args=[lecture.pk]),
        reverse("admin:courses_lecture_delete", args=[lecture.pk]),
        reverse("admin:courses_lecture_changelist") + f"?course={mit.pk}",
        reverse("admin:courses_course_board", args=[mit.pk]),
    ]
    for page in pages:
        text = instructor.get(page).text
        assert "not published." in text, page
        assert "Discard" in text, page


def test_the_list_of_editions_offers_to_put_back_only_where_one_may(mit, instructor):
    theirs = factories.make_course(term=mit.term)
    publish(theirs, now=SUMMER)
    assistant = mit.memberships.get(role="instructor").user
    factories.MembershipFactory(course=theirs, user=assistant, role="ta")
    for course in (mit, theirs):
        course.lectures.update(lecturer="A guest")
        publish(course)
    page = instructor.get(reverse("admin:schedule_edition_changelist"))
    offered = re.findall(r'href="([^"]+)\?edition=1"', page.text)
    assert offered == [address(mit, "put-back")]
    assert page.text.count(">current<") == 1


def test_the_list_of_editions_offers_to_put_back_all_but_the_current(mit, instructor):
    apply(instructor, mit, "no-class", **SNOW)
    page = instructor.get(reverse("admin:schedule_edition_changelist"))
    assert "Put back edition 1" in page.text
    assert "Put back edition 2" not in page.text


def signed_out(client, course, **sent):
    """Post a preview without a session; return where signing in leads back to."""
    answer = client.post(address(course, "no-class"), {**SNOW, "token": "old", **sent})
    assert answer.status_code == 302
    return dict(parse_qsl(urlsplit(answer.url).query))["next"]


@pytest.mark.parametrize(("given", "at"), [({}, "on"), ({"on": "2023-10-17"}, "title")])
def test_a_form_begins_with_the_cursor_at_what_is_to_be_written(mit, instructor, given, at):
    page = instructor.get(address(mit, "no-class", "move"), given).text
    (field,) = re.findall(r"<[^>]* autofocus", page)
    assert f'name="{at}"' in field


def test_who_has_to_sign_in_again_finds_the_move_and_the_note_kept(mit, client, sign_in):
    note = "Stay at home – ☃"
    back = signed_out(client, mit, note=note)
    page = sign_in("ta").get(back)
    assert page.context["preview"].summary.startswith("No class on Tue Oct 17")
    assert page.context["form"]["note"].value() == note
    assert page.context["preview"].token in page.text
    assert "old" not in back
    assert Edition.objects.count() == 1


def test_who_has_to_sign_in_again_finds_the_note_of_the_review_kept(mit, client, sign_in):
    review = reverse("admin:courses_course_review", args=[mit.pk])
    answer = client.post(review, {"horizon": "", "token": "old", "note": "Hi"})
    back = dict(parse_qsl(urlsplit(answer.url).query))["next"]
    assert sign_in("ta").get(back).context["form"]["note"].value() == "Hi"


def test_what_is_too_long_for_an_address_is_kept_as_far_as_it_goes(mit, client):
    assert dict(parse_qsl(urlsplit(signed_out(client, mit, note="☃" * 1000)).query)) == SNOW
    back = signed_out(client, mit, title="☃" * 1000, note="Hi")
    assert back == address(mit, "no-class")
