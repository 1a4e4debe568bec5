"""Whatever moves were made: put back, rows, calendar and identities are what they were."""

from datetime import UTC, date, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from courses import content
from courses.exporters.rows import read_course
from courses.importers.rows import save_course, save_term
from courses.models import Course
from schedule.engine.entry import Status
from schedule.models import Event
from schedule.moves import FollowWeekday, MoveError, PutBack
from schedule.planning import apply, preview
from schedule.publishing import propose, publish
from tests.moves.strategies import any_moves

SUMMER = datetime(2023, 8, 1, tzinfo=UTC)
TERM = content.Term(
    slug="2023-fall",
    name="Fall 2023",
    time_zone="America/New_York",
    first_day=date(2023, 9, 6),
    last_day=date(2023, 10, 27),
)
COURSE = content.Course.model_validate(
    {
        "term": "2023-fall",
        "slug": "6.5940",
        "number": "6.5940",
        "title": "TinyML",
        "meetings": [
            {"key": "class", "weekdays": ["tue", "thu"], "start": "15:35", "end": "17:00"},
            {
                "key": "hour",
                "kind": "office-hours",
                "weekdays": ["fri"],
                "start": "10:00",
                "room": "A",
            },
        ],
        "lectures": [
            {"key": f"lecture-{n}", "number": n, "title": f"Topic {n}"} for n in range(1, 9)
        ],
        "labs": [
            {
                "key": "lab-1",
                "title": "Lab 1",
                "releases": [{"key": "lab-1-out", "out": "lecture-2"}],
                "deadlines": [{"key": "lab-1-due", "due": "lecture-4 +2d"}],
            }
        ],
    }
)


def stood(course):
    events = Event.objects.filter(course=course).exclude(status=Status.REMOVED)
    return {event.key: (event.uid, event.entry) for event in events}


class TestUndoing(TestCase):
    @settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
    @given(st.data())
    def test_moves_are_put_back_without_a_trace_but_their_sequence(self, data):
        save_term(TERM)
        save_course(COURSE)
        course = Course.objects.select_related("term").get()
        publish(course, now=SUMMER)
        before = stood(course)
        now = datetime(2023, 9, 6 + data.draw(st.integers(0, 20)), 12, tzinfo=UTC)
        for _ in range(data.draw(st.integers(1, 3))):
            move = data.draw(any_moves(TERM, read_course(course)))
            if isinstance(move, FollowWeekday):
                continue
            try:
                shown = preview(course, move, now=now)
            except MoveError:
                continue
            done = apply(course, move, by=None, token=shown.token, now=now)
            assert read_course(course) == shown.written.course
            if done.edition is not None:
                recorded = [change.key for change in done.edition.changes.exclude(key="")]
                assert recorded == [change.key for change in shown.proposal.changes]
            # Of two that are published for one time, since one has no class day left, it takes a
            # decision to tell which was held.
            if not shown.proposal.blocking:
                assert propose(course, now=now).is_empty
        if read_course(course) != COURSE:
            shown = preview(course, PutBack(1), now=now)
            apply(course, PutBack(1), by=None, token=shown.token, now=now)
        assert read_course(course) == COURSE
        assert stood(course) == before
