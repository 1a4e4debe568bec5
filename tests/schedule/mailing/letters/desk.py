"""A course to write about, and what tests read of a letter."""

import email
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from email import policy
from email.message import EmailMessage
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

from schedule.mailing.letters import write
from schedule.models import Event, Mail
from schedule.publishing import publish
from tests.factories import (
    DeadlineFactory,
    LabFactory,
    NoticeFactory,
    ReleaseFactory,
    ReminderFactory,
    SubscriberFactory,
    SubscriptionFactory,
    make_course,
)

EASTERN = ZoneInfo("America/New_York")
SUMMER = datetime(2023, 8, 1, 12, tzinfo=UTC)
AUTUMN = datetime(2023, 9, 20, 12, tzinfo=UTC)
A_DAY_BEFORE = datetime(2023, 9, 27, 23, 59, tzinfo=EASTERN)
URL = re.compile(r"https?://[^\s]+")


def make_published(**fields):
    """A course with four lectures and Lab 1, due on Thu Sep 28 at the end of the day."""
    course = make_course(**{"number": "6.5940", "slug": "6.5940", **fields})
    lab = LabFactory(
        course=course,
        key="lab-1",
        title="Lab 1",
        topic="Pruning",
        handout="https://example.edu/lab1.pdf",
    )
    ReleaseFactory(lab=lab)
    DeadlineFactory(lab=lab, at=time(23, 59), note="on Canvas")
    publish(course, now=SUMMER)
    course.refresh_from_db()
    return course


def extend(course, *, to=date(2023, 9, 30), now=AUTUMN, **more):
    """Extend Lab 1, and publish that."""
    course.deadlines.filter(key="lab-1-due").update(extended_day=to, extended_at=time(23, 59))
    publish(course, now=now, **more)
    course.refresh_from_db()


def subscribe(course, *, told=1, **fields):
    """Subscribe an address to a course, of which it was told up to an edition."""
    subscriber = fields.pop("subscriber", None) or SubscriberFactory(**fields)
    return SubscriptionFactory(subscriber=subscriber, course=course, told_edition=told)


def remind(course, key="lab-1-due", *, now=A_DAY_BEFORE, lead="P1D", **fields):
    """Return the letter that reminds of an item of a course."""
    event = Event.objects.get(course=course, key=key)
    mail = ReminderFactory(subscription=subscribe(course, **fields), event=event, lead=lead)
    return read(write(mail, now=now))


def tell(*courses, now=AUTUMN, **fields):
    """Return the letter that tells what changed in courses since their first editions."""
    subscriber = SubscriberFactory(**fields)
    for course in courses:
        subscribe(course, subscriber=subscriber)
    return read(write(NoticeFactory(subscriber=subscriber), now=now))


def try_out(course, account, *, now=A_DAY_BEFORE):
    """Return the letter of a test."""
    mail = Mail.objects.create(
        kind="test", course=course, account=account, made_at=now, send_at=now
    )
    return read(write(mail, now=now))


@dataclass(frozen=True)
class Read:
    """A letter as a mail program reads it from the wire."""

    letter: object
    wire: bytes
    message: EmailMessage

    @property
    def subject(self):
        return self.message["Subject"]

    @property
    def text(self):
        return shown(self.message.get_body(("plain",)))

    @property
    def html(self):
        return shown(self.message.get_body(("html",)))

    @property
    def files(self):
        return {each.get_filename(): shown(each) for each in self.message.iter_attachments()}


def shown(part):
    """Return the text of a part, its lines ended as Python has them."""
    return part.get_content().replace("\r\n", "\n")


def read(letter):
    """Send a letter down the wire, and parse it."""
    wire = letter.envelope.text
    return Read(letter, wire, email.message_from_bytes(wire, policy=policy.default))


class Seen(HTMLParser):
    """What a reader sees of HTML, and where it leads."""

    INLINE = frozenset({"a", "b", "code", "del", "em", "ins", "span", "strong"})

    def __init__(self, html):
        super().__init__()
        self.text, self.links = "", []
        self.feed(html.partition("<body>")[2])

    def handle_starttag(self, tag, attrs):
        self.text += "" if tag in self.INLINE else " "
        if tag == "a":
            self.links.append(dict(attrs)["href"])

    def handle_data(self, data):
        self.text += data


def words_of(text):
    """Return the words of a plain text, without addresses.

    Japanese and Chinese are written without blanks, so that a long line may end amid a word.
    """
    whole = re.sub(r"(?m)^(.{30,}[\u3040-\u9fff])\n(?=[\u3040-\u9fff])", r"\1", text)
    return re.findall(r"\w+", URL.sub(" ", whole))
