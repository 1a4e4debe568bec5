"""The app that holds what follows from it."""

from django.apps import AppConfig
from django.apps import apps as registry
from django.apps.registry import Apps
from django.db import connections
from django.db.models.signals import post_migrate


class ScheduleConfig(AppConfig):
    """Editions and the published calendar."""

    name = "schedule"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the database watch the tables of personal calendars as soon as it has them."""
        post_migrate.connect(_watch, sender=self)


def _watch(*, using: str, apps: Apps = registry, **_kwargs: object) -> None:
    from courses.models import site_revision  # noqa: PLC0415 - the app is not loaded before
    from schedule.models import calendar  # noqa: PLC0415

    if {"personalcalendar", "calendarcourse"} <= apps.all_models["schedule"].keys():
        site_revision.watch(connections[using], *calendar.WATCHED)
