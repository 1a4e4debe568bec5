"""What the documentation says of rights is what the code decides."""

from pathlib import Path

import pytest

from courses.permissions import ACTIONS_OF, Action, Role

DOCS = Path(__file__).parents[2] / "docs" / "rights.md"
COLUMNS = (Role.TEACHING_ASSISTANT, Role.INSTRUCTOR, Role.ADMINISTRATOR)


def documented():
    """Return, by action, the roles that the documentation allows it."""
    rows = {}
    for line in DOCS.read_text().splitlines():
        what, *cells = (cell.strip() for cell in line.strip("|").split("|"))
        if (name := what.partition(":")[0]) in set(Action) and len(cells) == len(COLUMNS):
            rows[name] = {role for role, cell in zip(COLUMNS, cells, strict=True) if cell == "yes"}
    return rows


WITHOUT_A_PAGE = {Action.IMPORT, Action.ROLL_OVER}
"""The documentation tells of them below its tables."""


@pytest.mark.parametrize("action", [each for each in Action if each not in WITHOUT_A_PAGE])
def test_the_documentation_allows_an_action_to_those_who_may(action):
    assert documented()[action] == {role for role in Role if action in ACTIONS_OF[role]}
