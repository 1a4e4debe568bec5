import pytest
from django.db import transaction
from django.utils import timezone

from schedule.models import Sender
from tests.rights.places import ROLES, client_of, make_places
from tests.schedule.admin.conftest import world

__all__ = ["world"]


@pytest.fixture(autouse=True)
def _with_mail(mail_is_on, db):
    """Let all addresses be there, and a sender be at work."""
    Sender.objects.create(ran_at=timezone.now())


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker):
    """One world for all routes, and for each role the cookies of a browser in it."""
    with django_db_blocker.unblock(), transaction.atomic():
        world, places = make_places()
        yield places, {role: client_of(world, role).cookies for role in ROLES}
        transaction.set_rollback(True)
