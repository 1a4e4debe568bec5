"""Columns of a day: sessions never cover one another, whatever the day is like."""

from hypothesis import example, given
from hypothesis import strategies as st

from schedule.pages.columns import DAY_ENDS, Block, Place, arrange

blocks = st.builds(
    lambda start, length: Block.drawn(start, start + length),
    st.integers(0, DAY_ENDS - 1),
    st.integers(0, DAY_ENDS),
)
days = st.lists(blocks, max_size=14)


def columns_of(place):
    """Return the thirds of its cluster, in sixths of the day's width, that a place covers."""
    width = 6 // place.columns
    return set(range(place.column * width, (place.column + place.span) * width))


@given(days)
@example([Block(900, 90), Block(960, 60), Block(990, 60)])
def test_no_two_sessions_overlap_as_drawn(day):
    places, more = arrange(day)
    drawn = [(block, columns_of(place)) for block, place in zip(day, places, strict=True) if place]
    drawn += [(each.block, columns_of(Place(2, 3))) for each in more]
    for n, (block, columns) in enumerate(drawn):
        for other, other_columns in drawn[n + 1 :]:
            assert not (block.meets(other) and columns & other_columns)


@given(days)
def test_every_session_is_drawn_or_counted(day):
    places, more = arrange(day)
    assert sum(place is None for place in places) == sum(each.count for each in more)
    assert len(places) == len(day)


@given(days)
def test_places_stay_inside_the_day(day):
    places, _ = arrange(day)
    for place in filter(None, places):
        assert 0 <= place.column < place.column + place.span <= place.columns <= 3


@given(st.integers(0, DAY_ENDS - 1), st.integers(0, 2 * DAY_ENDS))
def test_a_block_has_steps_of_five_and_a_height_to_read(start, end):
    block = Block.drawn(start, end)
    assert block.start % 5 == block.length % 5 == 0
    assert block.length >= 20
    assert block.end <= DAY_ENDS


@given(days)
def test_a_session_alone_has_the_whole_width(day):
    places, _ = arrange(day)
    for n, (block, place) in enumerate(zip(day, places, strict=True)):
        if not any(block.meets(other) for m, other in enumerate(day) if m != n):
            assert place == Place(0, 1, 1)


def test_a_session_widens_over_columns_that_stay_free():
    day = [Block(600, 60), Block(600, 60), Block(600, 120), Block(660, 60)]
    places, more = arrange(day)
    assert more == []
    assert places == [Place(1, 3), Place(2, 3), Place(0, 3), Place(1, 3, 2)]


def test_touching_sessions_are_no_overlap():
    places, _ = arrange([Block(600, 60), Block(660, 60)])
    assert places == [Place(), Place()]


def test_of_more_than_three_columns_two_are_shown():
    places, more = arrange([Block(600, 60)] * 5)
    assert places == [Place(0, 3), Place(1, 3), None, None, None]
    assert [(each.block, each.count) for each in more] == [(Block(600, 60), 3)]
