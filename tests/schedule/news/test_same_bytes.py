"""The feeds of MIT 6.5940, byte for byte: the same in every process and on every database.

After an intended change, write them anew:
LECTERN_WRITE_EXAMPLES=1 pytest -n0 tests/schedule/news/test_same_bytes.py
"""

import os
from pathlib import Path

import pytest
import time_machine

from tests.schedule.api.mit import publish_mit
from tests.schedule.news.readers import read

FEEDS = {
    "changes.atom": "changes.atom",
    "changes-ar.atom": "changes.atom?language=ar",
    "announcements.atom": "announcements.atom",
}


@pytest.mark.parametrize("name", FEEDS)
def test_a_feed_has_the_bytes_that_are_kept_here(client, db, settings, name):
    settings.PUBLIC_URL = "https://lectern.example.edu"
    publish_mit()
    with time_machine.travel("2024-01-20T12:00:00-05:00", tick=False):
        response = client.get(f"/2023-fall/6.5940/{FEEDS[name]}")
    kept = Path(__file__).with_name(name)
    if os.environ.get("LECTERN_WRITE_EXAMPLES"):
        kept.write_bytes(response.content)
    assert response.content.decode() == kept.read_text(encoding="utf-8")
    assert len(read(response).entries) in {2, 3}
