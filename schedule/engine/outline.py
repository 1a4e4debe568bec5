"""The outline: which lectures stand for themselves, which are merged, how they are numbered."""

from collections.abc import Iterable, Iterator, Sequence

from courses import content
from schedule.engine.conflict import Code, Conflict, conflict
from schedule.engine.words import name_of


def target_of(
    lecture: content.Lecture, lectures: dict[str, content.Lecture]
) -> content.Lecture | None:
    """Return the lecture that a merged one is held with, through any chain; None in a cycle."""
    seen = set()
    while lecture.merged_into:
        if lecture.key in seen:
            return None
        seen.add(lecture.key)
        lecture = lectures[lecture.merged_into]
    return lecture


def merge_conflicts(lectures: Sequence[content.Lecture]) -> Iterator[Conflict]:
    """Yield what is wrong with the lectures that are merged into others."""
    by_key = {lecture.key: lecture for lecture in lectures}
    for lecture in lectures:
        if not lecture.merged_into:
            continue
        name = name_of(lecture)
        target = target_of(lecture, by_key)
        if target is None:
            yield conflict(
                Code.MERGE_CYCLE,
                lecture.key,
                f"{name} is merged into {name_of(by_key[lecture.merged_into])}, which leads back "
                "to a lecture that is merged itself.",
                "Leave one of these lectures unmerged.",
            )
        elif target.cancelled:
            yield conflict(
                Code.MERGE_INTO_CANCELLED,
                lecture.key,
                f"{name} is merged into {name_of(target)}, which is cancelled.",
                "Merge it into a lecture that is held.",
                "Cancel it too.",
                "Give it a slot of its own: take the merging away.",
            )
        if lecture.pin:
            yield conflict(
                Code.PIN_ON_MERGED,
                lecture.key,
                f"{name} is merged into another lecture, so its pin has no effect.",
                "Take the pin away, or pin the lecture it is merged into.",
            )


def number_conflicts(lectures: Iterable[content.Lecture]) -> Iterator[Conflict]:
    """Yield gaps, doubles and steps back in the numbers; lectures without a number are fine.

    Numbers start at 0 or 1.
    """
    seen: dict[int, content.Lecture] = {}
    highest = 0
    for lecture in lectures:
        number = lecture.number
        if number is None:
            continue
        if number in seen:
            yield conflict(
                Code.NUMBER_TWICE,
                lecture.key,
                f"{lecture.key} and {seen[number].key} both have the number {number}.",
                "Give one of them another number, or none.",
            )
        elif number < highest:
            yield conflict(
                Code.NUMBER_OUT_OF_ORDER,
                lecture.key,
                f"Lecture {number} stands after lecture {highest} in the outline.",
                "Move it to its place, or give it another number.",
            )
        seen.setdefault(number, lecture)
        highest = max(highest, number)
    yield from _gaps(seen)


def _gaps(numbered: dict[int, content.Lecture]) -> Iterator[Conflict]:
    expected = 1
    for number in sorted(numbered):
        if number > expected:
            yield conflict(
                Code.NUMBER_GAP,
                numbered[number].key,
                f"{_left_out(expected, number - 1)} left out before lecture {number}.",
                "Number the lectures without a gap, or add what is missing.",
            )
        expected = number + 1


def _left_out(first: int, last: int) -> str:
    match last - first:
        case 0:
            return f"The number {first} is"
        case 1:
            return f"The numbers {first} and {last} are"
        case _:
            return f"The numbers {first} to {last} are"
