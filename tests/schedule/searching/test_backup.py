"""What can be found is found after a backup was put back, also one of an older version."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import call_command

from config import backup
from courses.models import Course, Term
from schedule.models import Passage
from schedule.publishing import publish
from tests.factories import TermFactory, make_course
from tests.published import SUMMER
from tests.schedule.searching.conftest import found

NOW = datetime(2023, 9, 19, 14, 30, tzinfo=UTC)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def published(settings, tmp_path):
    """A course, published, and the folder of backups."""
    settings.DATA_DIR = tmp_path
    course = make_course(term=TermFactory(slug="2023-fall"), slug="6.5940", lectures=2)
    publish(course, now=SUMMER)
    return tmp_path / "backups"


def restore(path):
    call_command("restore", path, stdout=StringIO())
    return Term.objects.get(slug="2023-fall")


def test_what_was_found_is_found_and_what_came_later_is_not(published):
    path = backup.save(published, now=NOW)
    course = Course.objects.get()
    course.lectures.filter(number=2).update(title="Distillation")
    publish(course, now=SUMMER)

    term = restore(path)

    assert found(term, "topic") == ["lecture lecture-1", "lecture lecture-2"]
    assert found(term, "distillation") == []
    publish(Course.objects.get(), now=SUMMER)
    assert found(term, "topic 2") == ["lecture lecture-2"]


def test_a_backup_without_passages_has_them_written_anew(published):
    Passage.objects.all().delete()
    path = backup.save(published, now=NOW)

    assert found(restore(path), "topic 2") == ["lecture lecture-2"]
