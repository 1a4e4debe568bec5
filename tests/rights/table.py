"""Who gets what at each address of the site, by role and method. A route without a row fails.

To add a route, add a line to ADMIN, PUBLIC or API, under its name in the urlconf, or under its
pattern where it has none. A model that is registered is a line of MODELS. What the parameters of
an address stand for is in `places.py`.

A row says who sees what is there: others get 404. And by method who may ask so: who sees it and
may not gets 403. What is no method of its row is 405, to everyone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.auth.models import User
from django.db.models import Model

from courses import models
from schedule.models import CalendarCourse, Edition, Event, Mail

SUPERUSERS = frozenset({"superuser"})
ADMINISTRATORS = SUPERUSERS | {"administrator"}
INSTRUCTORS = ADMINISTRATORS | {"instructor"}
TEAM = INSTRUCTORS | {"ta"}
STAFF = TEAM | {"stranger"}
EVERYONE = STAFF | {"nobody"}
NOBODY: frozenset[str] = frozenset()

METHODS = ("OPTIONS", "PUT", "PATCH", "DELETE", "GET", "HEAD", "POST")

Who = frozenset[str]


@dataclass(frozen=True)
class Row:
    """Who sees what is at an address, and who may ask for it by which method.

    `unseen` is what others get. OPTIONS, where feeds and API take it, tells nothing of what is
    there, and is for everyone. Some pages of the admin that only show take POST as GET.
    """

    sees: Who
    by: Mapping[str, Who]
    unseen: int = 404

    def elsewhere(self) -> Row:
        """Return the row of what belongs to another course: superusers alone see that."""
        return Row(self.sees & SUPERUSERS, self._by_these(SUPERUSERS), self.unseen)

    def hidden(self, *, drafts: Who) -> Row:
        """Return the row of what only some see."""
        return Row(drafts, self._by_these(drafts))

    def _by_these(self, these: Who) -> Mapping[str, Who]:
        return {
            method: who if method == "OPTIONS" else who & these for method, who in self.by.items()
        }


Rows = Mapping[str, Row]
"""The rows of a route, by the place that is asked for; see `places.py`.

A place may give what stands in the address: `own?slug=put-back`, where not all of a route is alike.
"""


def form(sees: Who, may: Who, *, unseen: int = 404) -> Row:
    """Return the row of a page with a form, of a thing that more may see than may change."""
    return Row(sees, {"GET": may, "HEAD": may, "POST": may}, unseen)


def show(sees: Who) -> Row:
    """Return the row of a page that only shows."""
    return Row(sees, {"GET": sees, "HEAD": sees})


def within(row: Row, *, elsewhere: Row | None = None) -> Rows:
    """Return the rows of an address within a course: one's own, and another one's."""
    return {"own": row, "other": elsewhere or row.elsewhere()}


def each(name: str, rows: Mapping[str, Rows]) -> Rows:
    """Return the rows of an address of which one parameter decides, by its values."""
    return {
        f"{place}?{name}={value}": row
        for value, of_value in rows.items()
        for place, row in of_value.items()
    }


def anywhere(row: Row) -> Rows:
    """Return the rows of an address that is of no course."""
    return {"own": row}


def reading(row: Row, *, drafts: Who) -> Rows:
    """Return the rows of an address of a course: open to all, for one's staff, for another one's."""
    hidden = row.hidden(drafts=drafts)
    return {"open": row, "draft": hidden, "other draft": hidden.elsewhere()}


# -- The admin ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Forms:
    """Who gets which of a registered model's own addresses, in one's own course."""

    sees: Who
    add: Who = NOBODY
    change: Who = NOBODY
    delete: Who = NOBODY
    elsewhere: Forms | None = None
    """Of a row that is not one's own, where that is seen at all."""
    unseen: int = 404

    def rows(self, model: type[Model]) -> Mapping[str, Rows]:
        """Return the rows of each address, by the end of its name."""
        far = self.elsewhere or Forms(
            self.sees & SUPERUSERS,
            self.add & SUPERUSERS,
            self.change & SUPERUSERS,
            self.delete & SUPERUSERS,
            unseen=self.unseen,
        )
        near_rows, far_rows = self._by_view(), far._by_view()
        rows = {view: within(row, elsewhere=far_rows[view]) for view, row in near_rows.items()}
        # A list shows what one sees of it, and not every new row is of a course.
        views = ("changelist",) if hasattr(model, "course") else ("changelist", "add")
        return rows | {view: anywhere(near_rows[view]) for view in views}

    def _by_view(self) -> Mapping[str, Row]:
        seen, unseen = form(self.sees, self.sees, unseen=self.unseen), self.unseen
        read_or_change = {"GET": self.sees, "HEAD": self.sees, "POST": self.change}
        return {
            "changelist": seen,
            "add": form(self.sees, self.add, unseen=unseen),
            "change": Row(self.sees, read_or_change, unseen),
            "delete": form(self.sees, self.delete, unseen=unseen),
            "history": seen,
        }


