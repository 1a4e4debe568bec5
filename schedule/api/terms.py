"""Terms: `/terms`."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja import Query, Router

from courses.api import term_in_full, term_summary
from courses.exporters.rows import read_term
from schedule import listing
from schedule.api import schemas
from schedule.api.addresses import term_page
from schedule.api.answers import answer_json, page_of
from schedule.api.lookups import term_at
from schedule.api.options import Window

router = Router(tags=["Terms"])


@router.get("", response=schemas.Page[schemas.TermSummary], operation_id="list_terms")
def list_terms(request: HttpRequest, window: Query[Window]) -> HttpResponseBase:
    """Every term, the latest first."""
    found = listing.terms(limit=window.limit, offset=window.offset)
    return answer_json(
        request,
        parts=[*window.words(), str(found.count), *(term.revision for term in found.rows)],
        make=lambda: page_of(
            request,
            (term_summary(term, url=term_page(term)) for term in found.rows),
            count=found.count,
            window=window,
        ),
    )


@router.get("/{term}", response=schemas.Term, operation_id="get_term")
def get_term(request: HttpRequest, term: str) -> HttpResponseBase:
    """One term, with its time zone, its days without class and its day swaps."""
    row = term_at(term)
    return answer_json(
        request,
        parts=[row.revision],
        make=lambda: term_in_full(read_term(row), url=term_page(row)),
    )
