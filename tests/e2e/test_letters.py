"""Mails in a browser, as programs show them: narrow and wide, by day and by night."""

from datetime import time, timedelta

from courses.models import Course, Deadline
from schedule.mailing.letters import write
from schedule.models import Event
from schedule.publishing import publish
from tests.e2e.accessibility import WCAG, faults
from tests.e2e.site import OCT_30
from tests.factories import (
    AnnouncementFactory,
    MailFactory,
    NoticeFactory,
    ReminderFactory,
    SignUpFactory,
    SubscriberFactory,
    SubscriptionFactory,
    UserFactory,
)
from tests.schedule.mailing.letters.desk import read

WIDTHS = (320, 600)
ZONES = {
    "en": "America/New_York",
    "de": "Europe/Berlin",
    "ar": "Asia/Riyadh",
    "zh-hans": "Asia/Shanghai",
}
PROSE = "Read the **handout** first:\n\n- [Starter code](https://example.edu/code)\n- a laptop\n"


def letters_in(language):
    """Yield the mails of each kind in a language, to a reader who chose all there is."""
    chosen = {
        "language": language,
        "time_zone": ZONES[language],
        "kinds": "deadline lecture exam",
        "leads": "P7D P1D morning PT2H",
        "quiet_from": time(22),
        "quiet_until": time(7),
    }
    courses = [Course.objects.get(slug=slug) for slug in ("6.5940", "18.338")]
    subscriber = SubscriberFactory(**chosen)
    first, _ = (
        SubscriptionFactory(subscriber=subscriber, course=course, told_edition=1)
        for course in courses
    )
    for key in ("lab-4-due", "lab-5-due", "lecture-15"):
        event = Event.objects.get(course=courses[0], key=key)
        row = ReminderFactory(subscription=first, event=event)
        yield write(row, now=event.start - timedelta(days=1))
    yield write(NoticeFactory(subscriber=subscriber), now=OCT_30)
    sign_up = SignUpFactory(courses=[str(each.pk) for each in courses], **chosen)
    yield write(MailFactory(kind="confirm", sign_up=sign_up), now=OCT_30)
    account = UserFactory(email="ta@example.edu")
    yield write(MailFactory(course=courses[0], account=account), now=OCT_30)


def html_of(letter):
    return read(letter).html


def add_news():
    course = Course.objects.get(slug="6.5940")
    AnnouncementFactory(course=course, key="news", day=OCT_30.date(), title="Lab 5", text=PROSE)
    Deadline.objects.filter(course=course, key="lab-5-due").update(note="on Canvas, one PDF")
    course.labs.filter(key="lab-5").update(description=PROSE)
    publish(course, now=OCT_30, note="Lab 5 comes with a quiz.")


def test_each_mail_can_be_read_by_everyone_on_any_screen(site, page):
    add_news()
    found = []
    for language in ZONES:
        for letter in letters_in(language):
            page.set_content(html_of(letter))
            wrong = faults(page, widths=WIDTHS, rules=WCAG)
            found += [f"{language}, {letter.subject}: {each}" for each in wrong]
    assert found == []


def test_a_mail_is_dark_by_night_and_loses_nothing_without_its_styles(site, page):
    letter = next(letters_in("en"))
    page.set_content(html_of(letter))
    grounds = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        grounds.append(
            page.locator(".ground").evaluate("each => getComputedStyle(each).backgroundColor")
        )
    assert grounds == ["rgb(244, 246, 245)", "rgb(14, 19, 25)"]
    said = page.locator("body").inner_text().split()
    page.evaluate("document.querySelectorAll('style').forEach((each) => each.remove())")
    assert page.locator("body").inner_text().split() == said
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
