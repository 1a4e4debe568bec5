import pytest
from django.utils import timezone

from schedule.models import Sender
from tests.schedule.admin.conftest import world

__all__ = ["world"]


@pytest.fixture(autouse=True)
def _with_mail(mail_is_on, db):
    """Let all addresses be there, and a sender be at work."""
    Sender.objects.create(ran_at=timezone.now())
