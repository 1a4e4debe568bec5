"""The entries of lectures."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from courses import content
from schedule.engine.entry import Entry, Kind, Status
from schedule.engine.materials import materials_of
from schedule.engine.placement import Placement
from schedule.engine.plan import Plan
from schedule.engine.words import label_of, name_of


def lecture_entries(
    course: content.Course, plan: Plan, published: Mapping[str, Entry]
) -> Iterator[Entry]:
    """Yield an entry for each lecture that has a date, planned or published.

    A cancelled lecture keeps its published date. One that does not fit stays when and where it is
    published until someone decides; what is written about it is brought up to date all the same.
    """
    writer = _Writer.of(course)
    for lecture in course.lectures:
        old = published.get(lecture.key)
        if old is not None and old.kind is not Kind.LECTURE:
            old = None
        placement = plan.placements.get(lecture.key)
        if lecture.cancelled:
            if old is not None:
                yield writer.cancelled(lecture, old)
        elif placement is not None:
            yield writer.placed(lecture, placement)
        elif old is not None and old.status is not Status.REMOVED:
            yield writer.unchanged(lecture, old)


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes entries with what the course says of a lecture."""

    chapters: Mapping[str, str]
    lectures: Mapping[str, content.Lecture]

    @classmethod
    def of(cls, course: content.Course) -> "_Writer":
        return cls(
            {chapter.key: chapter.title for chapter in course.chapters},
            {lecture.key: lecture for lecture in course.lectures},
        )

    def placed(self, lecture: content.Lecture, placement: Placement) -> Entry:
        together_with = ""
        if placement.together_with:
            together_with = name_of(self.lectures[placement.together_with])
        return self._entry(lecture, placement, reason=placement.reason, together_with=together_with)

    def cancelled(self, lecture: content.Lecture, old: Entry) -> Entry:
        return self._entry(lecture, old, reason=lecture.reason, status=Status.CANCELLED)

    def unchanged(self, lecture: content.Lecture, old: Entry) -> Entry:
        return self._entry(
            lecture,
            old,
            reason=old.reason,
            status=old.status,
            together_with=old.together_with,
        )

    def _entry(
        self,
        lecture: content.Lecture,
        place: Placement | Entry,
        *,
        reason: str,
        status: Status = Status.CONFIRMED,
        together_with: str = "",
    ) -> Entry:
        return Entry(
            key=lecture.key,
            kind=Kind.LECTURE,
            label=label_of(lecture),
            title=lecture.title,
            day=place.day,
            last_day=place.day,
            start=place.start,
            end=place.end,
            room=place.room,
            status=status,
            reason=reason,
            chapter=self.chapters.get(lecture.chapter, ""),
            together_with=together_with,
            note=lecture.lecturer,
            materials=materials_of(lecture.resources),
            description=lecture.description,
        )
