"""A course's page of mail, the ledger, and what every page of staff says when no mail goes out."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses.models import Course
from schedule.models import Event, Mail, MailKind, MailState, Sender, Subscriber, Subscription
from schedule.publishing import publish
from tests import factories

NOW = datetime(2023, 9, 26, 16, tzinfo=UTC)
LEDGER = reverse("admin:schedule_mail_changelist")
ROLES = ("ta", "instructor", "administrator", "superuser")

pytestmark = pytest.mark.usefixtures("mail_is_on")


@pytest.fixture(autouse=True)
def _tuesday():
    """The world's lab is due on Thu Sep 28."""
    with time_machine.travel(NOW, tick=False):
        yield


def page_of(course):
    return reverse("admin:courses_course_mail", args=[course.pk])


def subscribe(course, **choice):
    return factories.SubscriptionFactory(
        course=Course.objects.get(pk=course.pk), subscriber=factories.SubscriberFactory(**choice)
    )


def remind(course, state="sent", **fields):
    done = None if state == "waiting" else NOW
    return factories.ReminderFactory(
        subscription=subscribe(course),
        event=Event.objects.get(course=course, key="lab-1-due"),
        state=state,
        done_at=done,
        **{"send_at": NOW - timedelta(hours=1), **fields},
    )


def fill(course, count=1):
    """Make some of everything that the page tells of."""
    for number in range(count):
        remind(course)
        remind(course, "missed", lead=f"PT{number + 1}H")
        remind(course, "waiting", send_at=NOW + timedelta(days=1))
        refused = remind(course, "failed")
        Mail.objects.filter(pk=refused.pk).update(
            reply=f"550 5.1.1 <{refused.subscriber.address}>: {refused.subscriber.address} unknown"
        )
        notice = factories.NoticeFactory(
            subscriber=subscribe(course, notices="weekly").subscriber,
            send_at=NOW + timedelta(hours=number + 1),
        )
        notice.subscriber.subscriptions.update(told_edition=0)


@pytest.mark.parametrize("role", ROLES)
def test_no_address_is_on_the_page_of_a_course_whoever_looks(world, role):
    fill(world.a, 3)
    text = world.client(role).get(page_of(world.a)).text
    assert "550 5.1.1" in text
    for subscriber in Subscriber.objects.all():
        assert subscriber.address not in text
        assert subscriber.address.partition("@")[0] not in text


def test_it_tells_what_goes_to_how_many_and_when(world):
    subscribe(world.a)
    subscribe(world.a)
    subscribe(world.a, leads="PT2H morning", notices="none")
    subscribe(world.a, paused_at=NOW)
    subscribe(world.b)
    shown = world.client("ta").get(page_of(world.a)).context["shown"]
    assert shown.facts == (
        "4 subscribers",
        "3 are reminded",
        "2 hear of changes: 2 at once",
        "1 is paused",
    )
    lab = ("Lab 1 due", "Thu Sep 28, by end of day")
    assert [(line.when, line.name, line.moment, line.lead, line.many) for line in shown.coming] == [
        ("Wed Sep 27, 11:59 pm", *lab, "A day before", "2 mails"),
        ("Thu Sep 28, 8:00 am", *lab, "The same morning", "1 mail"),
        ("Thu Sep 28, 9:59 pm", *lab, "2 hours before", "1 mail"),
    ]


def test_it_tells_what_became_of_mail_and_what_waits(world):
    fill(world.a)
    factories.NoticeFactory(
        subscriber=Subscriber.objects.first(), state="sent", send_at=NOW, done_at=NOW
    )
    remind(world.a, "waiting")
    shown = world.client("instructor").get(page_of(world.a)).context["shown"]
    assert shown.waiting == (
        "1 reminder is about to go.",
        "1 mail about changes waits and goes Tue Sep 26, 1:00 pm.",
    )
    assert [(line.name, line.lead, line.many) for line in shown.went] == [
        ("Lab 1 due", "1 hour before", "1 missed"),
        ("Lab 1 due", "A day before", "1 sent, 1 refused"),
    ]
    assert shown.told == "1 sent"
    assert [(line.words, line.many) for line in shown.refusals] == [
        ("550 5.1.1 <…>: … unknown", "1 mail, given up")
    ]


def test_reminders_of_a_time_that_is_not_so_any_more_say_that_time(world):
    mail = remind(world.a)
    Mail.objects.filter(pk=mail.pk).update(due=datetime(2023, 9, 21, 16, tzinfo=UTC))
    shown = world.client("ta").get(page_of(world.a)).context["shown"]
    assert shown.went[0].moment == "Thu Sep 21, noon"


def test_without_subscribers_it_says_where_they_come_from(world):
    text = world.client("ta").get(page_of(world.a)).text
    assert "Nobody gets mail yet" in text
    assert f'href="/2023-fall/{world.a.slug}/subscribe/"' in text


def test_of_a_course_that_is_for_its_staff_it_says_so(world):
    subscribe(world.a)
    Course.objects.filter(pk=world.a.pk).update(visibility="staff")
    answer = world.client("ta").get(page_of(world.a))
    assert "only its staff sees it" in answer.text
    assert answer.context["shown"].coming == ()


