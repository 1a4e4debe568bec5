"""Mail as its subscribers see it: asking, confirming, changing, ending; and what nobody is told."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.conf import settings as django_settings

from courses.models import Course
from schedule.engine.entry import Kind
from schedule.mailing.choice import Choice
from schedule.mailing.links import confirm_secret, page_secret
from schedule.mailing.signing_up import KEPT_FOR
from schedule.mailing.subscribing import confirm
from schedule.models import Mail, MailKind, MailState, Notices, SignUp, Subscriber
from schedule.publishing import publish
from tests.factories import DeadlineFactory, LabFactory, TermFactory, make_course
from tests.schedule.views.reading_html import read_html

PAGE = "/mail/"
NOW = datetime(2023, 10, 31, 16, tzinfo=UTC)
ADA = "ada@example.edu"
FORM = {
    "course": ["2023-fall/6.5940", "2023-fall/18.303"],
    "kind": ["deadline", "exam"],
    "lead": ["P1D", "PT2H"],
    "morning": "07:00",
    "notices": "daily",
    "quiet-from": "22:00",
    "quiet-until": "07:00",
    "language": "de",
    "zone": "Berlin",
    "address": f" {ADA} ",
}


@pytest.fixture(autouse=True)
def _in_term(mail_is_on):
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def four(db):
    """Four small courses; of the first a deadline is due on the day after tomorrow."""
    term = TermFactory(slug="2023-fall")
    courses = [
        make_course(lectures=2, term=term, slug=slug, number=slug.upper(), title=f"About {slug}")
        for slug in ("6.5940", "18.303", "18.338", "18.c25")
    ]
    DeadlineFactory(lab=LabFactory(course=courses[0], title="Lab 4"), day=date(2023, 11, 2))
    for course in courses:
        publish(course, now=NOW)
    return courses


def send(client, page=PAGE, **changes):
    form = {**FORM, **{name.replace("_", "-"): value for name, value in changes.items()}}
    return client.post(page, {name: value for name, value in form.items() if value is not None})


def page_of(response):
    return read_html(response.content.decode())


def ticked(page):
    boxes = {
        (box["name"], box["value"]) for box in page.all("input") if "checked" in box.attributes
    }
    picked = {
        (each["name"], option["value"])
        for each in page.all("select")
        for option in each.all("option")
        if "selected" in option.attributes
    }
    return boxes | picked


@pytest.fixture
def asked(four, client):
    """What was asked for by the form."""
    assert send(client).status_code == 303
    return SignUp.objects.get()


@pytest.fixture
def subscriber(asked):
    """The address, confirmed."""
    return confirm(asked, now=NOW)


@pytest.fixture
def own(subscriber):
    """The path of its own page."""
    return f"/mail/{page_secret(subscriber)}/"


# -- Asking ---------------------------------------------------------------------------------------


def test_it_is_asked_for_without_an_account_and_one_mail_goes(four, client):
    response = send(client)
    assert (response.status_code, response["Location"]) == (303, "/mail/?sent=1")
    asked = SignUp.objects.get()
    assert asked.address == ADA
    assert asked.courses == [str(Course.objects.get(slug=slug).pk) for slug in ("6.5940", "18.303")]
    choice = Choice.of(asked)
    assert (choice.language, choice.time_zone, choice.notices) == (
        "de",
        "Europe/Berlin",
        Notices.DAILY,
    )
    assert choice.kinds == {Kind.DEADLINE, Kind.EXAM}
    assert [str(lead) for lead in choice.leads] == ["P1D", "PT2H"]
    assert choice.morning.hour == 7
    assert choice.quiet.start.hour == 22
    assert [mail.kind for mail in Mail.objects.waiting()] == [MailKind.CONFIRM]
    assert not Subscriber.objects.exists()


def test_the_answer_says_where_to_look_and_names_the_address_in_no_link(four, client):
    response = send(client)
    assert ADA not in response["Location"]
    said = client.get(response["Location"])
    assert said["Cache-Control"] == "private, no-store"
    assert "Look into your mail" in said.content.decode()
    assert ADA in said.content.decode()
    client.cookies.clear()
    assert "Look into your mail" in client.get(response["Location"]).content.decode()


def test_the_same_is_said_of_a_known_an_unknown_and_an_overwhelmed_address(
    subscriber, client, django_assert_num_queries
):
    told = {}
    for address in (ADA, "eve@example.edu", *(["bob@example.edu"] * 5)):
        client.cookies.clear()
        response = send(client, address=address)
        page = client.get(response["Location"]).content.decode().replace(address, "…")
        headers = dict(response.headers)
        told[address] = (response.status_code, headers, page)
    assert told[ADA] == told["eve@example.edu"] == told["bob@example.edu"]
    waiting = Mail.objects.waiting().values_list("sign_up__address", flat=True)
    assert sorted(waiting).count("bob@example.edu") == 3


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"course": None}, "course", "Choose at least one course."),
        ({"course": "2023-fall/none"}, "course", "Choose at least one course."),
        ({"kind": None, "notices": "none"}, "kind", "Choose what to be reminded of"),
        ({"kind": "no-class"}, "kind", "Choose from the list."),
        ({"lead": None}, "lead", "Choose at least one time before."),
        ({"lead": ["P1D", "P3D"]}, "lead", "Choose from the list."),
        ({"morning": "25:00"}, "morning", "Choose a time from the list."),
        ({"morning": "08:00+02:00"}, "morning", "Choose a time from the list."),
        ({"notices": "hourly"}, "notices", "Choose one of these."),
        ({"quiet_until": ""}, "quiet", "Choose both"),
        ({"quiet_from": "07:00"}, "quiet", "Choose two different times."),
        ({"quiet_from": "soon"}, "quiet", "Choose times from the list."),
        ({"language": "tlh"}, "language", "Choose a language from the list."),
        ({"zone": "Mars"}, "zone", "Write a large city"),
        ({"zone": "Berln"}, "zone", "Did you mean Europe/Berlin?"),
        ({"address": ""}, "address", "Write the address"),
        ({"address": "ada"}, "address", "This is no mail address."),
        ({"address": "ada@localhost"}, "address", "This is no mail address."),
        ({"address": "ada@[127.0.0.1]"}, "address", "This is no mail address."),
        ({"address": "ada@example.edu\r\nBcc: eve@example.edu"}, "address", "This is no mail"),
        ({"address": "a@b.de, c@d.de"}, "address", "This is no mail address."),
        ({"address": f"{'a' * 65}@example.edu"}, "address", "This is no mail address."),
        (
            {"address": f"a@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 60}.{'f' * 9}.edu"},
            "address",
            "",
        ),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_what_was_written_stays(
    four, client, change, field, words
):
    response = send(client, **change)
    assert response.status_code == 400
    assert response["Cache-Control"] == "private, no-store"
    page = page_of(response)
    prefix = "course" if field == "course" else f"mail-{field}"
    assert words in page.one("span", id=f"{prefix}-error").text
    described = [
        node for node in page.walk() if node.attributes.get("aria-describedby") == f"{prefix}-error"
    ]
    assert described
    assert words in page.one("ul", "faults").text
    link = page.one("ul", "faults").one("a")["href"].removeprefix("#")
    assert page.all(described[0].tag, id=link)
    assert page.one("input", id="mail-address")["value"] == {**FORM, **change}["address"].strip()
    if field != "zone":
        assert page.one("input", id="mail-zone")["value"] == "Berlin"
    if field not in {"kind", "lead", "notices", "course"}:
        assert {("kind", "exam"), ("lead", "PT2H"), ("notices", "daily")} <= ticked(page)
    assert not SignUp.objects.exists()


def test_all_that_is_wrong_is_told_at_once(four, client):
    response = client.post(PAGE, {})
    page = page_of(response)
    assert response.status_code == 400
    assert len(page.one("ul", "faults").all("li")) >= 4


def test_more_courses_than_a_page_takes_are_refused(four, client):
    many = [f"2023-fall/a{n}" for n in range(40)]
    response = send(client, course=["2023-fall/6.5940", *many])
    assert "Choose at most 40." in response.content.decode()


def test_an_address_of_another_script_is_kept_as_mail_servers_know_it(four, client):
    send(client, address="Ada@Bücher.EXAMPLE")
    assert SignUp.objects.get().address == "Ada@xn--bcher-kva.example"


def test_one_looks_for_courses_and_nothing_is_lost(four, client):
    for how in ({"do": "find"}, {"do": "enter", "searched": ""}):
        response = send(client, q="338", **how)
        page = page_of(response)
        assert response.status_code == 200
        boxes = [box["value"] for box in page.all("input", name="course")]
        assert boxes == [*FORM["course"], "2023-fall/18.338"]
        assert {("course", each) for each in FORM["course"]} <= ticked(page)
        assert page.one("input", id="mail-address")["value"] == ADA
    assert not SignUp.objects.exists()


def test_the_enter_key_sends_the_form_where_nothing_was_looked_for(four, client):
    assert send(client, q="338", searched="338", do="enter").status_code == 303


def test_a_form_from_elsewhere_asks_for_nothing(four, client):
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://example.org"}):
        assert client.post(PAGE, FORM, headers=headers).status_code == 403
    assert not SignUp.objects.exists()


def test_too_many_of_one_network_are_told_when_to_come_again_and_keep_what_they_wrote(
    four, client, settings
):
    settings.SIGN_UPS_A_NETWORK_AN_HOUR = 1
    send(client)
    with time_machine.travel(NOW + timedelta(minutes=18, seconds=30), tick=False):
        response = send(client, address="eve@example.edu")
    assert (response.status_code, response["Retry-After"]) == (429, str(41 * 60 + 30))
    page = page_of(response)
    assert "from your network" in page.text
    assert "Try again in 42 minutes" in page.text
    assert page.one("input", id="mail-address")["value"] == "eve@example.edu"
    assert client.post(PAGE, FORM, REMOTE_ADDR="203.0.113.9").status_code == 303


def test_the_whole_site_says_the_same(four, client, settings):
    settings.SIGN_UPS_AN_HOUR = 1
    send(client)
    response = send(client)
    assert response.status_code == 429
    assert "Too many people asked within an hour." in page_of(response).text


def test_courses_of_the_address_are_ticked_and_the_zone_is_the_term_s(four, read):
    page = read(f"{PAGE}?course=2023-fall/18.303&course=2023-fall/none")
    assert ("course", "2023-fall/18.303") in ticked(page)
    assert {("kind", "deadline"), ("lead", "P1D"), ("notices", "at-once")} <= ticked(page)
    assert "Not there, or not open: 2023-fall/none" in page.text
    assert page.one("input", id="mail-zone")["value"] == "America/New_York"


def test_a_site_without_a_term_has_the_page_too(db, read):
    page = read(PAGE)
    assert page.all("input", name="course") == []
    assert page.one("input", id="mail-zone")["value"] == "UTC"


def test_the_page_is_kept_by_caches_and_told_apart_by_what_it_is_made_of(four, client):
    first = client.get(PAGE)
    assert first["Cache-Control"] == "public, no-cache"
    again = client.get(PAGE, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    course = Course.objects.get(slug="6.5940")
    course.title = "Another title"
    course.save()
    publish(course, now=NOW)
    assert client.get(PAGE, headers={"If-None-Match": first["ETag"]}).status_code == 200


# -- The forms beside the calendars ---------------------------------------------------------------


def test_a_course_s_subscribe_page_has_the_form(four, read, client):
    page = read("/2023-fall/6.5940/subscribe/")
    form = page.one("section", id="mail").one("form")
    assert (form["action"], form["method"]) == (PAGE, "post")
    sent = {
        (field["name"], field["value"])
        for field in form.all("input")
        if field.attributes.get("type") == "hidden" or "checked" in field.attributes
    }
    assert ("course", "2023-fall/6.5940") in sent
    fields = {name: [v for n, v in sent if n == name] for name, _ in sent}
    chosen = {
        each["name"]: next(o["value"] for o in each.all("option") if "selected" in o.attributes)
        for each in form.all("select")
    }
    zone = form.one("input", id="mail-zone")["value"]
    response = client.post(PAGE, {**fields, **chosen, "zone": zone, "address": ADA})
    assert response.status_code == 303
    assert Choice.of(SignUp.objects.get()) == Choice(
        "en", "America/New_York", kinds=frozenset({Kind.DEADLINE, Kind.EXAM})
    )


def test_a_term_s_subscribe_page_has_it_for_the_picked_courses(four, read):
    page = read("/2023-fall/subscribe/?course=6.5940&course=18.303")
    form = page.one("section", id="mail").one("form")
    hidden = [field["value"] for field in form.all("input", type="hidden")]
    assert hidden == ["2023-fall/6.5940", "2023-fall/18.303"]
    assert read("/2023-fall/subscribe/").all("section", id="mail") == []


def test_where_no_mail_is_sent_nothing_is_said_of_it(four, client, read, settings):
    assert "mail" in read("/2023-fall/6.5940/subscribe/").text
    settings.MAIL_IS_ON = False
    for address in ("/2023-fall/6.5940/subscribe/", "/2023-fall/subscribe/?course=6.5940"):
        page = read(address)
        assert not re.search(r"\bmail\b", page.text, re.IGNORECASE)
        assert not [each for each in page.all("link") if "mail" in each["href"]]
    for address in (PAGE, f"{PAGE}x/", f"{PAGE}confirm/x/", f"{PAGE}x/end/"):
        assert client.get(address).status_code == client.post(address).status_code == 404


# -- Confirming -----------------------------------------------------------------------------------


def confirm_path(asked):
    return f"/mail/confirm/{confirm_secret(asked)}/"


def test_opening_the_link_confirms_nothing_and_shows_what_comes(asked, client, read):
    page = read(confirm_path(asked))
    client.head(confirm_path(asked))
    assert not Subscriber.objects.exists()
    assert SignUp.objects.get().confirmed_at is None
    for words in (ADA, "About 6.5940", "Deadlines, Exams", "A day before", "Once a day", "7:00 am"):
        assert words in page.text


def test_the_button_confirms_and_leads_to_the_own_page(asked, client):
    response = client.post(confirm_path(asked))
    own = f"/mail/{page_secret(Subscriber.objects.get())}/"
    assert (response.status_code, response["Location"]) == (303, f"{own}?done=confirmed")
    assert "Confirmed." in client.get(response["Location"]).content.decode()
    again = page_of(client.get(confirm_path(asked)))
    assert "This is confirmed" in again.text
    assert client.post(confirm_path(asked))["Location"] == response["Location"]


def test_a_link_is_over_after_seven_days(asked, client):
    with time_machine.travel(NOW + KEPT_FOR, tick=False):
        for answer in (client.get(confirm_path(asked)), client.post(confirm_path(asked))):
            assert answer.status_code == 404
            assert "This link does not work" in answer.content.decode()
    assert not Subscriber.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_no_link_is_answered_as_one_that_is_over(asked, client, method):
    own = confirm_path(asked)
    SignUp.objects.all().delete()
    forged = own.replace(asked.pk.hex, "0" * 32)
    answers = {
        getattr(client, method)(each).content.replace(each.encode(), b"")
        for each in (own, forged, "/mail/confirm/x/", "/mail/confirm/x.y/")
    }
    assert len(answers) == 1


# -- The own page ---------------------------------------------------------------------------------


def test_its_own_page_shows_what_was_chosen(own, read):
    page = read(own)
    assert {
        *(("course", each) for each in FORM["course"]),
        *(("kind", each) for each in FORM["kind"]),
        *(("lead", each) for each in FORM["lead"]),
        ("notices", "daily"),
        ("morning", "07:00"),
        ("quiet-from", "22:00"),
        ("quiet-until", "07:00"),
        ("language", "de"),
    } <= ticked(page)
    assert page.one("input", id="mail-zone")["value"] == "Europe/Berlin"
    assert ADA in page.one("header", "head").text


def test_choices_and_courses_change(own, client, subscriber):
    response = send(
        client, own, course="2023-fall/18.338", notices="none", kind="lecture", do="save"
    )
    assert (response.status_code, response["Location"]) == (303, f"{own}?done=saved")
    fresh = Subscriber.objects.get()
    assert [course.slug for course in fresh.courses.all()] == ["18.338"]
    assert Choice.of(fresh).kinds == {Kind.LECTURE}
    assert fresh.notices == Notices.NONE
    assert "Saved." in client.get(response["Location"]).content.decode()


def test_what_is_wrong_there_is_told_and_changes_nothing(own, client, subscriber):
    response = send(client, own, zone="Mars", course=["2023-fall/18.338"], do="save")
    assert response.status_code == 400
    page = page_of(response)
    assert "Write a large city" in page.one("span", id="mail-zone-error").text
    assert ("course", "2023-fall/18.338") in ticked(page)
    assert Subscriber.objects.get().time_zone == "Europe/Berlin"
    assert subscriber.subscriptions.count() == 2


def test_unticking_all_courses_leads_to_the_way_to_end_them(own, client, subscriber):
    page = page_of(send(client, own, course=None, do="save"))
    assert "or end all mails" in page.one("span", id="course-error").text
    assert subscriber.subscriptions.count() == 2


def test_one_looks_for_courses_there_too(own, client, subscriber):
    page = page_of(send(client, own, q="338", do="find"))
    assert "2023-fall/18.338" in [box["value"] for box in page.all("input", name="course")]
    assert subscriber.subscriptions.count() == 2


@pytest.mark.parametrize("words", ["https://[", "//[/", "/", "/\x00/", "http://localhost"])
def test_what_looks_like_an_address_and_is_none_finds_nothing(own, client, words):
    assert send(client, own, q=words, do="find").status_code == 200


def test_a_course_that_is_not_open_now_may_stay_and_tells_no_more_than_its_address(
    own, client, read, subscriber
):
    Course.objects.filter(slug="18.303").update(visibility="staff", title="Secret")
    page = read(own)
    assert "Not open now" in page.text
    assert "Secret" not in page.text
    send(client, own, do="save")
    assert subscriber.subscriptions.count() == 2


def test_it_tells_what_comes_next_on_the_subscriber_s_clock(own, read):
    coming = read(own).one("section", **{"aria-labelledby": "page-next"})
    times = [each.one("time") for each in coming.one("ol").all("li")]
    # Two hours before it is due at the end of Thursday in New York, a day before, and quiet hours.
    assert [each["datetime"] for each in times] == [
        "2023-11-01T22:00:00+01:00",
        "2023-11-02T22:00:00+01:00",
    ]
    assert "Wed Nov 1" in times[0].text
    assert "6.5940" in coming.text
    assert "Berlin time" in coming.text


def test_it_tells_what_was_sent_what_was_not_taken_and_what_was_missed(own, read, subscriber):
    for state, subject in (
        (MailState.SENT, "Lab 1 is due"),
        (MailState.FAILED, "Lab 2 is due"),
        (MailState.MISSED, ""),
        (MailState.VOID, "Lab 4 is void"),
        (MailState.WAITING, "Lab 5 waits"),
    ):
        Mail.objects.create(
            kind=MailKind.REMINDER,
            state=state,
            subscriber=subscriber,
            subject=subject,
            made_at=NOW,
            send_at=NOW,
            done_at=None if state == MailState.WAITING else NOW,
        )
    sent = read(own).one("section", **{"aria-labelledby": "page-sent"}).text
    for words in ("Lab 1 is due", "Lab 2 is due", "did not take it", "A reminder", "Not sent"):
        assert words in sent
    assert "Lab 4" not in sent
    assert "Lab 5" not in sent


def test_it_tells_that_its_server_refused_and_how_to_go_on(own, client, read, subscriber):
    Subscriber.objects.update(paused_at=NOW, refused=3)
    page = read(own)
    assert "Nothing is sent at present" in page.text
    assert page.one("section", **{"aria-labelledby": "page-next"}).all("ol") == []
    send(client, own, do="save")
    assert "Nothing is sent at present" not in read(own).text


def test_it_costs_as_many_queries_for_two_courses_as_for_four(
    own, client, four, subscriber, django_assert_max_num_queries
):
    with django_assert_max_num_queries(8):
        client.get(own)
    send(client, own, course=[f"2023-fall/{course.slug}" for course in four], do="save")
    with django_assert_max_num_queries(8):
        client.get(own)


# -- Ending ---------------------------------------------------------------------------------------


def end_of(own, course=None):
    return f"{own}end/{course.pk}/" if course else f"{own}end/"


def test_opening_a_link_to_end_ends_nothing(own, client, four, subscriber):
    for path in (end_of(own), end_of(own, four[0])):
        assert client.get(path).status_code == client.head(path).status_code == 200
    assert subscriber.subscriptions.count() == 2


def test_a_course_ends_by_its_button_and_can_be_had_again(own, client, four, subscriber):
    path = end_of(own, four[0])
    assert "End the mails about" in page_of(client.get(path)).one("h1").text
    page = page_of(client.post(path))
    assert "No more mails about" in page.one("h1").text
    assert "your other courses goes on" in page.text
    assert [each.course.slug for each in subscriber.subscriptions.all()] == ["18.303"]
    form = page.one("main").one("form")
    fields = {field["name"]: field["value"] for field in form.all("input")}
    again = client.post(form["action"], {**fields, "do": "add"})
    assert again["Location"] == f"{own}?done=added"
    assert subscriber.subscriptions.count() == 2


def test_a_mail_program_ends_a_course_with_one_post_and_is_led_nowhere(own, client, four):
    """RFC 8058, section 3.2: no cookies, no redirect; and asking twice is no error."""
    for _ in range(2):
        response = client.post(
            end_of(own, four[0]),
            "List-Unsubscribe=One-Click",
            content_type="application/x-www-form-urlencoded",
            headers={"Origin": "https://mail.example.com", "Sec-Fetch-Site": "cross-site"},
        )
        assert response.status_code == 200
    assert Subscriber.objects.get().subscriptions.count() == 1


def test_a_form_of_several_parts_is_taken_too(own, client, four):
    response = client.post(end_of(own, four[0]), {"List-Unsubscribe": "One-Click"})
    assert response.status_code == 200
    assert Subscriber.objects.get().subscriptions.count() == 1


def test_everything_ends_by_one_post_and_nothing_is_left(own, client):
    assert ADA in client.get(end_of(own)).content.decode()
    response = client.post(end_of(own), {"List-Unsubscribe": "One-Click"})
    assert response.status_code == 200
    assert "All your mails ended" in response.content.decode()
    assert not Subscriber.objects.exists()
    assert not SignUp.objects.exists()
    assert not Mail.objects.exists()
    assert client.get(own).status_code == 404


def test_the_last_course_leaves_the_page(own, client, four):
    for course in four[:2]:
        page = page_of(client.post(end_of(own, course)))
    assert "You have no other course" in page.text
    assert client.get(own).status_code == 200


def test_a_course_that_is_none_of_its_own_is_named_only_where_it_is_open(own, client, four):
    Course.objects.filter(slug="18.338").update(visibility="staff")
    hidden, open_ = (four[2], four[3])
    assert "18.338" not in client.get(end_of(own, hidden)).content.decode()
    assert "18.C25" in client.get(end_of(own, open_)).content.decode()


# -- Secrets --------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_never_was_a_page_is_answered_as_what_was_ended(own, client, subscriber, method):
    forged = own.replace(subscriber.pk.hex, "0" * 32)
    subscriber.delete()
    answers = {
        getattr(client, method)(each).content.replace(each.encode(), b"")
        for each in (own, forged, "/mail/x/", "/mail/confirm/", f"{own}end/")
    }
    assert len(answers) == 1
    assert "There is nothing here" in answers.pop().decode()


def test_another_nonce_ends_all_links(own, client):
    Subscriber.objects.update(nonce="another")
    assert client.get(own).status_code == 404


def test_no_secret_of_one_kind_opens_a_page_of_another(own, asked, client, subscriber):
    assert client.get(f"/mail/{confirm_secret(asked)}/").status_code == 404
    assert client.get(f"/mail/confirm/{page_secret(subscriber)}/").status_code == 404


def test_a_link_holds_while_the_key_is_changed(own, client, settings):
    old = django_settings.SECRET_KEY
    settings.SECRET_KEY = "another"
    settings.SECRET_KEY_FALLBACKS = [old]
    assert client.get(own).status_code == 200
    settings.SECRET_KEY_FALLBACKS = []
    assert client.get(own).status_code == 404


def test_each_page_with_a_secret_is_one(own, asked, client, four):
    for response in (
        client.get(own),
        client.get(end_of(own)),
        client.get(confirm_path(asked)),
        send(client, own, do="save"),
        send(client, own, do="save", zone="Mars"),
        client.post(end_of(own, four[0])),
        client.put(own),
        client.get("/mail/x/"),
    ):
        assert response["Referrer-Policy"] == "no-referrer"
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert response["Cache-Control"] == "private, no-store"
    assert '<meta name="robots" content="noindex">' in client.get(own).content.decode()
    assert client.put(own).status_code == 405
