"""What stands in YAML as it is."""


class Bare(str):
    """A number, a date or a truth value as YAML writes it, never quoted."""

    __slots__ = ()
