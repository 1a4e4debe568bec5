from schedule.engine.diff import apply
from schedule.engine.entry import Status
from tests.engine.builders import (
    OFFICE_HOURS,
    derived,
    entry_of,
    make_course,
    make_term,
    on,
    published,
    sep,
)


def office_hours(**changes):
    return make_course(0, meetings=[{**OFFICE_HOURS, **changes}])


def standing(made):
    return [
        (f"{entry.day:%d}", f"{entry.start.astimezone(make_term().zone):%H:%M}", entry.status)
        for entry in made.entries
    ]


def test_each_day_of_an_office_hour_has_an_entry_by_its_original_date():
    made = derived(office_hours())
    assert [entry.key for entry in made.entries] == [
        "oh-2023-09-07",
        "oh-2023-09-14",
        "oh-2023-09-21",
        "oh-2023-09-28",
    ]
    entry = entry_of(made, "oh-2023-09-07")
    assert (entry.label, entry.parent, entry.start, entry.end, entry.room) == (
        "Office hour",
        "oh",
        sep(7, 17),
        sep(7, 18),
        "38-344",
    )


def test_a_recitation_is_called_so_and_a_meetings_own_title_stands_before():
    for facts, label in (
        ({"kind": "recitation", "section": "R2"}, "Recitation"),
        ({"title": "Julia help desk"}, "Julia help desk"),
    ):
        entry = entry_of(derived(office_hours(**facts)), "oh-2023-09-07")
        assert (entry.label, entry.note) == (label, facts.get("section", ""))


def test_a_day_that_is_not_held_is_cancelled_with_the_reason():
    off = {"key": "off", "day": "2023-09-14", "held": False, "reason": "Conference."}
    entry = entry_of(derived(office_hours(exceptions=[off])), "oh-2023-09-14")
    assert (entry.status, entry.reason) == (Status.CANCELLED, "Conference.")


def test_a_day_without_class_has_none():
    free = [{"key": "free", "title": "Holiday", "day": "2023-09-14"}]
    made = derived(make_course(0, meetings=[OFFICE_HOURS], no_class_days=free))
    assert "oh-2023-09-14" not in {entry.key for entry in made.entries}


def test_a_day_at_another_time_keeps_its_key():
    moved = {"key": "late", "day": "2023-09-14", "start": "18:30", "room": "32-123"}
    entry = entry_of(derived(office_hours(exceptions=[moved])), "oh-2023-09-14")
    assert (entry.start, entry.end, entry.room) == (sep(14, 18, 30), sep(14, 19, 30), "32-123")


def test_past_days_stay_when_the_pattern_changes_and_it_has_no_new_ones_in_the_past():
    before = published(office_hours())
    changed = office_hours(weekdays=["wed"], start="09:00", end="10:00")
    made = derived(changed, published=before, horizon=sep(15))
    assert sorted(standing(made)) == [
        ("07", "17:00", "confirmed"),
        ("14", "17:00", "confirmed"),
        ("20", "09:00", "confirmed"),
        ("27", "09:00", "confirmed"),
    ]


def test_past_days_stay_at_their_time_when_only_the_time_changes():
    before = published(office_hours())
    made = derived(office_hours(start="09:00", room="X"), published=before, horizon=sep(15))
    assert [(day, at) for day, at, _ in standing(made)] == [
        ("07", "17:00"),
        ("14", "17:00"),
        ("21", "09:00"),
        ("28", "09:00"),
    ]
    assert entry_of(made, "oh-2023-09-14") == before["oh-2023-09-14"]


def test_past_days_stay_when_the_meeting_is_taken_out():
    before = published(office_hours())
    made = derived(make_course(0, meetings=[]), published=before, horizon=sep(15))
    assert [day for day, _, _ in standing(made)] == ["07", "14"]
    assert [change.kind for change in made.changes] == ["removed", "removed"]


def test_a_past_day_that_turns_out_to_be_without_class_is_removed_and_can_come_back():
    before = published(office_hours())
    free = [{"key": "free", "title": "Snow", "day": "2023-09-14"}]
    snowed = make_course(0, meetings=[OFFICE_HOURS], no_class_days=free)
    gone = derived(snowed, published=before, horizon=sep(15))
    assert [(change.kind, change.key) for change in gone.changes] == [
        ("added", "free"),
        ("removed", "oh-2023-09-14"),
    ]
    back = derived(office_hours(), published=apply(before, gone.changes), horizon=sep(15))
    assert ("restored", "oh-2023-09-14") in [(change.kind, change.key) for change in back.changes]


def test_an_exception_to_a_past_day_is_honoured():
    before = published(office_hours())
    off = {"key": "off", "day": "2023-09-14", "held": False, "reason": "Illness."}
    made = derived(office_hours(exceptions=[off]), published=before, horizon=sep(15))
    assert entry_of(made, "oh-2023-09-14").status is Status.CANCELLED
    undone = derived(office_hours(), published=apply(before, made.changes), horizon=sep(15))
    assert entry_of(undone, "oh-2023-09-14") == before["oh-2023-09-14"]


def test_an_exception_to_a_past_day_that_the_pattern_no_longer_has_is_honoured():
    before = published(office_hours())
    off = {"key": "off", "day": "2023-09-14", "held": False, "reason": "Illness."}
    changed = office_hours(weekdays=["wed"], exceptions=[off])
    made = derived(changed, published=before, horizon=sep(15))
    entry = entry_of(made, "oh-2023-09-14")
    assert (entry.status, entry.reason, entry.day) == (Status.CANCELLED, "Illness.", on(14))


def test_a_meeting_that_is_new_has_all_its_days():
    before = published(make_course(2))
    course = make_course(2, meetings=[*make_course().model_dump()["meetings"], OFFICE_HOURS])
    made = derived(course, published=before, horizon=sep(30))
    assert [change.key for change in made.changes] == [
        "oh-2023-09-07",
        "oh-2023-09-14",
        "oh-2023-09-21",
        "oh-2023-09-28",
    ]
