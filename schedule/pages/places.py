"""Places as classes: scripts/placement_css.py says what each means, and how far they reach."""

from datetime import date
from typing import Final

HOUR: Final = 60
DAYS: Final = 7


def at(minute: int) -> str:
    """Return the classes of a minute of the day, a whole step of five."""
    return f"h-{minute // HOUR} m-{minute % HOUR}"


def lasting(minutes: int) -> str:
    """Return the classes of a length in minutes, a whole step of five, of at most a day."""
    return f"hours-{minutes // HOUR} minutes-{minutes % HOUR}"


def on(day: date, first: date) -> str:
    """Return the classes of a day, counted from the first Monday shown."""
    days = (day - first).days
    return f"w-{days // DAYS} d-{days % DAYS}"


def over(days: int) -> str:
    """Return the classes of a length in days."""
    return f"weeks-{days // DAYS} days-{days % DAYS}"
