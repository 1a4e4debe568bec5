"""What a student of several courses is told beforehand: clashes and piles, in words."""

from collections.abc import Sequence
from typing import Final

from django.utils.translation import gettext, ngettext

from schedule.engine.piles import Pile
from schedule.pages.clashes import Clash, Recurring, Session, Usual
from schedule.pages.sight import Sight
from schedule.wording import day_range, long_day, some_of, span_words, weekday_name
from schedule.wording.items import with_course
from schedule.wording.phrase import fill

MOST_SAID: Final = 8
MOST_NAMED: Final = 5


def clash_words(clashes: Sequence[Clash], sight: Sight) -> tuple[str, ...]:
    """Return a sentence for each clash, and one for those beyond eight."""
    zone = sight.clock.zone
    template = gettext("{first} and {second} overlap on {day}, {time}.")
    said = [
        fill(
            template,
            first=_name(clash.first),
            second=_name(clash.second),
            day=long_day(clash.day(zone)),
            time=sight.clock.own(clash.start, clash.end),
        )
        for clash in clashes[:MOST_SAID]
    ]
    if more := len(clashes) - len(said):
        template = ngettext("{n} more overlap.", "{n} more overlaps.", more)
        said.append(fill(template, n=more))
    return tuple(said)


def recurring_words(found: Sequence[Recurring]) -> tuple[str, ...]:
    """Return a sentence for each two courses that clash, and one for those beyond eight."""
    said = [_recurring(each) for each in found[:MOST_SAID]]
    if more := len(found) - len(said):
        template = ngettext(
            "{n} more pair of courses overlaps.", "{n} more pairs of courses overlap.", more
        )
        said.append(fill(template, n=more))
    return tuple(said)


def pile_words(pile: Pile) -> str:
    """Return: 4 deadlines in 48 hours, Nov 14 – 16: 6.5940, 18.303."""
    first, last = pile.days
    count, courses = len(pile.dues), some_of(pile.numbers, MOST_NAMED)
    if first == last:
        return fill(
            ngettext(
                "{n} deadline on {day}: {courses}", "{n} deadlines on {day}: {courses}", count
            ),
            n=count,
            day=long_day(first),
            courses=courses,
        )
    return fill(
        ngettext(
            "{n} deadline in 48 hours, {days}: {courses}",
            "{n} deadlines in 48 hours, {days}: {courses}",
            count,
        ),
        n=count,
        days=day_range(first, last),
        courses=courses,
    )


def _name(session: Session) -> str:
    return with_course(session.label, session.number)


def _recurring(found: Recurring) -> str:
    (first, second), count, usual = found.numbers, len(found.days), found.usual
    if usual is None:
        template = ngettext(
            "{first} and {second} overlap on {n} day.",
            "{first} and {second} overlap on {n} days, at different times.",
            count,
        )
        return fill(template, first=first, second=second, n=count)
    if count == 1:
        template = gettext("{first} and {second} overlap on one day, {day}, {time}.")
        day = long_day(found.days[0])
    else:
        template = ngettext(
            "{first} and {second} overlap on {n} day, mostly {day}, {time}.",
            "{first} and {second} overlap on {n} days, mostly {day}, {time}.",
            count,
        )
        day = weekday_name(usual.weekday)
    return fill(template, first=first, second=second, n=count, day=day, time=_time(usual))


def _time(usual: Usual) -> str:
    return span_words(usual.start, usual.end)