def test_the_form_of_a_course_and_its_board_lead_to_it(world):
    client = world.client("ta")
    for view in ("change", "board"):
        address = reverse(f"admin:courses_course_{view}", args=[world.a.pk])
        assert f'href="{page_of(world.a)}"' in client.get(address).text


def test_where_the_site_sends_no_mail_nothing_leads_to_it(world, settings):
    settings.MAIL_IS_ON = False
    client = world.client("ta")
    for view in ("change", "board"):
        address = reverse(f"admin:courses_course_{view}", args=[world.a.pk])
        assert page_of(world.a) not in client.get(address).text
    assert "This site sends no mail." in client.get(page_of(world.a)).text
    client.post(page_of(world.a))
    assert not Mail.objects.exists()


def test_the_page_costs_the_same_for_many_mails(world):
    ContentType.objects.get_for_models(*apps.get_models())
    Sender.objects.create(ran_at=NOW)
    client, counts = world.client("ta"), []
    for count in (1, 5):
        fill(world.a, count)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(page_of(world.a)).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 16


# -- A test -------------------------------------------------------------------------------------


def test_a_test_goes_to_who_asks_and_the_page_tells_what_became_of_it(world):
    user = world.users["ta"]
    user.email = "ta@example.edu"
    user.save()
    client = world.client("ta")
    answer = client.post(page_of(world.a), follow=True)
    assert "A test goes to ta@example.edu in a moment." in answer.text
    mail = Mail.objects.get()
    assert (mail.kind, mail.account, mail.course) == (MailKind.TEST, user, world.a)
    again = client.post(page_of(world.a), follow=True)
    assert "waits to be sent" in again.text
    assert Mail.objects.count() == 1
    Mail.objects.update(state=MailState.SENT, done_at=NOW)
    text = client.get(page_of(world.a)).text
    assert "Your last test was sent Tue Sep 26, noon." in text
    Mail.objects.update(state=MailState.FAILED, reply="550 no such mailbox")
    assert "was not sent: 550 no such mailbox" in client.get(page_of(world.a)).text
    assert "no such mailbox" not in world.client("instructor").get(page_of(world.a)).text


def test_an_account_without_an_address_is_told_so(world):
    client = world.client("instructor")
    assert "once your account has an e-mail address" in client.get(page_of(world.a)).text
    answer = client.post(page_of(world.a), follow=True)
    assert "Your account has no e-mail address." in answer.text


# -- The banner ---------------------------------------------------------------------------------


def places(world):
    views = ("change", "board", "mail", "history", "review", "findings")
    yield reverse("admin:index")
    yield reverse("admin:courses_course_changelist")
    for view in views:
        yield reverse(f"admin:courses_course_{view}", args=[world.a.pk])


def test_every_page_of_staff_says_when_mail_is_due_and_no_sender_runs(world):
    remind(world.a, "waiting")
    Sender.objects.create(ran_at=NOW - timedelta(minutes=25))
    for address in places(world):
        text = world.client("ta").get(address).text
        assert "no sender has run for 25\xa0minutes." in text, address
        assert "Tell whoever runs this site." in text
        assert "send_reminders" not in text
    text = world.client("superuser").get(reverse("admin:index")).text
    assert "manage.py send_reminders --loop" in text


def test_what_is_wrong_with_the_server_is_told_to_who_runs_the_site_alone(world):
    Sender.objects.create(
        ran_at=NOW, trouble="mail.example.edu: refused", trouble_since=NOW - timedelta(hours=2)
    )
    for role in ROLES:
        text = world.client(role).get(reverse("admin:index")).text
        assert "the mail server cannot be used, for 2\xa0hours now" in text
        assert ("mail.example.edu" in text) == (role == "superuser")


def test_pages_say_nothing_where_mail_goes_out_or_none_is_sent_or_nobody_is_signed_in(
    world, client, settings
):
    Sender.objects.create(ran_at=NOW)
    assert "Mail" not in world.client("ta").get(reverse("admin:index")).text
    Sender.objects.update(trouble="down", trouble_since=NOW)
    assert "Mail" not in client.get(reverse("admin:login")).text
    settings.MAIL_IS_ON = False
    assert "Mail" not in world.client("ta").get(reverse("admin:index")).text


# -- The ledger ---------------------------------------------------------------------------------


def test_superusers_find_a_mail_by_its_address_and_by_what_a_server_said(world):
    found = remind(world.a, "failed", reply="550 mailbox full")
    remind(world.b)
    client = world.client("superuser")
    for words in (found.subscriber.address, "mailbox full", "Lab 1 mailbox"):
        rows = client.get(LEDGER, {"q": words}).context["cl"].result_list
        assert [row.pk for row in rows] == [found.pk]
    assert len(client.get(LEDGER, {"course": world.b.pk}).context["cl"].result_list) == 1
    page = client.get(reverse("admin:schedule_mail_change", args=[found.pk])).text
    assert found.subscriber.address in page
    assert "A day before" in page


