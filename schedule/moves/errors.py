"""What is said where a move cannot be made."""

from typing import NoReturn


class MoveError(Exception):
    """A move that cannot be made as it was asked for; nothing was changed.

    Attributes:
        field: The field of the move that is wrong, by its name; for dates that are set the item's
            key. Empty where it is no single one.
        message: What is wrong and what to do, in sentences for a person.
    """

    def __init__(self, field: str, message: str) -> None:
        """Say what is wrong, and at which field."""
        super().__init__(message)
        self.field = field
        self.message = message


def refuse(field: str, message: str) -> NoReturn:
    """Say that a move cannot be made.

    Raises:
        MoveError: Always.
    """
    raise MoveError(field, message)
