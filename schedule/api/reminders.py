"""What is due in a course, or begins, and when to remind of it."""

from datetime import datetime, timedelta, tzinfo

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from ninja import Query, Router

from schedule.api import schemas
from schedule.api.addresses import Addresses
from schedule.api.answers import answer_json, page_of
from schedule.api.bounds import range_between
from schedule.api.dates import local
from schedule.api.lookups import course_at
from schedule.api.reminder_options import ReminderOptions, whole_minute
from schedule.http.conditional import FOREVER
from schedule.reading.published import Reading
from schedule.reminders import Reminder, reminder_text, reminders_between

router = Router(tags=["Reminders"])


@router.get(
    "/{term}/{course}/reminders",
    response=schemas.Page[schemas.Reminder],
    operation_id="list_reminders",
)
def list_reminders(
    request: HttpRequest, term: str, course: str, options: Query[ReminderOptions]
) -> HttpResponseBase:
    """What is due or begins, when to remind of it, and in which words; the earliest reminder first.

    Without `from` the answer is that of the minute that has begun.
    """
    row = course_at(request, term, course)
    now = whole_minute(timezone.now())
    return answer_json(
        request,
        parts=[row.revision, *options.words(), "" if options.first else now.isoformat()],
        make=lambda: _page(request, Reading.of(row), options, now=now),
        until=FOREVER if options.first else now + timedelta(minutes=1),
    )


def _page(
    request: HttpRequest, reading: Reading, options: ReminderOptions, *, now: datetime
) -> schemas.Page[schemas.Reminder]:
    rules = options.rules(reading.zone)
    start, end = range_between(
        options.first, options.last, now=now, zone=options.zone(reading.zone)
    )
    entries = (event.entry for event in reading.events)
    found = reminders_between(entries, rules=rules, start=start, end=end)
    part = found[options.offset : options.offset + options.limit]
    shapes = (_reminder(reminder, reading, rules.zone) for reminder in part)
    # The next page begins its count where this one did, however much later it is asked for.
    return page_of(request, shapes, count=len(found), window=options.starting(now))


def _reminder(reminder: Reminder, reading: Reading, there: tzinfo) -> schemas.Reminder:
    entry, zone = reminder.entry, reading.zone
    return schemas.Reminder(
        key=entry.key,
        kind=entry.kind,
        uid=reading.by_key[entry.key].uid,
        label=entry.label,
        title=entry.title,
        lead=reminder.lead,
        remind_at=local(reminder.remind_at, zone),
        due=local(reminder.due, zone),
        day=entry.day,
        time_zone=reading.term.time_zone,
        extended=entry.is_extended,
        text=reminder_text(reminder, course=reading.content.number, zone=zone, there=there),
        url=Addresses(reading.course).item(entry.key),
    )
