"""Findings of a course in the database: deadlines of sister courses, and what staff accept."""

from datetime import UTC, datetime

import pydantic
import pytest

from courses.models import Course, Deadline, Resource
from schedule.drafting.linting import NotOpenError, accept, findings_of, take_back
from schedule.models import Acceptance
from schedule.publishing import propose, publish
from tests import factories

pytestmark = pytest.mark.django_db

SUMMER = datetime(2023, 8, 1, tzinfo=UTC)
LATER = datetime(2023, 9, 1, tzinfo=UTC)


def make_lab(course, key="lab-1", day="2023-09-12"):
    lab = factories.LabFactory(course=course, key=key, title=key.capitalize())
    factories.ReleaseFactory(lab=lab, basis="tba", day=None)
    factories.DeadlineFactory(lab=lab, day=day)


@pytest.fixture
def course():
    made = factories.make_course(slug="6.5940")
    make_lab(made)
    publish(made, now=SUMMER)
    return made


@pytest.fixture
def sister(course):
    made = factories.make_course(slug="18.303", term=course.term)
    make_lab(made, "hw-1")
    publish(made, now=SUMMER)
    return made


@pytest.fixture
def cohort(course, sister):
    made = factories.CohortFactory(term=course.term)
    made.courses.set([course, sister])
    return made


def reasons(course, now=SUMMER):
    return [finding.reason for finding in findings_of(course, now=now).open]


def codes(course, now=SUMMER):
    return [finding.code for finding in findings_of(course, now=now).open]


def test_deadlines_of_courses_in_one_cohort_pile_up_for_both(course, sister, cohort):
    assert codes(course) == codes(sister) == ["deadlines-pile-up"]
    assert "18.303 Hw-1 (Tue Sep 12, 23:59)" in reasons(course)[0]
    assert "6.5940 Lab-1 (Tue Sep 12, 23:59)" in reasons(sister)[0]


def test_courses_of_no_common_cohort_are_not_compared(course, sister):
    factories.CohortFactory(term=course.term).courses.set([course])
    factories.CohortFactory(term=course.term).courses.set([sister])
    assert codes(course) == []


def test_two_common_cohorts_tell_it_once(course, sister, cohort):
    factories.CohortFactory(term=course.term).courses.set([course, sister])
    (only,) = findings_of(course, now=SUMMER).open
    assert len(only.facts) == 2


def test_a_cohort_of_courses_of_several_terms_compares_those_of_one(course, cohort):
    spring = factories.make_course(slug="6.100", term=factories.TermFactory(slug="spring"))
    make_lab(spring)
    publish(spring, now=SUMMER)
    cohort.courses.add(spring)
    assert codes(spring) == []


def test_staff_are_told_nothing_of_a_draft_of_another_course(course, sister, cohort):
    Deadline.objects.filter(course=sister).update(day="2023-09-25")
    assert codes(course) == ["deadlines-pile-up"]
    Course.objects.filter(pk=sister.pk).update(visibility="staff")
    assert codes(course) == []
    Course.objects.filter(pk=sister.pk).update(visibility="public", edition_number=0)
    assert codes(course) == []


@pytest.fixture
def weekend(course):
    Deadline.objects.filter(course=course).update(day="2023-09-16")
    (finding,) = findings_of(course, now=SUMMER).open
    return finding


def test_an_accepted_finding_is_kept_with_who_when_and_why(course, weekend):
    by = factories.UserFactory()
    accept(course, weekend.fingerprint, reason="They asked for it.", by=by, now=SUMMER)
    found = findings_of(course, now=SUMMER)
    assert found.open == found.outdated == ()
    ((finding, acceptance),) = [(each.finding, each.acceptance) for each in found.accepted]
    assert finding == weekend
    assert (acceptance.by, acceptance.accepted_at) == (by, SUMMER)
    assert (acceptance.reason, acceptance.finding) == ("They asked for it.", weekend.reason)


def test_a_finding_that_changes_comes_back_and_the_old_one_is_still_known(course, weekend):
    accept(course, weekend.fingerprint, reason="Meant.", by=factories.UserFactory(), now=SUMMER)
    Deadline.objects.filter(course=course).update(day="2023-09-17")
    found = findings_of(course, now=SUMMER)
    assert [each.code for each in found.open] == ["due-on-weekend"]
    assert [each.fingerprint for each in found.outdated] == [weekend.fingerprint]
    Deadline.objects.filter(course=course).update(day="2023-09-16")
    assert findings_of(course, now=SUMMER).open == ()


def test_another_name_for_the_same_thing_stays_accepted(course, weekend):
    accept(course, weekend.fingerprint, reason="Meant.", by=factories.UserFactory(), now=SUMMER)
    course.labs.update(title="Homework 1")
    assert findings_of(course, now=SUMMER).open == ()


def test_what_is_accepted_in_one_course_is_open_in_another(course, sister, weekend):
    accept(course, weekend.fingerprint, reason="Meant.", by=factories.UserFactory(), now=SUMMER)
    Deadline.objects.filter(course=sister).update(day="2023-09-16")
    assert codes(sister) == ["due-on-weekend"]


def test_taking_back_opens_it_again(course, weekend):
    accept(course, weekend.fingerprint, reason="Meant.", by=factories.UserFactory(), now=SUMMER)
    assert take_back(course, weekend.fingerprint)
    assert not take_back(course, weekend.fingerprint)
    assert findings_of(course, now=SUMMER).open == (weekend,)


def test_what_is_not_found_or_must_be_decided_cannot_be_accepted(course, weekend):
    by = factories.UserFactory()
    lecture = course.lectures.first()
    lecture.pin_day = "2023-09-13"
    lecture.save()
    blocking, *_ = findings_of(course, now=SUMMER).open
    assert blocking.is_blocking
    for fingerprint in ("0" * 32, blocking.fingerprint):
        with pytest.raises(NotOpenError):
            accept(course, fingerprint, reason="Meant.", by=by, now=SUMMER)
    assert not Acceptance.objects.exists()


def test_accepting_twice_keeps_the_first(course, weekend):
    first, second = factories.UserFactory(), factories.UserFactory()
    accept(course, weekend.fingerprint, reason="Meant.", by=first, now=SUMMER)
    with pytest.raises(NotOpenError):
        accept(course, weekend.fingerprint, reason="Other.", by=second, now=LATER)
    assert Acceptance.objects.get().by == first


def test_findings_cost_two_queries_where_the_proposal_is_there(
    course, cohort, django_assert_num_queries
):
    proposal = propose(course, now=SUMMER)
    with django_assert_num_queries(2):
        findings_of(course, proposal=proposal, now=SUMMER)


def test_a_course_that_contradicts_itself_has_no_findings(course):
    factories.ResourceFactory(course=course)
    Resource.objects.update(url="htp://slides")
    with pytest.raises(pydantic.ValidationError):
        findings_of(course)
