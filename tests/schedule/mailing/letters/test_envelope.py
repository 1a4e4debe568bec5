"""What goes down the wire: headers, both forms, and nothing that staff could break them with."""

import re
from datetime import timedelta

import pytest

from schedule.mailing.letters import write
from schedule.mailing.letters.envelope import message_id
from schedule.mailing.letters.plain import columns
from schedule.mailing.links import end_url, page_url
from schedule.models import Event, Mail, Subscriber
from schedule.wording.languages import LANGUAGES
from tests.factories import (
    AnnouncementFactory,
    MailFactory,
    ReminderFactory,
    SignUpFactory,
    TermFactory,
    UserFactory,
)
from tests.schedule.mailing.letters.desk import (
    A_DAY_BEFORE,
    AUTUMN,
    URL,
    Seen,
    extend,
    make_published,
    read,
    remind,
    subscribe,
    tell,
    try_out,
    words_of,
)

pytestmark = pytest.mark.django_db


def every_kind(language="en", **fields):
    course = make_published(**fields)
    prose = "One PDF of *two* pages.\n\n- [Template](https://example.edu/t)\n- A ``<b>``\n"
    AnnouncementFactory(course=course, key="news", day=AUTUMN.date(), title="Lab", text=prose)
    course.labs.update(description=prose)
    extend(course, note="The cluster was down")
    chosen = {"language": language, "time_zone": "Asia/Tokyo"}
    sign_up = SignUpFactory(courses=[str(course.pk)], **chosen)
    yield remind(course, **chosen)
    yield tell(course, **chosen)
    yield read(write(MailFactory(kind="confirm", sign_up=sign_up), now=AUTUMN))
    yield try_out(course, UserFactory(email="ta@example.edu"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_forms_say_the_same_and_lead_to_the_same_places(language):
    for letter in every_kind(language):
        seen = Seen(letter.html)
        assert set(words_of(letter.text)) == set(words_of(seen.text))
        addresses = {each.rstrip(".") for each in URL.findall(letter.text)}
        assert addresses <= set(seen.links)
        of_courses = {each for each in seen.links if each.endswith("/6.5940/")}
        assert set(seen.links) - addresses <= of_courses


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_ascii_in_short_lines_so_that_no_server_changes_it(language):
    for letter in every_kind(language):
        assert letter.wire.isascii()
        assert max(map(len, letter.wire.split(b"\r\n"))) <= 998
        parts = [part for part in letter.message.walk() if not part.is_multipart()]
        lines = [line for part in parts for line in part.get_payload().splitlines()]
        assert max(map(len, lines)) <= 76
        assert letter.message.defects == []
        assert [each.defects for each in letter.message.walk() if each.defects] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_lines_of_text_fit_any_window(language):
    for letter in every_kind(language):
        lines = [line for line in letter.text.split("\n") if "://" not in line]
        assert max(map(columns, lines)) <= 78


def test_nothing_is_loaded_from_anywhere():
    for letter in every_kind():
        assert not re.search(
            r"\bsrc=|\bbackground=|url\(|@import|<(?:img|link|script|form|iframe)\b|\son\w+=",
            letter.html,
        )


def test_headers_say_that_it_is_automatic_and_how_it_ends():
    course = make_published()
    letter = remind(course, address="Ada@Example.edu")
    subscriber = Subscriber.objects.get()
    head = letter.message
    assert head["From"] == "Lectern <lectern@[127.0.0.1]>"
    assert head["To"] == "Ada@Example.edu"
    assert head["Date"].datetime == A_DAY_BEFORE
    assert head["Auto-Submitted"] == "auto-generated"
    assert head["X-Auto-Response-Suppress"] == "OOF, AutoReply"
    assert head["Precedence"] is None
    assert head["List-Id"] == f'"6.5940, Fall 2023" <6.5940.{course.term.slug}.127.0.0.1>'
    assert head["List-Unsubscribe"] == f"<{end_url(subscriber, course.pk)}>"
    assert head["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert page_url(subscriber) in letter.text
    assert head.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in head.iter_parts()] == ["text/plain", "text/html"]


def test_a_file_stands_beside_both_forms():
    course = make_published()
    extend(course)
    head = remind(course).message
    body, file = head.iter_parts()
    assert head.get_content_type() == "multipart/mixed"
    assert body.get_content_type() == "multipart/alternative"
    assert file.get_content_type() == "text/calendar"
    assert (file.get_content_charset(), file.get_param("method")) == ("utf-8", None)
    assert file.get_content_disposition() == "attachment"


def test_no_border_between_parts_stands_in_what_staff_wrote():
    course = make_published()
    course.labs.update(description="Text\n\n--=_lectern-0\n\n--=_lectern-1--\n")
    extend(course)

    letter = remind(course)

    parts = list(letter.message.walk())
    assert [part.get_content_type() for part in parts] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
    ]
    assert [part.get_boundary() for part in parts[:2]] == ["=_lectern-0", "=_lectern-1"]
    assert "--=_lectern-0" in letter.text
    assert letter.wire.count(b"--=_lectern-0\r\n") == 2


def test_the_name_of_a_message_is_that_of_its_row_whenever_it_is_sent():
    course = make_published()
    subscription = subscribe(course)
    event = Event.objects.get(key="lab-1-due")
    row = ReminderFactory(subscription=subscription, event=event)
    again = Mail.objects.get(pk=row.pk)
    first, second = (
        read(write(each, now)).message["Message-ID"]
        for each, now in ((row, A_DAY_BEFORE), (again, A_DAY_BEFORE + timedelta(minutes=9)))
    )
    assert first == second == message_id(row)
    assert re.fullmatch(r"<[0-9a-f-]{36}@127\.0\.0\.1>", first)
    others = [
        ReminderFactory(subscription=subscription, event=event, lead="PT2H"),
        ReminderFactory(subscription=subscription, event=event, due=event.start + timedelta(1)),
        ReminderFactory(subscription=subscribe(course), event=event),
        MailFactory(course=course),
        MailFactory(course=course),
    ]
    assert len({message_id(each) for each in (row, *others)}) == 6


def test_a_row_that_is_planned_anew_has_the_same_name():
    course = make_published()
    subscription, event = subscribe(course), Event.objects.get(key="lab-1-due")
    row = ReminderFactory(subscription=subscription, event=event)
    name = message_id(row)
    row.delete()
    row = ReminderFactory(subscription=subscription, event=event, made_at=AUTUMN)
    assert message_id(row) == name


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://schedule.example.edu/at", "schedule.example.edu"),
        ("http://[::1]:8000", "[IPv6:::1]"),
        ("https://bücher.example", "xn--bcher-kva.example"),
    ],
)
def test_names_end_with_the_host_of_the_site(settings, url, host):
    settings.PUBLIC_URL = url
    assert message_id(MailFactory()).endswith(f"@{host}>")


