"""Planning with the database: a move as a preview, and applied.

`preview(course, move)` tells what a move would do; `apply(course, move, by=…, token=…)` does that,
or nothing. The moves themselves are values, in `schedule.moves`.
"""

from schedule.planning.applying import Applied, PreviewOutdatedError, apply
from schedule.planning.audience import Audience, audience_of
from schedule.planning.outlook import Outlook, look
from schedule.planning.preview import Preview, Row, draw, preview

__all__ = [
    "Applied",
    "Audience",
    "Outlook",
    "Preview",
    "PreviewOutdatedError",
    "Row",
    "apply",
    "audience_of",
    "draw",
    "look",
    "preview",
]
