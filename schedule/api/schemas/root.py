"""Where to start."""

from courses.api import Shape


class Root(Shape):
    """Where to start."""

    terms: str
    courses: str
    openapi: str
    """This API as an OpenAPI document."""
    docs: str
    """This API described for people."""
