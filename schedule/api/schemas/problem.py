"""Problem details: what an error says (RFC 9457)."""

from typing import Literal

from courses.api import Shape


class ProblemError(Shape):
    """One thing that is wrong in a request."""

    where: Literal["query", "path"]
    """In which part of the request."""
    name: str
    """The name of the parameter."""
    detail: str
    """What is wrong, and what is allowed."""


class Problem(Shape):
    """Why there is no answer (RFC 9457)."""

    type: str
    """The address of what this kind of problem is; it tells kinds of problems apart."""
    title: str
    """What this kind of problem is called."""
    status: int
    detail: str
    """What is wrong here, and what to do."""
    instance: str
    """The path of the request."""
    errors: tuple[ProblemError, ...]
    """What is wrong with each parameter; empty where no parameter is at fault."""
