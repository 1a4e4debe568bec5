"""Back to what an edition said, and a day that follows another weekday."""

import pytest

from courses.content import Visibility, Weekday
from schedule.moves import Discard, FollowWeekday, MoveError, Need, PutBack, moved
from tests.engine.builders import days, make_course, make_term, on
from tests.engine.strategies import edited
from tests.moves.standing import after, stand

SWAP = {"key": "swap", "day": "2023-09-13", "follows": "tue"}


def test_an_edition_is_put_back_but_not_who_finds_the_course_where():
    then = make_course(2)
    now = make_course(
        3, title="Another", slug="6.5940-x", department="eecs", visibility=Visibility.STAFF
    )
    standing = stand(now, editions={1: then, 2: now})
    assert moved(PutBack(1), standing).course == edited(
        then, slug="6.5940-x", department="eecs", visibility=Visibility.STAFF
    )
    assert PutBack(1).needs is Need.UNDO


def test_what_is_not_published_is_discarded():
    published = make_course(2)
    standing = stand(make_course(3), editions={1: make_course(1), 2: published})
    assert moved(Discard(), standing).course == published


@pytest.mark.parametrize(
    ("move", "editions", "field", "words"),
    [
        (PutBack(7), {1: make_course(2)}, "edition", "There is no edition 7"),
        (PutBack(1), {1: make_course(2)}, "", "would change nothing"),
        (Discard(), {1: make_course(2)}, "", "nothing to discard"),
        (Discard(), {}, "", "never published"),
    ],
)
def test_what_cannot_be_put_back_is_said(move, editions, field, words):
    with pytest.raises(MoveError, match=words) as caught:
        moved(move, stand(make_course(2), editions=editions))
    assert caught.value.field == field


def test_a_day_swap_is_the_terms_and_gives_or_takes_a_class_day():
    standing = stand(make_course(3))
    move = FollowWeekday(on(6), Weekday.TUESDAY)
    assert days(after(standing, move)) == {"1": "09-05", "2": "09-06", "3": "09-07"}
    away = FollowWeekday(on(7), Weekday.MONDAY)
    assert days(after(standing, away)) == {"1": "09-05", "2": "09-12", "3": "09-14"}
    assert moved(move, standing).course == standing.course
    assert move.needs is Need.TERM


def test_a_swap_is_changed_and_taken_away():
    standing = stand(make_course(3), term=make_term(day_swaps=[SWAP]))
    (changed,) = moved(FollowWeekday(on(13), Weekday.FRIDAY), standing).term.day_swaps
    assert (changed.key, changed.follows) == ("swap", Weekday.FRIDAY)
    assert moved(FollowWeekday(on(13), Weekday.WEDNESDAY), standing).term.day_swaps == ()


@pytest.mark.parametrize(
    ("move", "field", "words"),
    [
        (FollowWeekday(on(4), Weekday.FRIDAY), "on", "before the term begins"),
        (FollowWeekday(on(6), Weekday.WEDNESDAY), "weekday", "Wed Sep 6 is a Wednesday already"),
    ],
)
def test_a_swap_that_cannot_be_is_said_at_the_field(move, field, words):
    with pytest.raises(MoveError, match=words) as caught:
        moved(move, stand(make_course(3)))
    assert caught.value.field == field
