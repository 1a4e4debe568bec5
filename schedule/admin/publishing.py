"""Publish on save: once a request, after all that was edited, in the same transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

import pydantic
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model, ProtectedError, RestrictedError
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from courses.admin.visit import Visit, visit_of
from courses.models import Course, DaySwap, Department, NoClassDay, Term
from schedule.admin.history import HistoryPages
from schedule.drafting.editing import horizon_of
from schedule.models import Edition
from schedule.publishing import Proposal, publish_saved
from schedule.wording import change_sentence
from schedule.wording.joining import own_sentence

if TYPE_CHECKING:
    from django.db.models import QuerySet

M = TypeVar("M", bound=Model)

TOLD = 4
"""How many changes, and how many courses, a message names before it counts the rest."""

READING = frozenset({"GET", "HEAD", "OPTIONS"})


class PublishingAdmin(HistoryPages[M]):
    """An admin whose edits are published as their courses say.

    A small edit is published at once and told in words. One that needs a look is kept as a draft
    and leads to the page where it can be looked at and published. One that would leave a course
    whose parts contradict each other is refused, with the input kept.
    """

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """Show or save a row, and publish."""
        view = super().changeform_view
        return self._publishing(
            request, lambda: view(request, object_id, form_url, extra_context), shows_faults=True
        )

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """Show the list, save its rows or act on them, and publish."""
        view = super().changelist_view
        return self._publishing(request, lambda: view(request, extra_context))

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """Ask, or delete a row, and publish."""
        view = super().delete_view
        return self._publishing(request, lambda: view(request, object_id, extra_context))

    def save_model(self, request: HttpRequest, obj: M, form: Any, change: Any) -> None:
        """Save a row, and note whose it is."""
        super().save_model(request, obj, form, change)
        visit_of(request).touched |= courses_with(obj)

    def delete_model(self, request: HttpRequest, obj: M) -> None:
        """Delete a row, and note whose it was."""
        visit_of(request).touched |= courses_with(obj)
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[M]) -> None:
        """Delete rows, and note whose they were."""
        for row in queryset:
            visit_of(request).touched |= courses_with(row)
        super().delete_queryset(request, queryset)

    def _publishing(
        self,
        request: HttpRequest,
        view: Callable[[], HttpResponseBase],
        *,
        shows_faults: bool = False,
    ) -> HttpResponseBase:
        """Run a view and publish what it touched: both, or with an error neither."""
        if request.method in READING:
            return view()
        visit = visit_of(request)
        try:
            with transaction.atomic():
                response = view()
                outcomes = publish_touched(visit, by=account_of(request))
        except pydantic.ValidationError as error:
            visit.faults = faults_of(error)
        except (ProtectedError, RestrictedError) as error:
            visit.faults = (in_use(error),)
        else:
            return tell(request, response, outcomes)
        visit.touched.clear()
        _drop_messages(request)
        if shows_faults:
            return view()
        for fault in visit.faults:
            messages.error(request, f"Nothing was changed. {fault}")
        return HttpResponseRedirect(request.get_full_path())


def account_of(request: HttpRequest) -> User:
    """Return the account that asks.

    Raises:
        PermissionDenied: Nobody is signed in; the admin asks for that before.
    """
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def courses_with(row: Model) -> set[UUID]:
    """Return the primary keys of the courses that show something of a row."""
    match row:
        case Course():
            return {row.pk}
        case NoClassDay(term=Term() as term) | DaySwap(term=Term() as term) | (Term() as term):
            found = Course.objects.filter(term=term)
        case Department():
            found = Course.objects.filter(department=row)
        case _:
            course_id = getattr(row, "course_id", None)
            return {course_id} if course_id else set()
    return set(found.values_list("pk", flat=True))


def publish_touched(visit: Visit, *, by: User) -> list[tuple[Course, Edition | Proposal]]:
    """Publish the courses that a request touched; return what became of those that changed."""
    courses = Course.objects.filter(pk__in=visit.touched).select_related("term")
    outcomes = []
    for course in courses.order_by("pk"):
        outcome = publish_saved(course, by=by, horizon=horizon_of(course))
        if outcome is not None:
            outcomes.append((course, outcome))
    return outcomes


def tell(
    request: HttpRequest,
    response: HttpResponseBase,
    outcomes: list[tuple[Course, Edition | Proposal]],
) -> HttpResponseBase:
    """Say what was published and what waits; where one course waits for a look, lead there."""
    for course, outcome in outcomes[:TOLD]:
        if isinstance(outcome, Edition):
            messages.success(request, published_words(course, outcome))
        else:
            messages.warning(request, waiting_words(course, outcome))
    if (rest := len(outcomes) - TOLD) > 0:
        messages.info(request, f"And {rest} more courses: see the list of courses.")
    waiting = [course for course, outcome in outcomes if needs_a_look(outcome)]
    leads_on = isinstance(response, HttpResponseRedirect) and "_addanother" not in request.POST
    if leads_on and len(outcomes) == len(waiting) == 1:
        return HttpResponseRedirect(review_url(waiting[0]))
    return response


def needs_a_look(outcome: Edition | Proposal) -> bool:
    """Tell whether a save was kept as a draft only because it does so much.

    A course that waits anyway, or that is still being written for the first time, leads nowhere.
    """
    return (
        isinstance(outcome, Proposal)
        and outcome.course.publish_on_save
        and outcome.edition is not None
    )


def published_words(course: Course, edition: Edition) -> SafeString:
    """Say what was published."""
    zone = course.term.zone
    changes = list(edition.changes.all()[: TOLD + 1])
    sentences = [own_sentence(change_sentence(change, zone)) for change in changes[:TOLD]]
    if (rest := edition.changes.count() - len(sentences)) > 0:
        sentences.append(f"And {rest} more.")
    return format_html(
        '{}: published <a href="{}">edition {}</a>. {}',
        course.number,
        edition.get_absolute_url(),
        edition.number,
        " ".join(sentences),
    )


def waiting_words(course: Course, proposal: Proposal) -> SafeString:
    """Say what is saved and waits, and where to publish it."""
    if proposal.edition is None:
        words = "Saved. This course was never published; only its staff sees it."
    elif course.publish_on_save:
        words = f"Saved as a draft, since it does much: {count_words(proposal)}."
    else:
        words = f"Saved. Not published yet: {count_words(proposal)}."
    link = format_html('<a href="{}">Review and publish</a>', review_url(course))
    return format_html("{}: {} {}", course.number, words, link)


def count_words(proposal: Proposal) -> str:
    """Return how many changes wait, and how many conflicts block: 3 changes, 1 conflict to decide."""
    return ", ".join(filter(None, (change_words(proposal), conflict_words(proposal))))


def change_words(proposal: Proposal) -> str:
    """Return how many changes wait."""
    changes = len(proposal.changes) + proposal.page_changed
    return "1 change" if changes == 1 else f"{changes} changes"


def conflict_words(proposal: Proposal) -> str:
    """Return how many conflicts block; nothing where none does."""
    blocking = len(proposal.blocking)
    if not blocking:
        return ""
    return "1 conflict to decide" if blocking == 1 else f"{blocking} conflicts to decide"


def review_url(course: Course) -> str:
    """Return the address of a course's review page."""
    return reverse("admin:courses_course_review", args=[course.pk])


def faults_of(error: pydantic.ValidationError) -> tuple[str, ...]:
    """Return in words what is wrong with a course as a whole."""
    return tuple(
        problem["msg"].removeprefix("Value error, ")
        for problem in error.errors(include_url=False, include_context=False)
    )


def in_use(error: ProtectedError | RestrictedError) -> str:
    """Return in words what still needs the row that was to be deleted."""
    needed: Iterable[Model] = (
        error.protected_objects if isinstance(error, ProtectedError) else error.restricted_objects
    )
    names = sorted({f"{row._meta.verbose_name} {row}" for row in needed})
    shown = ", ".join(names[:TOLD]) + (" and more" if len(names) > TOLD else "")
    return f"It is needed by {shown}: change that first."


def _drop_messages(request: HttpRequest) -> None:
    """Forget what was said of an edit that is taken back: reading the messages clears them."""
    list(messages.get_messages(request))
