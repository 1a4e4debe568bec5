"""A process that works on a site that is served, as staff do: for each line that it reads, one act.

It answers with a feed's path and with what the database says of its events, and ends with its input.
"""

import base64
import os
import pickle
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.utils import timezone  # noqa: E402

from courses.models import Course  # noqa: E402
from tests.clients import courses, edits  # noqa: E402
from tests.clients.published import in_feed, told_by_the_database  # noqa: E402


def act(name: str) -> tuple[str, list[Course]]:
    """Do it; return the path of the feed that it is about, and its courses."""
    if name == "year":
        made = courses.year_in_many_zones(zones=courses.HARDEST)
        return f"/2023/calendar.ics?{'&'.join(f'course={each.slug}' for each in made)}", made
    course = courses.hostile() if name == "hostile" else Course.objects.get(slug="6.5940")
    if name in edits.EDITS:
        edits.make(name, course)
    return f"{course.get_absolute_url()}calendar.ics", [course]


for line in sys.stdin:
    path, made = act(line.strip())
    told = told_by_the_database(in_feed(*made, now=timezone.now()))
    sys.stdout.write(f"{base64.b64encode(pickle.dumps((path, told))).decode()}\n")
    sys.stdout.flush()