def test_staff_cannot_add_headers_or_markup():
    course = make_published()
    evil = 'Lab "1"\r\nBcc: eve@example.com\u2028<script>alert(1)</script>'
    Event.objects.filter(key="lab-1-due").update(label=evil, note=evil, title=evil)
    letter = remind(course)
    assert letter.subject == (
        '6.5940: Lab "1" Bcc: eve@example.com <script>alert(1)</script> is due tomorrow, '
        "Thu Sep 28, 11:59 pm (Eastern Time)"
    )
    assert letter.message["Bcc"] is None
    assert letter.letter.envelope.recipient == Subscriber.objects.get().address
    assert "<script" not in letter.html


def test_a_subject_is_short_enough_for_any_server():
    course = make_published()
    Event.objects.filter(key="lab-1-due").update(label="Lab " + "数" * 300)
    letter = remind(course)
    assert len(letter.subject) == 200
    assert letter.subject.endswith("…")
    assert letter.letter.subject == letter.subject
    assert max(map(len, letter.wire.split(b"\r\n"))) <= 400


@pytest.mark.parametrize("number", ["数学 101", 'Ünïcode "5" \\ <a>', "x" * 60, "線形" * 30])
def test_programs_can_sort_by_any_course(number):
    course = make_published(number=number)
    value = remind(course).message["List-Id"]
    assert value.endswith(f" <6.5940.{course.term.slug}.127.0.0.1>")
    assert str(value).replace('"', "").startswith(number.replace('"', "").replace("\\", "")[:40])


@pytest.mark.parametrize("letter", ["x", "数", "😀"])
def test_no_name_makes_a_header_longer_than_a_line_can_be(letter):
    name = letter * 300
    course = make_published(number=name, title=name, term=TermFactory(name=name))
    assert max(map(len, remind(course).wire.split(b"\r\n"))) <= 998


def test_staff_s_markdown_is_safe_in_both_forms():
    course = make_published()
    course.labs.update(description="<img src=x onerror=alert(1)> [a](javascript:alert(1)) **b**")
    extend(course)
    letter = remind(course)
    assert "<img" not in letter.html
    assert "javascript:" not in re.sub(r"&[^;]+;", "", "".join(Seen(letter.html).links))
    assert "<strong>b</strong>" in letter.html
