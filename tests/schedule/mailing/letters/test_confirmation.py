"""The letter that asks whether its reader asked for mail."""

from datetime import time

import pytest

from schedule.mailing.letters import NothingToSayError, write
from schedule.mailing.links import confirm_url
from tests.factories import MailFactory, SignUpFactory
from tests.schedule.mailing.letters.desk import AUTUMN, make_published, read, subscribe

pytestmark = pytest.mark.django_db


def ask(*courses, **fields):
    sign_up = SignUpFactory(courses=[str(each.pk) for each in courses], **fields)
    return read(write(MailFactory(kind="confirm", sign_up=sign_up), now=AUTUMN)), sign_up


def test_it_says_what_was_asked_for_and_what_to_do():
    first = make_published()
    second = make_published(
        number="18.338", slug="18.338", title="Random Matrices", term=first.term
    )
    letter, sign_up = ask(
        first,
        second,
        kinds="lecture deadline",
        leads="P7D P1D morning PT2H",
        morning=time(7, 30),
        notices="daily",
        quiet_from=time(22),
        quiet_until=time(7),
        time_zone="Europe/Berlin",
    )
    assert letter.subject == "Confirm: mail about 6.5940, 18.338"
    assert letter.text == (
        "Do you want this mail?\n"
        "\n"
        "Somebody, probably you, asked for mail to this address about:\n"
        "- 6.5940 Efficient Computing\n"
        "- 18.338 Random Matrices\n"
        "\n"
        "Reminders of: Lectures, Deadlines\n"
        "How long before: A week before, A day before, The same morning, 2 hours before\n"
        "In the morning: 7:30 am\n"
        "News of changes: Once a day\n"
        "Quiet hours: 10:00 pm – 7:00 am\n"
        "Language: English\n"
        "Time zone: Berlin time\n"
        "\n"
        "To get it, confirm within 7 days.\n"
        "Confirm:\n"
        f"{confirm_url(sign_up)}\n"
        "\n"
        "These choices take the place of earlier ones.\n"
        "\n"
        "If it was not you, do nothing, and nothing changes.\n"
        "\n"
        "Lectern: http://127.0.0.1:8000/\n"
    )


def test_without_reminders_and_notices_it_says_so():
    letter, _ = ask(make_published(), kinds="", leads="", notices="none")
    assert "News of changes: Never\nLanguage: English\nTime zone: Eastern Time\n" in letter.text
    assert "Reminders of" not in letter.text


def test_there_is_nothing_to_end_yet():
    letter, _ = ask(make_published())
    assert "List-Unsubscribe" not in letter.message
    assert letter.message["List-Id"] == "Lectern <mail.127.0.0.1>"


def test_it_is_the_same_letter_to_an_address_that_is_known():
    course = make_published()
    known = subscribe(course, address="ada@example.edu")
    (first, one), (second, other) = (
        ask(course, address=address) for address in (known.subscriber.address, "b@example.edu")
    )
    parts = [
        letter.text.replace(confirm_url(sign_up), "")
        for letter, sign_up in ((first, one), (second, other))
    ]
    assert parts[0] == parts[1]
    assert first.subject == second.subject


def test_a_course_that_closed_meanwhile_is_not_named():
    first = make_published()
    second = make_published(number="18.338", slug="18.338", term=first.term)
    second.visibility = "staff"
    second.save()
    letter, _ = ask(first, second)
    assert letter.subject == "Confirm: mail about 6.5940"
    assert "18.338" not in letter.text + letter.html
    with pytest.raises(NothingToSayError):
        ask(second)


def test_it_asks_as_often_for_many_courses_as_for_one(django_assert_num_queries):
    first = make_published()
    others = [make_published(slug=f"c-{n}", number=f"C{n}", term=first.term) for n in range(3)]
    for courses in ([first], [first, *others]):
        sign_up = SignUpFactory(courses=[str(each.pk) for each in courses])
        mail = MailFactory(kind="confirm", sign_up=sign_up)
        with django_assert_num_queries(1):
            write(mail, AUTUMN)
