"""Durations as RFC 5545, section 3.3.6, writes them: P1D, PT15M, P1DT12H."""

import re
from datetime import timedelta
from typing import Final

_DURATION: Final = re.compile(
    r"P(?:(?P<weeks>\d{1,4})W|(?=.)(?:(?P<days>\d{1,4})D)?"
    r"(?:T(?=.)(?:(?P<hours>\d{1,5})H)?(?:(?P<minutes>\d{1,6})M)?(?:(?P<seconds>\d{1,8})S)?)?)",
    re.ASCII,
)
_UNITS: Final = (("W", 604_800), ("D", 86_400))
_TIME_UNITS: Final = (("H", 3_600), ("M", 60), ("S", 1))


def parse_duration(text: str) -> timedelta:
    """Return the length that a duration names; large and small letters are alike.

    Raises:
        ValueError: It is not a duration, or a negative one.
    """
    match = _DURATION.fullmatch(text.strip().upper())
    if match is None:
        msg = f"{text!r} is not a duration"
        raise ValueError(msg)
    return timedelta(**{unit: int(number or 0) for unit, number in match.groupdict().items()})


def format_duration(length: timedelta) -> str:
    """Return the one shortest way to write a length: PT24H and P1D are both P1D."""
    seconds = length // timedelta(seconds=1)
    for unit, size in _UNITS:
        if seconds and seconds % size == 0:
            return f"P{seconds // size}{unit}"
    days, seconds = divmod(seconds, 86_400)
    parts = []
    for unit, size in _TIME_UNITS:
        count, seconds = divmod(seconds, size)
        if count:
            parts.append(f"{count}{unit}")
    return f"P{days}DT{''.join(parts)}" if days else f"PT{''.join(parts) or '0S'}"
