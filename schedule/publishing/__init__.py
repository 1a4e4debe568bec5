"""Publishing: the reconciler between what is written and what is published.

`publish` derives the entries that should stand, compares them with the events that do, and applies
the difference in one transaction as a new edition. With nothing to change it changes nothing, to
the byte. A preview is the same code, up to the point of writing.
"""

from schedule.publishing.events import changed_events
from schedule.publishing.proposal import (
    ITEM_LISTS,
    Ground,
    Proposal,
    json_of,
    propose,
    read_ground,
    whole_seconds,
)
from schedule.publishing.publisher import (
    CourseChangedError,
    keep_day,
    publish,
    publish_proposal,
    publish_saved,
)
from schedule.publishing.restored import supersede_what_is_lost

__all__ = [
    "ITEM_LISTS",
    "CourseChangedError",
    "Ground",
    "Proposal",
    "changed_events",
    "json_of",
    "keep_day",
    "propose",
    "publish",
    "publish_proposal",
    "publish_saved",
    "read_ground",
    "supersede_what_is_lost",
    "whole_seconds",
]
