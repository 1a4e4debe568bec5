"""Roman numerals, as chapters have them."""

from typing import Final

NUMERALS: Final = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")),
    *((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


def roman(number: int) -> str:
    """Return a number in Roman numerals, IV."""
    words = ""
    for value, sign in NUMERALS:
        count, number = divmod(number, value)
        words += sign * count
    return words
