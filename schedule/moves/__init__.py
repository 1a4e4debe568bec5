"""Moves: what staff do to a plan, as values. Content in, content out; no clock, no database.

`moved(NoClass(on, "Snow day", Then.MERGE), standing)` returns what is then written, or raises
`MoveError` with words for a person at the field that is wrong.
"""

from schedule.moves.base import Move, Need, Written, moved
from schedule.moves.dates import ExtendDeadlines, SetDates, dates_of_coursework
from schedule.moves.days import FollowWeekday, NoClass, Then
from schedule.moves.editions import Discard, PutBack
from schedule.moves.errors import MoveError
from schedule.moves.fates import CancelLecture, RestoreLecture
from schedule.moves.fitting import check_fits, unfit
from schedule.moves.holding import HoldClass
from schedule.moves.merging import MergeLecture, UnmergeLecture
from schedule.moves.outline import InsertLecture, MoveLecture, Step, SwapLectures
from schedule.moves.pins import MakeUpClass, PinLecture, UnpinLecture
from schedule.moves.rooms import ChangeRoom
from schedule.moves.standing import Standing

__all__ = [
    "CancelLecture",
    "ChangeRoom",
    "Discard",
    "ExtendDeadlines",
    "FollowWeekday",
    "HoldClass",
    "InsertLecture",
    "MakeUpClass",
    "MergeLecture",
    "Move",
    "MoveError",
    "MoveLecture",
    "Need",
    "NoClass",
    "PinLecture",
    "PutBack",
    "RestoreLecture",
    "SetDates",
    "Standing",
    "Step",
    "SwapLectures",
    "Then",
    "UnmergeLecture",
    "UnpinLecture",
    "Written",
    "check_fits",
    "dates_of_coursework",
    "moved",
    "unfit",
]
