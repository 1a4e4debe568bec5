"""The app that holds what people write."""

from django.apps import AppConfig
from django.apps import apps as registry
from django.apps.registry import Apps
from django.db import connections
from django.db.models.signals import post_migrate


class CoursesConfig(AppConfig):
    """Terms, courses and what they hold."""

    name = "courses"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the database watch its tables as soon as it has them."""
        post_migrate.connect(_watch, sender=self)


def _watch(*, using: str, apps: Apps = registry, **_kwargs: object) -> None:
    from courses.models import site_revision  # noqa: PLC0415 - the app is not loaded before

    if "siterevision" in apps.all_models["courses"]:
        site_revision.watch(connections[using], *site_revision.WATCHED)
