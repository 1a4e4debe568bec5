"""Materials: the links of a lecture or a piece of coursework, as the calendar shows them."""

from collections.abc import Iterable
from typing import Final

from courses import content
from schedule.engine.entry import Material

WORDS: Final = {
    content.ResourceKind.SLIDES: "Slides",
    content.ResourceKind.VIDEO: "Video",
    content.ResourceKind.LIVE_VIDEO: "Video (live)",
    content.ResourceKind.READING: "Reading",
    content.ResourceKind.DOCUMENTATION: "Documentation",
    content.ResourceKind.CODE: "Code",
    content.ResourceKind.NOTE: "Note",
}
"""What a resource without a label is called."""

HANDOUT: Final = "handout"
HANDOUT_LABEL: Final = "Handout"


def made_label(kind: str) -> str:
    """Return what a material of a kind is called where nobody gave it a label."""
    return HANDOUT_LABEL if kind == HANDOUT else WORDS[content.ResourceKind(kind)]


def materials_of(resources: Iterable[content.Resource]) -> tuple[Material, ...]:
    """Return the resources that have an address."""
    return tuple(
        Material(resource.kind.value, resource.label or WORDS[resource.kind], resource.url)
        for resource in resources
        if resource.url
    )


def materials_of_lab(lab: content.Lab) -> tuple[Material, ...]:
    """Return a piece of coursework's handout and resources."""
    resources = materials_of(lab.resources)
    if lab.handout:
        return (Material(HANDOUT, HANDOUT_LABEL, lab.handout), *resources)
    return resources
