"""Accounts, with the tests of mail that they had sent to themselves."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from courses.admin import people
from schedule.models import Mail


class AccountAdmin(people.AccountAdmin):
    """Accounts. Their tests, which nobody deletes by hand, go with them."""

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Return what goes with accounts, and what forbids it."""
        to_delete, counts, missing, protected = super().get_deleted_objects(objs, request)
        return to_delete, counts, missing - {Mail._meta.verbose_name}, protected
