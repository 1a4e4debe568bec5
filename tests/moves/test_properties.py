"""What holds of every move, whatever it is made of."""

import re
from dataclasses import replace
from datetime import UTC, datetime, time

from hypothesis import assume, given
from hypothesis import strategies as st

from courses import content
from schedule.engine.derive import derive
from schedule.engine.diff import apply
from schedule.engine.entry import Kind
from schedule.moves import HoldClass, MoveError, PutBack, Standing, check_fits, moved
from tests.engine.strategies import edited, few, horizons, terms_and_courses
from tests.moves.strategies import any_moves

TRIES = 6
BEFORE = datetime(2022, 1, 1, tzinfo=UTC)


@st.composite
def standings(draw, *, calm=False):
    """Draw where a course stands that is published as it is written.

    Args:
        draw: Hypothesis hands it in.
        calm: Whether it is one without any conflict, with coursework that follows its lectures.
    """
    term, course = draw(terms_and_courses(plain=calm))
    if calm:
        course = edited(course, labs=draw(labs(course)))
    derivation = derive(term, course, published={}, horizon=BEFORE)
    if calm:
        assume(not derivation.is_blocked)
    return Standing(
        term=term,
        course=course,
        derivation=derivation,
        taken=frozenset(entry.key for entry in derivation.entries),
        edition_number=1,
        edition={1: course}.get,
    )


@st.composite
def labs(draw, course):
    """Draw labs that are due some days after a lecture, for every third one."""
    return tuple(
        content.Lab(
            key=f"lab-{lecture.number}",
            title="Lab",
            deadlines=[
                content.Deadline(
                    key=f"lab-{lecture.number}-due",
                    due=content.Anchored(lecture.key, 1 + draw(few[10])),
                )
            ],
        )
        for lecture in course.lectures[::3]
    )


class Case:
    """A move that was made, told in short."""

    def __init__(self, *parts):
        self.standing, self.move, self.written, self.horizon = parts

    def __repr__(self):
        course, term = self.standing.course, self.standing.term
        values = [value.model_dump_json(exclude_defaults=True) for value in (term, course)]
        return f"{self.move} from {self.horizon} of {' '.join(values)}"

    def __iter__(self):
        return iter((self.standing, self.written, self.horizon))


@st.composite
def moves_made(draw, *, calm=False):
    """Draw a standing, what a move of it writes, and the horizon of that."""
    standing = draw(standings(calm=calm))
    for _ in range(TRIES):
        move = draw(any_moves(standing.term, standing.course))
        written = outcome_of(move, standing)
        if not isinstance(written, MoveError):
            break
    else:
        assume(False)
    now = draw(horizons(standing.term))
    day = move.acts_on(standing)
    midnight = datetime.combine(day, time(), standing.term.zone) if day else now
    return Case(standing, move, written, min(now, midnight))


def published(standing):
    return apply({}, standing.derivation.changes)


def followed(standing, written, horizon, before=None):
    return derive(
        written.term, written.course, published=before or published(standing), horizon=horizon
    )


def outcome_of(move, standing):
    """Return what a move writes, or how it is refused."""
    try:
        written = moved(move, standing)
        check_fits(move, standing, followed(standing, written, BEFORE))
    except MoveError as error:
        return error
    return written


@given(standings(), st.data())
def test_a_move_is_made_or_refused_in_words(standing, data):
    move = data.draw(any_moves(standing.term, standing.course))
    outcome = outcome_of(move, standing)
    if isinstance(outcome, MoveError):
        # It may begin with a name or a title, as staff wrote it.
        assert re.fullmatch(r"(?:[A-Z0-9'“雪]|xxx|lab-).*[.?]", outcome.message)
    else:
        assert move.summary(standing)
        assert outcome != (standing.term, standing.course)


@given(standings(), st.data())
def test_the_same_move_writes_the_same(standing, data):
    move = data.draw(any_moves(standing.term, standing.course))
    one, other = outcome_of(move, standing), outcome_of(move, standing)
    assert one == other or (str(one), one.field) == (str(other), other.field)


def called_off(move, course):
    """Yield the keys of what a move back to class takes away."""
    if not isinstance(move, HoldClass):
        return
    yield from (each.key for each in course.no_class_days if each.covers(move.on))
    for meeting in course.meetings:
        yield from (each.key for each in meeting.exceptions if each.day == move.on)


@given(moves_made())
def test_nothing_is_lost_but_what_is_taken_back_and_every_key_is_kept(case):
    standing, written, _ = case
    before = [item.key for item in standing.course.items()]
    after = [item.key for item in written.course.items()]
    assert set(before) - set(after) <= set(called_off(case.move, standing.course))
    assert len(after) <= len(before) + 1 or written.course.meetings != standing.course.meetings
    titles = {lecture.key: lecture.title for lecture in written.course.lectures}
    assert {lecture.key: lecture.title for lecture in standing.course.lectures}.items() <= (
        titles.items()
    )


@given(moves_made())
def test_a_new_key_was_never_published(case):
    standing, written, _ = case
    new = {item.key for item in written.course.items()}
    new -= {item.key for item in standing.course.items()}
    assert not new & standing.taken


@given(moves_made())
def test_what_was_published_is_never_dropped(case):
    standing, written, horizon = case
    after = apply(published(standing), followed(standing, written, horizon).changes)
    assert set(published(standing)) <= set(after)


@given(moves_made(calm=True))
def test_the_past_holds(case):
    standing, written, horizon = case
    before = published(standing)
    after = {entry.key: entry for entry in followed(standing, written, horizon).entries}
    for key, entry in before.items():
        if entry.kind is Kind.LECTURE and entry.start and entry.start < horizon:
            assert (after[key].day, after[key].start) == (entry.day, entry.start)


@given(moves_made(calm=True))
def test_put_back_it_is_the_same_content_and_the_same_calendar(case):
    standing, written, horizon = case
    before = published(standing)
    changed = followed(standing, written, horizon)
    after = apply(before, changed.changes)
    if written.course != standing.course:
        now = replace(standing, term=written.term, course=written.course, derivation=changed)
        assert moved(PutBack(1), now).course == standing.course
    dates = {key: e for key, e in before.items() if e.kind in {Kind.RELEASE, Kind.DEADLINE}}
    back = derive(standing.term, standing.course, published={**after, **dates}, horizon=horizon)
    assert {entry.key: entry for entry in back.entries} == before
