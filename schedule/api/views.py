"""Where the API begins, and what describes it: a document for programs, a page for people."""

import hashlib
import json
from collections.abc import Callable
from functools import cache

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_GET
from ninja import NinjaAPI, Router

from schedule.api import schemas
from schedule.api.answers import absolute, answer_json
from schedule.api.openapi import Document, document_of, examples
from schedule.api.reference import reference_of
from schedule.http.conditional import FOREVER, answer

router = Router(tags=["Start"])

View = Callable[[HttpRequest], HttpResponseBase]


@router.get("", response=schemas.Root, operation_id="get_root")
def get_root(request: HttpRequest) -> HttpResponseBase:
    """Where to start."""
    return answer_json(
        request,
        parts=(),
        make=lambda: schemas.Root(
            terms=absolute(reverse("api:list_terms")),
            courses=absolute(reverse("api:list_courses")),
            openapi=absolute(reverse("api:openapi")),
            docs=absolute(reverse("api:docs")),
        ),
    )


def describing_views(api: NinjaAPI, *, prefix: str) -> tuple[View, View]:
    """Return the views of the OpenAPI document and of its page; it is made once a process."""

    @cache
    def document() -> Document:
        return document_of(api, prefix=prefix)

    @cache
    def text() -> str:
        return json.dumps(document(), ensure_ascii=False)

    @require_GET
    def openapi(request: HttpRequest) -> HttpResponseBase:
        """Answer with the OpenAPI document."""
        return answer(
            request,
            parts=["openapi", hashlib.sha256(text().encode()).hexdigest()],
            make=lambda: HttpResponse(text(), content_type="application/json"),
            until=FOREVER,
        )

    @require_GET
    def docs(request: HttpRequest) -> HttpResponseBase:
        """Answer with the page: everything is in it, it needs no script."""
        return answer(
            request,
            parts=["api-docs", hashlib.sha256(text().encode()).hexdigest()],
            make=lambda: HttpResponse(page()),
            until=FOREVER,
        )

    @cache
    def page() -> str:
        reference = reference_of(document(), examples())
        return render_to_string("api/docs.html", {"reference": reference})

    return openapi, docs
