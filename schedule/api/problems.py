"""What is said when there is no answer: problem details (RFC 9457), each kind with an address."""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from courses.content.faults import shown
from schedule.api.answers import absolute
from schedule.api.bounds import InvalidRangeError
from schedule.api.lookups import NotPublishedError
from schedule.api.schemas import Problem, ProblemError
from schedule.http.away import RETRY_AFTER, is_away
from schedule.reading.published import NotFoundError

CONTENT_TYPE: Final = "application/problem+json"

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class ProblemKind:
    """A kind of problem, as its `type` names it."""

    name: str
    status: HTTPStatus
    title: str
    meaning: str = ""


INVALID = ProblemKind(
    "invalid-parameters",
    HTTPStatus.BAD_REQUEST,
    "Invalid parameters",
    "What the query asks for is not possible; errors names each parameter and what is allowed.",
)
NOT_FOUND = ProblemKind(
    "not-found",
    HTTPStatus.NOT_FOUND,
    "Not found",
    "There is no such address, term, course or item, or none that you may see.",
)
NOT_ALLOWED = ProblemKind(
    "method-not-allowed",
    HTTPStatus.METHOD_NOT_ALLOWED,
    "Method not allowed",
    "The API is for reading; the header Allow names the methods.",
)
BROKEN = ProblemKind(
    "internal-error",
    HTTPStatus.INTERNAL_SERVER_ERROR,
    "Internal error",
    "It is our fault, and in the log of the server.",
)
UNAVAILABLE = ProblemKind(
    "unavailable",
    HTTPStatus.SERVICE_UNAVAILABLE,
    "Unavailable",
    "The database does not answer; the header Retry-After says when to ask again, in seconds.",
)
KINDS: Final = (INVALID, NOT_FOUND, NOT_ALLOWED, BROKEN, UNAVAILABLE)


def problem(
    request: HttpRequest, kind: ProblemKind, detail: str, errors: Iterable[ProblemError] = ()
) -> HttpResponse:
    """Return the answer that says what is wrong; no cache keeps it."""
    value = Problem(
        type=f"{absolute(reverse('api:docs'))}#problem-{kind.name}",
        title=kind.title,
        status=kind.status,
        detail=detail,
        instance=request.path,
        errors=tuple(errors),
    )
    return HttpResponse(
        value.model_dump_json(),
        status=kind.status,
        content_type=CONTENT_TYPE,
        headers={"Cache-Control": "no-store"},
    )


def not_found(request: HttpRequest, _error: Exception | None = None) -> HttpResponse:
    """Say that there is nothing at an address of the API."""
    detail = f"There is nothing at {shown(request.path)}; {_see('api:docs')} lists what there is."
    if request.path.endswith("/"):
        detail += " Addresses of the API have no slash at the end."
    return problem(request, NOT_FOUND, detail)


def add_handlers(api: NinjaAPI) -> None:
    """Let the API answer every error with problem details."""
    handlers: tuple[tuple[type[Exception], Callable[..., HttpResponse]], ...] = (
        (NotFoundError, _no_such_course),
        (NotPublishedError, _not_published),
        (InvalidRangeError, _invalid_range),
        (ValidationError, _invalid_parameters),
        (Http404, not_found),
        (HttpError, _refused),
        (Exception, _broken),
    )
    for error, handler in handlers:
        api.add_exception_handler(error, handler)


def _no_such_course(request: HttpRequest, error: NotFoundError) -> HttpResponse:
    if error.term is not None:
        detail = f"{error.term.name} has no course {shown(error.slug)}; {_see('api:list_courses')} lists courses."
    else:
        named: Mapping[str, Any] = request.resolver_match.kwargs if request.resolver_match else {}
        slug = named.get("term", error.slug)
        detail = f"There is no term {shown(slug)}; {_see('api:list_terms')} lists terms."
    return problem(request, NOT_FOUND, detail)


def _not_published(request: HttpRequest, error: NotPublishedError) -> HttpResponse:
    detail = f"{error.course.number} was never published; the API shows what is published."
    return problem(request, NOT_FOUND, detail)


def _invalid_range(request: HttpRequest, error: InvalidRangeError) -> HttpResponse:
    return _invalid(request, [ProblemError(where="query", name="to", detail=str(error))])


def _invalid_parameters(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return _invalid(request, list(_errors(error.errors)))


def _invalid(request: HttpRequest, errors: list[ProblemError]) -> HttpResponse:
    detail = "; ".join(f"{error.name}: {error.detail}" for error in errors)
    return problem(request, INVALID, f"{detail}.", errors)


def _errors(found: Iterable[Mapping[str, Any]]) -> Iterator[ProblemError]:
    """Yield what is wrong by parameter: the last name on the way to it, positions left out."""
    for error in found:
        where, *way = error["loc"]
        names = [step for step in way if isinstance(step, str)]
        yield ProblemError(
            where="path" if where == "path" else "query",
            name=names[-1] if names else "",
            detail=_message(error),
        )


def _message(error: Mapping[str, Any]) -> str:
    """Return pydantic's sentence, or our own where a validator of ours refused."""
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])
    message: str = error["msg"]
    return message.replace("Input should", "it should", 1)


def _refused(request: HttpRequest, error: HttpError) -> HttpResponse:
    status = HTTPStatus(error.status_code)
    kind = next(
        (kind for kind in KINDS if kind.status == status),
        ProblemKind(status.phrase.lower().replace(" ", "-"), status, status.phrase),
    )
    return problem(request, kind, error.message)


def _broken(request: HttpRequest, error: Exception) -> HttpResponse:
    log.error("%s %s failed", request.method, request.path, exc_info=error)
    if is_away(error):
        response = problem(request, UNAVAILABLE, "The database does not answer. Ask again later.")
        response.headers["Retry-After"] = RETRY_AFTER
        return response
    return problem(request, BROKEN, "Something went wrong here; it was written to the log.")


def _see(name: str) -> str:
    return absolute(reverse(name))
