"""The app that holds what people write."""

from django.apps import AppConfig
from django.apps import apps as registry
from django.apps.registry import Apps
from django.db import connections
from django.db.models import Model
from django.db.models.signals import post_migrate, pre_migrate


class CoursesConfig(AppConfig):
    """Terms, courses and what they hold."""

    name = "courses"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the database watch its tables as soon as it has them."""
        pre_migrate.connect(_unwatch, sender=self)
        post_migrate.connect(_watch, sender=self)


def _watch(*, using: str, apps: Apps = registry, **_kwargs: object) -> None:
    from courses.models import recording, site_revision  # noqa: PLC0415 - not loaded before

    if "siterevision" in apps.all_models["courses"]:
        site_revision.watch(connections[using], *site_revision.WATCHED)
    if "deed" in apps.all_models["courses"]:
        recording.start_recording(connections[using], *_recorded(apps))


def _unwatch(*, using: str, apps: Apps = registry, **_kwargs: object) -> None:
    from courses.models import recording  # noqa: PLC0415 - not loaded before

    recording.stop_recording(connections[using], *_recorded(apps))


def _recorded(apps: Apps) -> list[type[Model]]:
    """Return the models that staff write: all but those that the database itself does."""
    models = apps.all_models["courses"]
    return [model for name, model in models.items() if name not in {"deed", "siterevision"}]
