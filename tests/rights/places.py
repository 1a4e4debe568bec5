"""Where the table asks: one's own course and another's, with what stands in their addresses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import parse_qsl

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.auth.models import User
from django.db.models import Model
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from courses.models import Cohort, Course, DaySwap, Deed, Department, Term
from schedule.mailing.choice import Choice as MailChoice
from schedule.mailing.links import confirm_secret, page_secret
from schedule.mailing.signing_up import Asked, sign_up
from schedule.mailing.subscribing import confirm
from schedule.models import PersonalCalendar
from schedule.personal.calendars import Choice, make_calendar
from schedule.publishing import publish
from tests import factories
from tests.schedule.admin.world import World, make_world

NOW = datetime(2023, 8, 1, 12, tzinfo=UTC)
ROLES = ("nobody", "stranger", "ta", "instructor", "administrator", "superuser")


@dataclass(frozen=True)
class Route:
    """A registered address, with the names of its parameters."""

    name: str
    pattern: str
    parameters: tuple[str, ...]

    @property
    def id(self) -> str:
        """Its name in the table."""
        return self.pattern if self.name.endswith(":") or not self.name else self.name

    def __str__(self) -> str:
        """Return both, for the name of a test."""
        return f"{self.name}|{self.pattern}"


def every_route(patterns: object = None, before: str = "", space: str = "") -> Iterator[Route]:
    """Yield each registered address."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        whole = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            parameters = (*pattern.pattern.converters, *_groups(pattern))
            yield Route(f"{space}{pattern.name or ''}", whole, parameters)
        else:
            inner = f"{pattern.namespace}:" if pattern.namespace else space
            yield from every_route(pattern.url_patterns, whole, inner)


def _groups(pattern: URLPattern) -> tuple[str, ...]:
    return tuple(getattr(getattr(pattern.pattern, "regex", None), "groupindex", ()))


@dataclass
class Place:
    """A course and its surroundings: what the parameters of an address stand for there."""

    course: Course
    values: Mapping[str, object]
    rows: Mapping[str, Model] = field(default_factory=dict)
    """A row of each model, by its label."""

    def address(self, route: Route, given: str = "") -> str:
        """Return the address of a route here; what is given, as `slug=pin`, stands in it."""
        values = {name: self._value(route, name) for name in route.parameters}
        values |= dict(parse_qsl(given))
        if route.id == route.pattern:
            found = "/" + route.pattern.replace("(?P<url>.*)$", "nothing/")
            for name, value in values.items():
                found = found.replace(f"<path:{name}>", str(value))
            return found
        if route.id == "api:nothing":
            return reverse(route.name) + "nothing"
        return reverse(route.name, kwargs=values) + self._query(route)

    def _value(self, route: Route, name: str) -> object:
        if name == "object_id" and route.name != "admin:view_on_site":
            return self._row(route).pk
        # A row may name it; a route whose rows do not ends in an error here.
        return self.values.get(f"{route.name} {name}", self.values.get(name, ""))

    def _row(self, route: Route) -> Model:
        app, model = route.pattern.split("/")[1:3]
        return self.rows[f"{app}.{model}"]

    def _query(self, route: Route) -> str:
        if route.id == "admin:autocomplete":
            return "?app_label=courses&model_name=membership&field_name=course"
        if route.id in {"schedule:term_calendar", "schedule:term_tasks"}:
            return f"?course={self.course.slug}"
        if route.name.endswith("_add") and hasattr(type(self._row(route)), "course"):
            return f"?course={self.course.pk}"
        return ""


def make_places() -> tuple[World, Mapping[str, Place]]:
    """Make the world of the table: nothing that asks may change it."""
    world = make_world()
    drafts = [_draft(world, owner) for owner in (world.a, world.b)]
    alone = Course.objects.get(slug="ours-alone")
    for role in ("ta", "instructor"):
        for course in (drafts[0], alone):
            factories.MembershipFactory(user=world.users[role], course=course, role=role)
    courses = {
        "own": world.a,
        "other": world.b,
        "open": world.b,
        "draft": drafts[0],
        "other draft": drafts[1],
    }
    shared = _surroundings(world, world.term, world.b.department, day="2023-11-22")
    own = _surroundings(world, world.own_term, world.ours, day="2024-03-22")
    rows = {"own": own | _labelled(world.rows_of_a), "other": shared | _labelled(world.rows_of_b)}
    made = make_calendar(Choice("", (world.a,), ""), now=NOW)
    assert PersonalCalendar.objects.filter(pk=made.calendar.pk).exists()
    secrets = {"token": made.token, "secret": made.page, "called": "phone"}
    secrets |= _of_mail(world.a)
    return world, {
        name: Place(course, _values(course) | secrets, rows.get(name, {}))
        for name, course in courses.items()
    }


def _of_mail(course: Course) -> dict[str, object]:
    """Return the secrets of a sign-up and of the subscriber that it made, by their routes."""
    now = timezone.now()
    asked = Asked("ada@example.edu", [course], MailChoice("en", "UTC"))
    row = sign_up(asked, whence="203.0.113.9", now=now)
    subscriber = confirm(row, now=now)
    assert subscriber
    own = ("own_mail", "end_mail", "end_mail_course")
    return {
        "schedule:confirm_mail secret": confirm_secret(row),
        "schedule:end_mail_course course": course.pk,
        **{f"schedule:{name} secret": page_secret(subscriber) for name in own},
    }


def _draft(world: World, owner: Course) -> Course:
    course = factories.make_course(
        term=world.term,
        department=owner.department,
        slug=f"draft-of-{owner.slug}",
        visibility="staff",
    )
    publish(course)
    return course


def _surroundings(
    world: World, term: Term, department: Department, *, day: str
) -> dict[str, Model]:
    swap = DaySwap.objects.create(term=term, key="swap", day=day, follows="fri")
    asked = {"username": f"guess-{term.slug}", "ip_address": "203.0.113.9"}
    cohort = Cohort.objects.create(term=term, department=department, name="Second year")
    rows = (
        term,
        swap,
        cohort,
        department,
        factories.UserFactory(),
        Deed.objects.first(),
        factories.MailFactory(course=world.a if department is world.ours else world.b),
        AccessAttempt.objects.create(**asked, failures_since_start=1, path_info=day),
        AccessLog.objects.create(**asked),
        AccessFailureLog.objects.create(**asked),
    )
    return _labelled({type(row): row for row in rows})


def _labelled(rows: Mapping[type[Model], Model]) -> dict[str, Model]:
    return {model._meta.label_lower: row for model, row in rows.items()}


def _values(course: Course) -> dict[str, object]:
    return {
        "term": course.term.slug,
        "course": course.slug,
        "key": "lecture-2",
        "week": "2023-W39",
        "pk": course.pk,
        "number": 1,
        "app_label": "courses",
        "id": User.objects.get(username="ta").pk,
        "content_type_id": 1,
        "object_id": course.pk,
        "row": "1/1",
        "url": "nothing/",
    }


def client_of(world: World, role: str) -> Client:
    """Return a browser of a role; nobody's is not signed in."""
    return Client(raise_request_exception=False) if role == "nobody" else world.client(role)
