"""What every answer of the API has in common: methods, and who may read it from a browser."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, HttpResponseNotAllowed

from schedule.api.problems import NOT_ALLOWED, problem

METHODS = "GET, HEAD, OPTIONS"
DAY_IN_SECONDS = 24 * 60 * 60

View = Callable[..., HttpResponseBase]


def public(view: View) -> View:
    """Let a view that knows GET answer HEAD and OPTIONS too, and other sites' pages read it.

    What the API gives is public, so any origin may read it (CORS), and none with credentials: a
    browser hands over nothing that a session made. Other methods are refused as a problem.
    """

    @wraps(view)
    def front(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if request.method == "OPTIONS":
            response: HttpResponseBase = _options()
        else:
            response = _answer(view, request, *args, **kwargs)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = "ETag"
        return response

    # Nothing here writes, so there is nothing to forge: POST is refused in words, not for a token.
    front.csrf_exempt = True  # type: ignore[attr-defined]
    return front


def _answer(view: View, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
    method = request.method
    if method == "HEAD":
        request.method = "GET"
    try:
        response = view(request, *args, **kwargs)
    finally:
        request.method = method  # the server leaves out the body of an answer to HEAD
    if isinstance(response, HttpResponseNotAllowed):
        detail = f"{method} is not possible here: the API is for reading, with {METHODS}."
        response = problem(request, NOT_ALLOWED, detail)
        response.headers["Allow"] = METHODS
    return response


def _options() -> HttpResponse:
    response = HttpResponse(
        status=204,
        headers={
            "Allow": METHODS,
            "Access-Control-Allow-Methods": METHODS,
            "Access-Control-Allow-Headers": "If-None-Match",
            "Access-Control-Max-Age": str(DAY_IN_SECONDS),
        },
    )
    del response.headers["Content-Type"]  # there is no content
    return response
