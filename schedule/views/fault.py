"""An error that a reader can meet, in words, with ways onwards."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Way:
    """A way onwards from an error."""

    text: str
    url: str


class PageError(Exception):
    """A status, what is wrong, and what to do.

    Attributes:
        status: The HTTP status.
        title: What is wrong.
        why: What to do, or how it is right.
        ways: Ways onwards, the best one first.
        option: The option of the address that has a wrong value, if it is that.
    """

    def __init__(
        self,
        *,
        status: int,
        title: str,
        why: str = "",
        ways: tuple[Way, ...] = (),
        option: str = "",
    ) -> None:
        """Keep the words of the page."""
        super().__init__(title)
        self.status = status
        self.title = title
        self.why = why
        self.ways = ways
        self.option = option
