"""A page of a list."""

from typing import Generic, TypeVar

from courses.api import Shape

Item = TypeVar("Item", bound=Shape)


class Page(Shape, Generic[Item]):
    """A page of a list, in an order that does not change while the list does not."""

    count: int
    """How many there are in all."""
    next: str | None
    """The address of the next page; null on the last one."""
    items: tuple[Item, ...]
