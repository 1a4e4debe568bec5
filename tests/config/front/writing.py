"""A process that publishes: for each line that it reads, another title of the first lecture.

It answers with the title once it is published, and ends with its input.
"""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from courses.models import Course, Lecture  # noqa: E402
from schedule.publishing import publish  # noqa: E402

course = Course.objects.get(slug="6.5940")
sys.stdout.write("ready\n")
sys.stdout.flush()
for line in sys.stdin:
    title = line.strip()
    Lecture.objects.filter(course=course, key="lecture-1").update(title=title)
    publish(course)
    sys.stdout.write(f"{title}\n")
    sys.stdout.flush()
