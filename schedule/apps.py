"""The app that holds what follows from it."""

from django.apps import AppConfig


class ScheduleConfig(AppConfig):
    """Editions and the published calendar."""

    name = "schedule"
    default_auto_field = "django.db.models.BigAutoField"
