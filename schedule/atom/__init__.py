"""The Atom serialiser: values in, text out (RFC 4287 and RFC 5005).

It knows no database, no settings and no clock, and draws nothing at random: the same values give
the same bytes.
"""

from schedule.atom.document import document
from schedule.atom.values import Category, Entry, Feed

__all__ = ["Category", "Entry", "Feed", "document"]
