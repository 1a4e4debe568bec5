"""Terms: `/terms`."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja import Query, Router

from courses.api import term_in_full, term_summary
from courses.exporters.rows import read_term
from schedule.api import schemas
from schedule.api.addresses import term_page
from schedule.api.answers import answer_json, page_of
from schedule.api.lookups import term_at
from schedule.api.options import Window
from schedule.reading import listing

router = Router(tags=["Terms"])


@router.get("", response=schemas.Page[schemas.TermSummary], operation_id="list_terms")
def list_terms(request: HttpRequest, window: Query[Window]) -> HttpResponseBase:
    """Every term, the latest first."""
    found = listing.terms(limit=window.limit, offset=window.offset)
    terms = [term_summary(term, url=term_page(term)) for term in found.rows]
    return answer_json(
        request,
        parts=[*window.words(), str(found.count), *map(_state, terms)],
        make=lambda: page_of(request, terms, count=found.count, window=window),
    )


@router.get("/{term}", response=schemas.Term, operation_id="get_term")
def get_term(request: HttpRequest, term: str) -> HttpResponseBase:
    """One term, with its time zone, its days without class and its day swaps."""
    row = term_at(term)
    value = term_in_full(read_term(row), url=term_page(row))
    return answer_json(request, parts=[_state(value)], make=lambda: value)


def _state(term: schemas.TermSummary) -> str:
    """Return all that is said of a term: it has no editions, so its tag is made of itself."""
    return term.model_dump_json()
