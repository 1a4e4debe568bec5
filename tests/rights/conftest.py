import pytest

from tests.schedule.admin.conftest import world

__all__ = ["world"]


@pytest.fixture(autouse=True)
def _with_mail(mail_is_on):
    """Let all addresses be there."""
