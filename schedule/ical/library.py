"""Components as the icalendar package writes them: what is kept, serialised once at publishing.

Nobody waits for it: other forms, which a reader asked for, are written by `component.write`.
"""

from collections.abc import Iterable

import icalendar

from schedule.ical.component import Property
from schedule.ical.text import fold


def write(name: str, properties: Iterable[Property]) -> str:
    """Write a component; types and escapes are the package's, the folds are ours."""
    component = icalendar.Component.get_component_class(name)()
    for each in properties:
        component.add(each.name, each.value)
    lines = component.content_lines(sorted=False)
    return "".join(f"{fold(line)}\r\n" for line in lines if line)
