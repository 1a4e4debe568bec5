"""Links and notes of lectures, labs and courses, as pages name them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from courses import content
from schedule.wording.joining import side_by_side
from schedule.wording.kinds import material_name

ARXIV: Final = re.compile(r"https?://arxiv\.org/(?:abs|pdf)/(?P<number>[0-9]{4}\.[0-9]{4,5})")
HANDOUT: Final = "handout"
VIDEO_HOSTS: Final = {"www.youtube.com": "YouTube", "youtu.be": "YouTube", "youtube.com": "YouTube"}


@dataclass(frozen=True, slots=True)
class MaterialLink:
    """A link, a note, or a link with a note.

    Attributes:
        key: The resource's key, the anchor on its page.
        kind: What it is.
        text: What it is called.
        url: Where it is; empty for a note.
        meta: A short remark: its arXiv number, the host it is on.
        note: Prose in Markdown.
    """

    key: str
    kind: str
    text: str
    url: str
    meta: str
    note: str

    @property
    def number(self) -> str:
        """Its number on arXiv, where it is a paper there."""
        return arxiv_number(self.url)


def material_links(resources: Iterable[content.Resource]) -> tuple[MaterialLink, ...]:
    """Return resources in the order they are written."""
    return tuple(
        MaterialLink(
            key=resource.key,
            kind=resource.kind.value,
            text=resource.label or material_name(resource.kind),
            url=resource.url,
            meta=arxiv_number(resource.url) or _place(resource),
            note=resource.note,
        )
        for resource in resources
    )


def arxiv_number(url: str) -> str:
    """Return the number of a paper on arXiv as it is cited: arXiv:2406.06608."""
    match = ARXIV.match(url)
    return f"arXiv:{match['number']}" if match else ""


def _place(resource: content.Resource) -> str:
    """Return the kind, where the label does not say it, and the host a link leads to."""
    words = []
    if resource.label:
        words.append(material_name(resource.kind))
    if resource.url:
        host = urlsplit(resource.url).hostname or ""
        words.append(VIDEO_HOSTS.get(host, host.removeprefix("www.")))
    return side_by_side(*words)
