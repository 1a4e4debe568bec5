"""What a feed says, as values."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Category:
    """What an entry is about (section 4.2.2): a word for programs, and one for people."""

    term: str
    label: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of news (section 4.1.2).

    Attributes:
        id: A lasting IRI: an entry that changes keeps it, and no other ever has it.
        title: One line of plain text, not empty.
        url: Where it stands for people, absolute.
        published: When readers could first see it. Aware; said with the offset that it has.
        updated: When it last changed, not before that. Aware.
        html: All of it, as a fragment of safe HTML; addresses in it are absolute.
        language: The language tag of title and content; empty: the feed's.
        categories: What it is about.
    """

    id: str
    title: str
    url: str
    published: datetime
    updated: datetime
    html: str
    language: str = ""
    categories: tuple[Category, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed, or an archive of one (section 4.1.1; RFC 5005, section 4).

    Attributes:
        id: A lasting IRI, the same in all archives of the feed.
        title: One line of plain text.
        subtitle: What it is for, in plain text; may be empty.
        author: Who says what the entries say.
        author_url: The page of that one, absolute.
        language: A language tag.
        url: Where just this document is, absolute.
        page: Where the same stands for people, absolute.
        updated: When an entry of it last changed. Aware.
        entries: The newest first.
        archived: The older document that comes before this one; empty for the first.
        current: Of an archive, the feed that it is of; else empty.
        following: Of an archive, the one after it; empty for the last.
    """

    id: str
    title: str
    subtitle: str = ""
    author: str
    author_url: str
    language: str
    url: str
    page: str
    updated: datetime
    entries: tuple[Entry, ...]
    archived: str = ""
    current: str = ""
    following: str = ""
