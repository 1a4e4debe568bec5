"""How a reader looks at a page."""

from dataclasses import dataclass
from datetime import date

from schedule.pages.links import Links
from schedule.wording import Clock


@dataclass(frozen=True, slots=True)
class Sight:
    """The course's local date, the zones that times are said in, and addresses that keep both."""

    today: date
    clock: Clock
    links: Links