def test_every_kind_of_mail_has_its_line(world):
    sign_up = factories.SignUpFactory()
    factories.MailFactory(kind=MailKind.CONFIRM, sign_up=sign_up)
    factories.MailFactory(account=factories.UserFactory(email="me@example.edu"), course=world.a)
    factories.NoticeFactory()
    remind(world.a)
    text = world.client("superuser").get(LEDGER).text
    for address in (sign_up.address, "me@example.edu", *Subscriber.objects.values_list("address")):
        assert (address if isinstance(address, str) else address[0]) in text
    assert "a Lab 1 due" in text


def test_the_ledger_costs_the_same_for_many_mails(world):
    ContentType.objects.get_for_models(*apps.get_models())
    client, counts = world.client("superuser"), []
    for count in (1, 4):
        fill(world.a, count)
        with CaptureQueriesContext(connection) as captured:
            client.get(LEDGER)
        counts.append(len(captured))
    assert counts[0] == counts[1]


# -- The preview of a move ----------------------------------------------------------------------


def reach(world, slug, **move):
    address = reverse("admin:courses_course_preview", args=[world.a.pk, slug])
    return world.client("ta").get(address, move).context["shown"].reach


def test_the_preview_of_a_move_tells_whom_mail_reaches_and_how_soon(world):
    for notices in ("at-once", "at-once", "daily", "weekly", "none"):
        subscribe(world.a, notices=notices)
    later = reach(world, "extend", keys="lab-1-due", by_days=2)
    assert later.endswith("4 subscribers hear of it by mail: 2 at once, 1 daily, 1 weekly.")
    soon = reach(world, "no-class", on="2023-09-26", title="Snow", then="cancel")
    assert soon.endswith(
        "4 subscribers hear of it by mail, at once, since it concerns the next 24 hours."
    )


def test_what_is_no_news_to_anybody_is_not_mailed(world, settings):
    assert reach(world, "extend", keys="lab-1-due", by_days=2).endswith("No mail is sent.")
    subscribe(world.a)
    over = reach(world, "room", meeting="class", on="2023-09-12", room="1-190")
    assert over.endswith("No mail is sent: nothing of it is news.")
    settings.MAIL_IS_ON = False
    assert reach(world, "extend", keys="lab-1-due", by_days=2).endswith("No mail is sent.")


def test_the_review_page_and_the_preview_of_an_undo_tell_the_same(world):
    for notices in ("at-once", "at-once", "daily", "weekly", "none"):
        subscribe(world.a, notices=notices)
    Course.objects.filter(pk=world.a.pk).update(publish_on_save=False)
    world.a.deadlines.update(extended_day="2023-12-01")
    review = reverse("admin:courses_course_review", args=[world.a.pk])
    client = world.client("instructor")
    words = "4 subscribers hear of it by mail: 2 at once, 1 daily, 1 weekly."
    assert words in client.get(review).text
    publish(Course.objects.get(pk=world.a.pk), now=NOW)
    assert "subscribers hear" not in client.get(review).text
    Subscription.objects.update(told_edition=2)
    undo = reverse("admin:courses_course_preview", args=[world.a.pk, "put-back"])
    assert words in client.get(undo, {"edition": 1}).text


def test_the_preview_of_an_undo_counts_nobody_who_was_not_told_of_what_it_undoes(world):
    for _ in range(3):
        subscribe(world.a)
    world.a.deadlines.update(extended_day="2023-12-01")
    publish(Course.objects.get(pk=world.a.pk), now=NOW)
    undo = reverse("admin:courses_course_preview", args=[world.a.pk, "put-back"])
    client = world.client("instructor")
    assert "No mail is sent." in client.get(undo, {"edition": 1}).text
    told = Subscription.objects.first()
    Subscription.objects.filter(pk=told.pk).update(told_edition=2)
    assert "1 subscriber hears of it by mail" in client.get(undo, {"edition": 1}).text


# -- What goes with something else ----------------------------------------------------------------


def confirmed(answer):
    """Return what the page that asks sends back."""
    return {"post": "yes", "version": answer.context.get("version", "")}


def test_a_course_is_deleted_with_its_mail_of_which_the_page_tells_how_many_alone(world):
    fill(world.a, 3)
    address = reverse("admin:courses_course_delete", args=[world.a.pk])
    client = world.client("administrator")
    answer = client.get(address)
    page = answer.text
    assert "Mails: 12" in page
    assert "Lecture: " in page
    assert "Passages: " in page
    assert "Passage: " not in page
    assert "reminder 2023-" not in page
    assert not any(each.address in page for each in Subscriber.objects.all())
    assert client.post(address, confirmed(answer)).status_code == 302
    assert not Mail.objects.filter(kind=MailKind.REMINDER).exists()


def test_an_account_is_deleted_with_the_tests_that_it_had_sent_to_itself(world):
    user = world.users["ta"]
    factories.MailFactory(account=user, course=world.a)
    address = reverse("admin:auth_user_delete", args=[user.pk])
    client = world.client("superuser")
    answer = client.get(address)
    assert answer.context["perms_lacking"] == set()
    assert client.post(address, confirmed(answer)).status_code == 302
    assert not Mail.objects.exists()
