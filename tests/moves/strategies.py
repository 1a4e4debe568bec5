"""Moves of every kind, right and wrong ones, for a course that tests draw."""

from datetime import timedelta

from hypothesis import strategies as st

from courses import content
from schedule import moves
from tests.engine.strategies import (
    booleans,
    clocks_or_none,
    day_clocks,
    day_near,
    few,
    reasons,
    rooms,
    weekday,
    when,
)

thens = st.sampled_from(moves.Then)
steps = st.sampled_from(moves.Step)
titles = st.sampled_from(["Snow day", "No class", "Week", "雪", "A guest: 2023-10-17", "x" * 300])
day_counts = st.integers(0, 20)


def _no_class(draw, term, course):
    return moves.NoClass(day_near(draw, term), draw(titles), draw(thens))


def _hold(draw, term, course):
    off = [day for closed in course.no_class_days for day in closed.days()]
    off += [each.day for meeting in course.meetings for each in meeting.exceptions]
    on = draw(st.sampled_from(off)) if off and draw(booleans) else day_near(draw, term)
    gone = [each.key for each in course.lectures if each.cancelled or each.merged_into]
    return moves.HoldClass(on, tuple(key for key in gone if draw(booleans)))


def _insert(draw, term, course):
    return moves.InsertLecture(
        draw(titles),
        before=draw(st.sampled_from(["", *_lectures(course)])),
        on=day_near(draw, term) if draw(booleans) else None,
        numbered=draw(booleans),
    )


def _move(draw, term, course):
    to = draw(steps) if draw(booleans) else draw(st.sampled_from(["", *_lectures(course)]))
    return moves.MoveLecture(_lecture(draw, course), to, renumber=draw(booleans))


def _swap(draw, term, course):
    one, other = _lecture(draw, course), _lecture(draw, course)
    return moves.SwapLectures(one, other, renumber=draw(booleans))


def _pin(draw, term, course):
    on = day_near(draw, term) if draw(booleans) else None
    return moves.PinLecture(_lecture(draw, course), on)


def _unpin(draw, term, course):
    return moves.UnpinLecture(_lecture(draw, course))


def _make_up(draw, term, course):
    return moves.MakeUpClass(
        _lecture(draw, course),
        day_near(draw, term),
        draw(day_clocks),
        draw(clocks_or_none),
        draw(rooms),
    )


def _cancel(draw, term, course):
    return moves.CancelLecture(_lecture(draw, course), draw(reasons))


def _restore(draw, term, course):
    return moves.RestoreLecture(_lecture(draw, course))


def _merge(draw, term, course):
    into = _lecture(draw, course) if draw(booleans) else ""
    return moves.MergeLecture(_lecture(draw, course), into)


def _unmerge(draw, term, course):
    return moves.UnmergeLecture(_lecture(draw, course))


def _room(draw, term, course):
    return moves.ChangeRoom(
        draw(st.sampled_from([meeting.key for meeting in course.meetings])),
        day_near(draw, term),
        draw(rooms),
        from_on=draw(booleans),
        reason=draw(reasons),
    )


def _follow(draw, term, course):
    return moves.FollowWeekday(day_near(draw, term), draw(weekday))


def _extend(draw, term, course):
    by_days, to = draw(day_counts), None
    if draw(booleans):
        by_days, to = None, content.Fixed(day_near(draw, term), draw(clocks_or_none))
    if draw(booleans):
        keys = [deadline.key for _, deadline in course.deadlines()] or ["lab-9-due"]
        return moves.ExtendDeadlines(tuple(keys), by_days=by_days, to=to)
    first = day_near(draw, term)
    last = first + timedelta(days=draw(few[16]) * 4)
    return moves.ExtendDeadlines(first=first, last=last, by_days=by_days, to=to)


def _dates(draw, term, course):
    keys = [key for key, _ in moves.dates_of_coursework(course)]
    chosen = [key for key in keys if draw(booleans)]
    return moves.SetDates({key: when(draw, term, _lectures(course)) for key in chosen})


KINDS = (
    _no_class,
    _hold,
    _insert,
    _move,
    _swap,
    _pin,
    _unpin,
    _make_up,
    _cancel,
    _restore,
    _merge,
    _unmerge,
    _room,
    _follow,
    _extend,
    _dates,
)
kinds = st.sampled_from(KINDS)


def _lectures(course):
    return [lecture.key for lecture in course.lectures]


def _lecture(draw, course):
    return draw(st.sampled_from([*_lectures(course), "lecture-99"]))


@st.composite
def any_moves(draw, term, course):
    """Draw a move of a course, which may be one that cannot be made."""
    return draw(kinds)(draw, term, course)
