from datetime import UTC, date, datetime

from schedule.engine.entry import Entry, Kind

DAY = date(2023, 9, 28)
START = datetime(2023, 9, 28, 19, 35, tzinfo=UTC)
END = datetime(2023, 9, 28, 21, tzinfo=UTC)


def entry(**facts):
    return Entry(key="a", kind=Kind.LECTURE, label="A", day=DAY, **{"last_day": DAY, **facts})


def test_an_entry_is_over_at_its_end_or_else_its_start_or_else_with_its_last_day():
    assert entry(start=START, end=END).ends == END
    assert entry(start=START).ends == START
    ends = entry(last_day=date(2023, 9, 30)).ends
    assert (ends.date(), ends.tzinfo) == (date(2023, 9, 30), UTC)
