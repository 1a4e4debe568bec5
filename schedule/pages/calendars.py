"""Links that put an item, or a whole feed, into a calendar program."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Final
from urllib.parse import quote, urlencode

from schedule.engine.entry import DEADLINE_BLOCK, UNKNOWN_LENGTH, Kind
from schedule.engine.localtime import within_day
from schedule.wording import Item
from schedule.wording.items import acted_name, with_course
from schedule.wording.joining import labelled

GOOGLE_EVENT: Final = "https://calendar.google.com/calendar/render"
GOOGLE_FEED: Final = "https://calendar.google.com/calendar/r?cid="
OUTLOOK_EVENT: Final = "https://outlook.office.com/calendar/0/deeplink/compose"
OUTLOOK_FEED: Final = "https://outlook.office.com/calendar/0/addfromweb"


@dataclass(frozen=True, slots=True)
class FeedLinks:
    """A feed's address, for each program."""

    https: str
    webcal: str
    google: str
    outlook: str


@dataclass(frozen=True, slots=True)
class EventLinks:
    """One event's .ics, and the forms of web calendars filled in with it."""

    file: str
    google: str
    outlook: str


def feed_links(address: str, *, name: str) -> FeedLinks:
    """Return the links to a feed by its absolute address."""
    webcal = "webcal:" + address.partition(":")[2]
    return FeedLinks(
        https=address,
        webcal=webcal,
        google=GOOGLE_FEED + quote(webcal, safe=""),
        outlook=f"{OUTLOOK_FEED}?{urlencode({'url': address, 'name': name}, quote_via=quote)}",
    )


def event_links(item: Item, *, course: str, file: str, zone: tzinfo) -> EventLinks:
    """Return the links to one event.

    Args:
        item: What is to be added.
        course: The course's number, which stands before the item's name.
        file: The address of its .ics.
        zone: In which its day is local.
    """
    text = with_course(acted_name(item), course)
    if item.kind not in {Kind.DEADLINE, Kind.RELEASE}:
        text = labelled(text, item.title)
    start, end = _times(item, zone)
    google = {
        "action": "TEMPLATE",
        "text": text,
        "dates": f"{_compact(start, item)}/{_compact(end, item, is_end=True)}",
    }
    outlook = {"subject": text, "startdt": _plain(start, item.day)}
    if start is None:
        outlook["allday"] = "true"
    if end is not None or item.last_day != item.day:
        outlook["enddt"] = _plain(end, item.last_day)
    if item.room:
        google["location"] = outlook["location"] = item.room
    return EventLinks(
        file=file,
        google=f"{GOOGLE_EVENT}?{urlencode(google, quote_via=quote, safe='/')}",
        outlook=f"{OUTLOOK_EVENT}?{urlencode(outlook, quote_via=quote, safe=':')}",
    )


def _times(item: Item, zone: tzinfo) -> tuple[datetime | None, datetime | None]:
    """Return when the event is drawn, both None where it stands on its day.

    A deadline is the half hour that ends when it is due, or as much of it as is on its day; without
    a stated time, its whole day. What comes out stands on its day, as in the feeds.
    """
    is_on_its_day = item.kind == Kind.RELEASE or (
        item.kind == Kind.DEADLINE and not item.time_stated
    )
    if item.start is None or is_on_its_day:
        return None, None
    if item.kind == Kind.DEADLINE:
        start = item.start - DEADLINE_BLOCK
        return within_day(start, item.start, day=item.day, zone=zone), item.start
    return item.start, item.end or item.start + UNKNOWN_LENGTH


def _compact(moment: datetime | None, item: Item, *, is_end: bool = False) -> str:
    if moment is not None:
        return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    day = item.last_day + timedelta(days=1) if is_end else item.day
    return day.strftime("%Y%m%d")


def _plain(moment: datetime | None, day: date) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment else day.isoformat()
