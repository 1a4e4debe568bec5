"""What changed in a course, edition by edition."""

from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja import Query, Router

from schedule.api import schemas
from schedule.api.addresses import Addresses
from schedule.api.answers import answer_json, page_of
from schedule.api.dates import local
from schedule.api.events import entry_shape
from schedule.api.lookups import course_at
from schedule.api.options import Window
from schedule.engine.change import ChangeKind
from schedule.models import Change, Edition
from schedule.reading import listing
from schedule.reading.headline import Headline
from schedule.wording import change_sentence

router = Router(tags=["Calendar"])


@router.get(
    "/{term}/{course}/changes", response=schemas.Page[schemas.Edition], operation_id="list_changes"
)
def list_changes(
    request: HttpRequest, term: str, course: str, window: Query[Window]
) -> HttpResponseBase:
    """The editions of a course, the latest first, each with what it changed."""
    row = course_at(request, term, course)

    def make() -> schemas.Page[schemas.Edition]:
        zone, to = Headline.published(row).zone, Addresses(row)
        found = listing.editions(row, limit=window.limit, offset=window.offset)
        shapes = (_edition(edition, zone, to) for edition in found.rows)
        return page_of(request, shapes, count=found.count, window=window)

    return answer_json(request, parts=[row.revision, *window.words()], make=make)


def _edition(edition: Edition, zone: ZoneInfo, to: Addresses) -> schemas.Edition:
    return schemas.Edition(
        number=edition.number,
        published_at=local(edition.published_at, zone),
        note=edition.note,
        url=to.edition(edition.number),
        changes=tuple(_change(change, zone) for change in edition.changes.all()),
    )


def _change(change: Change, zone: ZoneInfo) -> schemas.Change:
    before, after = change.entry_before, change.entry_after
    return schemas.Change(
        key=change.key,
        kind="page" if change.kind == Change.PAGE else ChangeKind(change.kind),
        minor=change.minor,
        sentence=change_sentence(change, zone),
        before=entry_shape(before, zone) if before else None,
        after=entry_shape(after, zone) if after else None,
    )