TAUGHT = Forms(TEAM, add=TEAM, change=TEAM, delete=INSTRUCTORS)
SETTINGS = Forms(TEAM, add=INSTRUCTORS, change=INSTRUCTORS, delete=INSTRUCTORS)
RECORD = Forms(TEAM)
LOG = Forms(SUPERUSERS, change=SUPERUSERS, delete=SUPERUSERS, unseen=403)

MODELS: dict[type[Model], Forms] = {
    models.Announcement: TAUGHT,
    models.Chapter: TAUGHT,
    models.Deadline: TAUGHT,
    models.Exam: TAUGHT,
    models.Lab: TAUGHT,
    models.Lecture: TAUGHT,
    models.MeetingException: TAUGHT,
    models.NoClassDay: TAUGHT,
    models.Release: TAUGHT,
    models.Resource: TAUGHT,
    models.Link: SETTINGS,
    models.Meeting: SETTINGS,
    models.Person: SETTINGS,
    CalendarCourse: SETTINGS,
    Edition: RECORD,
    Event: RECORD,
    models.Course: Forms(
        TEAM,
        add=ADMINISTRATORS,
        change=INSTRUCTORS,
        delete=ADMINISTRATORS,
    ),
    # A teaching assistant's, as every instructor may take it.
    models.Membership: Forms(INSTRUCTORS, add=INSTRUCTORS, change=INSTRUCTORS, delete=INSTRUCTORS),
    # One whose courses are all the administrator's, and one that another department shares.
    models.Term: Forms(
        TEAM,
        add=ADMINISTRATORS,
        change=ADMINISTRATORS,
        delete=ADMINISTRATORS,
        elsewhere=Forms(TEAM, change=SUPERUSERS, delete=SUPERUSERS),
    ),
    models.DaySwap: Forms(
        TEAM,
        change=ADMINISTRATORS,
        delete=ADMINISTRATORS,
        elsewhere=Forms(TEAM, change=SUPERUSERS, delete=SUPERUSERS),
    ),
    models.Department: Forms(
        ADMINISTRATORS,
        add=SUPERUSERS,
        change=SUPERUSERS,
        delete=SUPERUSERS,
    ),
    models.Cohort: Forms(
        ADMINISTRATORS, add=ADMINISTRATORS, change=ADMINISTRATORS, delete=ADMINISTRATORS
    ),
    models.Deed: Forms(SUPERUSERS),
    Mail: Forms(SUPERUSERS),
    User: Forms(SUPERUSERS, add=SUPERUSERS, change=SUPERUSERS, delete=SUPERUSERS),
    AccessAttempt: LOG,
    AccessFailureLog: LOG,
    AccessLog: LOG,
}

NOTHING = Row(NOBODY, dict.fromkeys(METHODS, NOBODY))

# The moves of the plan board. What a filled form needs beyond that is in test_board_moves.py.
WHO_MOVES: Mapping[str, Who] = {
    "no-class": TEAM,
    "hold": INSTRUCTORS,
    "insert": TEAM,
    "move": TEAM,
    "swap": TEAM,
    "pin": TEAM,
    "unpin": TEAM,
    "cancel": TEAM,
    "restore": TEAM,
    "merge": TEAM,
    "unmerge": TEAM,
    "make-up": TEAM,
    "room": TEAM,
    "extend": TEAM,
    "dates": TEAM,
    "put-back": INSTRUCTORS,
    "discard": INSTRUCTORS,
    # Of a term that another department shares.
    "follow": SUPERUSERS,
    "teleport": NOBODY,
}


def moves(methods: tuple[str, ...]) -> Rows:
    """Return the rows of the forms, or previews, of all moves."""
    return each(
        "slug",
        {
            slug: within(Row(TEAM if may else NOBODY, dict.fromkeys(methods, may)))
            for slug, may in WHO_MOVES.items()
        },
    )


ADMIN: Mapping[str, Rows] = {
    "admin:courses_course_findings": within(form(TEAM, TEAM)),
    "admin:courses_course_history": within(show(TEAM)),
    # Posted, a test to who asks. Nobody's address is on it, see test_mail.py.
    "admin:courses_course_mail": within(form(TEAM, TEAM)),
    "admin:courses_course_board": within(show(TEAM)),
    "admin:courses_course_move": moves(("GET", "HEAD")),
    "admin:courses_course_preview": moves(("GET", "HEAD", "POST")),
    "admin:courses_course_review": within(form(TEAM, TEAM)),
    "admin:auth_user_password_change": anywhere(form(SUPERUSERS, SUPERUSERS)),
    "admin:index": anywhere(form(STAFF, STAFF)),
    "admin:app_list": anywhere(form(TEAM, TEAM)),
    "admin:login": anywhere(form(EVERYONE, EVERYONE)),
    # Whoever has given no password is led back to the first step.
    "admin:second_step": anywhere(form(EVERYONE, EVERYONE)),
    "admin:two_step": anywhere(form(STAFF, STAFF)),
    "admin:logout": anywhere(Row(STAFF, {"POST": STAFF})),
    "admin:password_change": anywhere(form(STAFF, STAFF)),
    "admin:password_change_done": anywhere(show(STAFF)),
    "admin:jsi18n": anywhere(show(STAFF)),
    # Asked here for the course of a membership. What it finds is tested in test_ways_in.py.
    "admin:autocomplete": anywhere(Row(STAFF, {"GET": INSTRUCTORS, "HEAD": INSTRUCTORS})),
    # Django's way from a row to its page is shut: it tells the address of a draft.
    "admin:view_on_site": anywhere(NOTHING),
    "admin/r/<path:row>": anywhere(NOTHING),
    "admin/(?P<url>.*)$": anywhere(form(NOBODY, NOBODY)),
}

