"""The published calendar of a course."""

from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja import Query, Router

from schedule.api import schemas
from schedule.api.addresses import Addresses
from schedule.api.answers import answer_json, page_of
from schedule.api.dates import local
from schedule.api.lookups import course_at
from schedule.api.options import EventOptions
from schedule.engine.entry import Entry
from schedule.models import Event
from schedule.reading import listing
from schedule.reading.headline import Headline

router = Router(tags=["Calendar"])

AS_IT_IS = (
    "key",
    "kind",
    "label",
    "title",
    "day",
    "last_day",
    "time_stated",
    "room",
    "status",
    "reason",
    "chapter",
    "together_with",
    "first_day",
    "parent",
    "note",
    "description",
)
IN_ZONE = ("start", "end", "first_start")


@router.get(
    "/{term}/{course}/events", response=schemas.Page[schemas.Event], operation_id="list_events"
)
def list_events(
    request: HttpRequest, term: str, course: str, options: Query[EventOptions]
) -> HttpResponseBase:
    """What stands in the calendar, by day and time; what is cancelled too, with the reason."""
    row = course_at(request, term, course)

    def make() -> schemas.Page[schemas.Event]:
        zone, to = Headline.published(row).zone, Addresses(row)
        found = listing.events(
            row,
            first=options.first,
            last=options.last,
            kinds=options.kind,
            limit=options.limit,
            offset=options.offset,
        )
        shapes = (_event(event, zone, to) for event in found.rows)
        return page_of(request, shapes, count=found.count, window=options)

    return answer_json(request, parts=[row.revision, *options.words()], make=make)


def entry_shape(entry: Entry, zone: ZoneInfo) -> schemas.Entry:
    """Return an entry as answers have it, its times in the course's zone."""
    return schemas.Entry(**_values(entry, zone))


def _event(event: Event, zone: ZoneInfo, to: Addresses) -> schemas.Event:
    return schemas.Event(
        **_values(event, zone),
        uid=event.uid,
        sequence=event.sequence,
        changed_at=local(event.changed_at, zone),
        url=to.item(event.key),
        calendar_url=to.item_calendar(event.key),
    )


def _values(item: Entry | Event, zone: ZoneInfo) -> dict[str, Any]:
    return {
        **{name: getattr(item, name) for name in AS_IT_IS},
        **{name: local(getattr(item, name), zone) for name in IN_ZONE},
        "time_zone": zone.key,
        "materials": tuple(map(schemas.Material.model_validate, item.materials)),
    }
