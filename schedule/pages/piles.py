"""What is still due on pages of several courses, to find the piles of it."""

from collections.abc import Iterable
from datetime import date
from zoneinfo import ZoneInfo

from schedule.engine.entry import Kind, Status
from schedule.engine.piles import Due, local_time
from schedule.pages.happenings import Happening


def standing_dues(happenings: Iterable[Happening], zone: ZoneInfo, *, since: date) -> list[Due]:
    """Return what is still due, from a day on; what is cancelled is not."""
    return [
        _due_of(each, zone)
        for each in happenings
        if each.item.kind == Kind.DEADLINE
        and each.item.status == Status.CONFIRMED
        and each.item.day >= since
    ]


def _due_of(happening: Happening, zone: ZoneInfo) -> Due:
    item = happening.item
    return Due(
        at=local_time(item.day, item.start, zone),
        course=happening.course,
        key=item.key,
        day=item.day,
        number=happening.number,
    )
