"""The app that holds what people write."""

from django.apps import AppConfig


class CoursesConfig(AppConfig):
    """Terms, courses and what they hold."""

    name = "courses"
    default_auto_field = "django.db.models.BigAutoField"
