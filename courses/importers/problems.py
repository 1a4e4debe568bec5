"""What is wrong in a file, said so that a person can mend it."""

from collections.abc import Iterable
from typing import NamedTuple

MAX_PROBLEMS = 100


class Problem(NamedTuple):
    """One thing that is wrong.

    Attributes:
        line: Counted from 1.
        field: The way to it, with keys: `labs[lab-1].deadlines[lab-1-due].due`. Empty for the file
            as a whole.
        message: What is wrong, and what is allowed.
    """

    line: int
    field: str
    message: str

    def __str__(self) -> str:
        """Return line, field and message, as a compiler has them."""
        return ": ".join(part for part in (str(self.line), self.field, self.message) if part)


class CourseFileError(ValueError):
    """A file that cannot be read, with every problem that was found, in the order of its lines."""

    def __init__(
        self, problems: Iterable[Problem], *, name: str = "course file", left_out: int = 0
    ) -> None:
        """Keep the first hundred problems; whoever mends those sees the rest the next time.

        Args:
            problems: What was found.
            name: What to call the file.
            left_out: How many more were found.
        """
        found = sorted(set(problems))
        self.name = name
        self.problems = tuple(found[:MAX_PROBLEMS])
        self.left_out = left_out + len(found) - len(self.problems)
        super().__init__("\n".join(self.lines()))

    def lines(self) -> list[str]:
        """Return a line `FILE:LINE: field: what, allowed` for each problem."""
        lines = [f"{self.name}:{problem}" for problem in self.problems]
        if self.left_out:
            lines.append(f"{self.name}: and {self.left_out} more problems")
        return lines
