"""Words for readers: days, times, zones, what an item is called, and what changed.

Every word goes through gettext, formats of days and times too, so that a language can put them in
its own order. Nothing here has a clock: "today" is always an argument.
"""

from schedule.wording.changes import change_phrase, change_sentence
from schedule.wording.clocks import zone_note
from schedule.wording.days import (
    date_words,
    day_range,
    day_words,
    full_day,
    long_day,
    short_day,
    weekday_name,
)
from schedule.wording.items import Item, item_name, moment_words
from schedule.wording.kinds import count_words, kind_name, kind_plural
from schedule.wording.lists import some_of
from schedule.wording.phrase import Part, Phrase, phrase
from schedule.wording.times import Clock, clock_words, span_words
from schedule.wording.zones import offset_words, short_zone, zone_name

__all__ = [
    "Clock",
    "Item",
    "Part",
    "Phrase",
    "change_phrase",
    "change_sentence",
    "clock_words",
    "count_words",
    "date_words",
    "day_range",
    "day_words",
    "full_day",
    "item_name",
    "kind_name",
    "kind_plural",
    "long_day",
    "moment_words",
    "offset_words",
    "phrase",
    "short_day",
    "short_zone",
    "some_of",
    "span_words",
    "weekday_name",
    "zone_name",
    "zone_note",
]
