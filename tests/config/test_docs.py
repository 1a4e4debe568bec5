"""The documentation names all that there is, and nothing else."""

import re
from pathlib import Path

from django.conf import settings
from django.core.management import get_commands

ROOT = Path(settings.BASE_DIR)
OWN_APPS = {"config", "courses", "schedule"}


def headings(name: str) -> list[str]:
    return re.findall(r"^## (.+)$", (ROOT / "docs" / name).read_text(), re.MULTILINE)


def test_every_setting_has_its_heading():
    source = (ROOT / "config/settings.py").read_text()
    read = re.findall(
        r"environment\.(?:address|text|flag|number|words|networks|folder|secret)\(\s*\"(\w+)\"",
        source,
    )

    assert sorted(headings("settings.md")) == sorted(set(read))


def test_every_make_target_and_command_has_its_heading():
    makefile = (ROOT / "Makefile").read_text()
    targets = re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE)
    commands = [name for name, app in get_commands().items() if app in OWN_APPS]
    there = {f"make {name}" for name in targets if name != "help"}
    there |= {f"manage.py {name}" for name in commands}

    assert set(headings("commands.md")) == there


def test_every_link_of_the_readme_leads_to_a_file():
    links = re.findall(r"\]\((?!http)([^)#]+)\)", (ROOT / "README.md").read_text())

    assert [link for link in links if not (ROOT / link).exists()] == []
