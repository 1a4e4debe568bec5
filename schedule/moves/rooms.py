"""Moves of a meeting to another room."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from courses import content
from schedule.engine.slot import dates_of
from schedule.engine.words import day_in_words
from schedule.moves.base import Move, Need, Written
from schedule.moves.errors import refuse
from schedule.moves.rewriting import free_key, free_keys, rewritten
from schedule.moves.standing import Standing


@dataclass(frozen=True)
class ChangeRoom(Move):
    """Another room for a meeting, on one day or from a day on.

    Attributes:
        meeting: Its key.
        on: The day, by the weekly pattern.
        room: Where it meets then.
        from_on: Whether it stays there.
        reason: Why, for readers; of one day.
    """

    meeting: str
    on: date
    room: str
    from_on: bool = False
    reason: str = ""

    @property
    def needs(self) -> Need:
        """An exception for one day; the meeting itself from a day on."""
        return Need.MEETINGS if self.from_on else Need.ITEMS

    def acts_on(self, standing: Standing) -> date:
        """Return the day."""
        del standing
        return self.on

    def summary(self, standing: Standing) -> str:
        """Return what it does in a few words."""
        del standing
        word = "from" if self.from_on else "on"
        return f"Room {self.room} {word} {day_in_words(self.on)}"

    def made(self, standing: Standing) -> Written:
        """Return the course with the room.

        A class that moves for good becomes two meetings, so that the course page says until when
        it meets where. Days of other meetings are items with UIDs of their own, made of the
        meeting's key: there the meeting has the new room, and exceptions keep the old one for the
        days before.
        """
        meeting = self._checked(standing)
        days = dates_of(meeting, standing.term)
        if not self.from_on:
            made = [self._on_one_day(meeting, standing)]
        elif self.on <= days[0]:
            made = [rewritten(meeting, room=self.room)]
        elif meeting.kind is content.MeetingKind.LECTURE:
            made = self._split(meeting, standing)
        else:
            earlier = [day for day in days if day < self.on]
            made = [rewritten(_kept_before(meeting, earlier, standing), room=self.room)]
        meetings: list[content.Meeting] = []
        for each in standing.course.meetings:
            meetings += made if each.key == meeting.key else [each]
        return Written(standing.term, rewritten(standing.course, meetings=tuple(meetings)))

    def _checked(self, standing: Standing) -> content.Meeting:
        by_key = {meeting.key: meeting for meeting in standing.course.meetings}
        meeting = by_key.get(self.meeting)
        if meeting is None:
            refuse(
                "meeting", f"There is no meeting {self.meeting} any more: choose one of the list."
            )
        if not self.room.strip():
            refuse("room", "Name the room.")
        standing.check_in_term(self.on, field="on")
        days = dates_of(meeting, standing.term)
        if self.from_on:
            if not days or self.on > days[-1]:
                refuse("on", f"It does not meet on {day_in_words(self.on)} or later.")
        elif self.on not in days:
            refuse("on", f"It does not meet on {day_in_words(self.on)}.")
        else:
            standing.check_has_class(self.on, field="on")
        if self.room.strip() == self._room_now(meeting):
            when = "then" if self.from_on else f"on {day_in_words(self.on)}"
            refuse("room", f"It meets in {self.room.strip()} {when} already.")
        return meeting

    def _room_now(self, meeting: content.Meeting) -> str:
        if self.from_on:
            return meeting.room
        there = next((each for each in meeting.exceptions if each.day == self.on), None)
        return there.room or meeting.room if there else meeting.room

    def _on_one_day(self, meeting: content.Meeting, standing: Standing) -> content.Meeting:
        there = next((each for each in meeting.exceptions if each.day == self.on), None)
        if there is None:
            key = free_key(f"{meeting.key} room", standing, otherwise="room")
            new = content.MeetingException(key=key, day=self.on, room=self.room, reason=self.reason)
            return rewritten(meeting, exceptions=(*meeting.exceptions, new))
        if not there.held:
            refuse("on", f"It is not held on {day_in_words(self.on)}.")
        changed = rewritten(there, room=self.room, reason=self.reason or there.reason)
        exceptions = [changed if each == there else each for each in meeting.exceptions]
        return rewritten(meeting, exceptions=tuple(exceptions))

    def _split(self, meeting: content.Meeting, standing: Standing) -> list[content.Meeting]:
        before = [each for each in meeting.exceptions if each.day < self.on]
        after = [each for each in meeting.exceptions if each.day >= self.on]
        ended = rewritten(
            meeting, valid_until=self.on - timedelta(days=1), exceptions=tuple(before)
        )
        begun = rewritten(
            meeting,
            key=free_key(meeting.key, standing, otherwise="class"),
            valid_from=self.on,
            room=self.room,
            exceptions=tuple(after),
        )
        return [ended, begun]


def _kept_before(
    meeting: content.Meeting, days: Sequence[date], standing: Standing
) -> content.Meeting:
    """Return a meeting with its room written at each of some days that say no other one."""
    exceptions = {each.day: each for each in meeting.exceptions}
    keys = free_keys(f"{meeting.key} room", standing, otherwise="room")
    for day in days:
        there = exceptions.get(day)
        if there is None:
            new = content.MeetingException(key=next(keys), day=day, room=meeting.room)
            exceptions[day] = new
        elif there.held and not there.room:
            exceptions[day] = rewritten(there, room=meeting.room)
    return rewritten(meeting, exceptions=tuple(exceptions.values()))
