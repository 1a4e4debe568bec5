"""The JSON API at `/api/v1/`: every router, mounted in one place."""

from collections.abc import Iterator

from django.urls import URLPattern, path, re_path
from ninja import NinjaAPI

from schedule.api import (
    calendars,
    changes,
    courses,
    coursework,
    events,
    outline,
    reminders,
    terms,
    views,
)
from schedule.api.front import public
from schedule.api.problems import add_handlers, not_found

PREFIX = "api/v1/"

api = NinjaAPI(
    title="Lectern",
    version="1",
    description=(
        "Course schedules as published: what a course teaches, when it meets, what is due. "
        "Reading only, without a key, from any origin. Instants are RFC 3339 with the course's "
        "offset; `day` is the local date in the course's zone, `time_zone` its IANA name. Lists "
        "come in pages: follow `next`. Errors are problem details (RFC 9457)."
    ),
    urls_namespace="api",
    # Ours need no script from another host.
    openapi_url=None,
    docs_url=None,
)
add_handlers(api)
api.add_router("", views.router)
api.add_router("/terms", terms.router)
for router in (
    courses.router,
    outline.router,
    coursework.router,
    calendars.router,
    events.router,
    changes.router,
    reminders.router,
):
    api.add_router("/courses", router)

openapi, docs = views.describing_views(api, prefix=PREFIX)

app_name = "api"


def _public_patterns() -> Iterator[URLPattern]:
    """Yield an address for each operation, then ours, then one that says there is nothing."""
    patterns, _, _ = api.urls
    for pattern in patterns:
        # django-ninja's own root only answers that the documentation is elsewhere.
        if isinstance(pattern, URLPattern) and pattern.name != "api-root":
            pattern.callback = public(pattern.callback)
            yield pattern
    yield path("openapi.json", public(openapi), name="openapi")
    yield path("docs", public(docs), name="docs")
    yield re_path("", public(not_found), name="nothing")


urlpatterns = list(_public_patterns())
