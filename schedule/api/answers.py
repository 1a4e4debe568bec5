"""Answers in JSON, with an ETag made before anything is rendered."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import urlencode

from schedule.api.options import Window
from schedule.api.schemas import Page, Shape
from schedule.api.schemas.page import Item
from schedule.http.conditional import FOREVER, answer


def answer_json(
    request: HttpRequest,
    *,
    parts: Iterable[str],
    make: Callable[[], Shape],
    until: datetime | None = FOREVER,
) -> HttpResponseBase:
    """Return 304 if the reader has the answer, else what `make` returns as JSON.

    Args:
        request: A GET request.
        parts: What else the answer is made from: revisions and known options.
        make: Not called for a 304, nor where the answer is kept.
        until: As `answer` takes it.
    """
    return answer(
        request,
        parts=["api", *parts],
        make=lambda: HttpResponse(make().model_dump_json(), content_type="application/json"),
        until=until,
    )


def page_of(
    request: HttpRequest, items: Iterable[Item], *, count: int, window: Window
) -> Page[Item]:
    """Return a page of a list, with the address of the next one if there is one."""
    rest = window.model_copy(update={"offset": window.offset + window.limit})
    more = rest.offset < count
    return Page(
        count=count,
        next=absolute(request.path, rest.pairs()) if more else None,
        items=tuple(items),
    )


def absolute(path: str, query: Mapping[str, Any] | None = None) -> str:
    """Return the address at which readers reach a path of the site."""
    return f"{settings.PUBLIC_URL}{path}" + (f"?{urlencode(query, doseq=True)}" if query else "")