# -- What readers see ----------------------------------------------------------------------------

READ = show(EVERYONE)
SEND = Row(EVERYONE, {"POST": EVERYONE})
FEED = Row(EVERYONE, {"GET": EVERYONE, "HEAD": EVERYONE, "OPTIONS": EVERYONE})

PUBLIC: Mapping[str, Rows] = {
    "healthz": anywhere(READ),
    "healthz_mail": anywhere(READ),
    "schedule:front": anywhere(READ),
    "schedule:theme": anywhere(SEND),
    "schedule:language": anywhere(SEND),
    "schedule:calendars": anywhere(form(EVERYONE, EVERYONE)),
    # Whoever knows the secret.
    "schedule:personal_calendar": anywhere(FEED),
    "schedule:own_calendar": anywhere(form(EVERYONE, EVERYONE)),
    "schedule:mail": anywhere(form(EVERYONE, EVERYONE)),
    # Whoever knows the secret; another one's is where nothing is.
    "schedule:confirm_mail": anywhere(form(EVERYONE, EVERYONE)),
    "schedule:own_mail": anywhere(form(EVERYONE, EVERYONE)),
    "schedule:end_mail": anywhere(form(EVERYONE, EVERYONE)),
    "schedule:end_mail_course": anywhere(form(EVERYONE, EVERYONE)),
    "schedule:term": anywhere(READ),
    "schedule:search": anywhere(READ),
    "schedule:term_week": anywhere(READ),
    "schedule:term_deadlines": anywhere(READ),
    "schedule:term_subscribe": anywhere(READ),
    "schedule:term_calendar": reading(FEED, drafts=NOBODY),
    "schedule:term_tasks": reading(FEED, drafts=NOBODY),
    "schedule:term_qr": anywhere(FEED),
    "schedule:course": reading(READ, drafts=TEAM),
    "schedule:week": reading(READ, drafts=TEAM),
    "schedule:deadlines": reading(READ, drafts=TEAM),
    "schedule:changes": reading(READ, drafts=TEAM),
    "schedule:announcements": reading(READ, drafts=TEAM),
    "schedule:subscribe": reading(READ, drafts=TEAM),
    "schedule:item": reading(READ, drafts=TEAM),
    # A program signs in nowhere: of a draft, staff give out a calendar.
    "schedule:calendar": reading(FEED, drafts=NOBODY),
    "schedule:tasks": reading(FEED, drafts=NOBODY),
    "schedule:item_calendar": reading(FEED, drafts=NOBODY),
    "schedule:changes_atom": reading(FEED, drafts=NOBODY),
    "schedule:announcements_atom": reading(FEED, drafts=NOBODY),
    "schedule:qr": reading(FEED, drafts=NOBODY),
}

API: Mapping[str, Rows] = {
    "api:get_root": anywhere(FEED),
    "api:list_terms": anywhere(FEED),
    "api:get_term": anywhere(FEED),
    "api:list_courses": anywhere(FEED),
    "api:get_course": reading(FEED, drafts=TEAM),
    "api:get_outline": reading(FEED, drafts=TEAM),
    "api:list_lectures": reading(FEED, drafts=TEAM),
    "api:list_labs": reading(FEED, drafts=TEAM),
    "api:list_deadlines": reading(FEED, drafts=TEAM),
    "api:list_events": reading(FEED, drafts=TEAM),
    "api:list_changes": reading(FEED, drafts=TEAM),
    "api:list_reminders": reading(FEED, drafts=TEAM),
    "api:get_calendar": reading(FEED, drafts=NOBODY),
    "api:get_tasks": reading(FEED, drafts=NOBODY),
    "api:get_event_calendar": reading(FEED, drafts=NOBODY),
    "api:openapi": anywhere(FEED),
    "api:docs": anywhere(FEED),
    "api:nothing": anywhere(Row(NOBODY, {**NOTHING.by, "OPTIONS": EVERYONE})),
}


def every_row() -> Mapping[str, Rows]:
    """Return the table: the rows of each route, by its name, or by its pattern without one."""
    table = {**ADMIN, **PUBLIC, **API}
    for model, forms in MODELS.items():
        name = f"{model._meta.app_label}_{model._meta.model_name}"
        table |= {f"admin:{name}_{view}": rows for view, rows in forms.rows(model).items()}
        # The old address of a form leads to the new one, unseen.
        old = f"admin/{model._meta.app_label}/{model._meta.model_name}/<path:object_id>/"
        table[old] = anywhere(form(STAFF, STAFF))
    return table
