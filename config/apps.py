"""The configuration as an app: its system checks and its commands."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.core import checks

from config.checks import TAG, check_configuration


class LecternConfig(AppConfig):
    """Registers the checks of the configuration."""

    name = "config"
    verbose_name = "Lectern"

    def ready(self) -> None:
        """Register the checks."""
        checks.register(check_configuration, TAG)


class StaffAdminConfig(AdminConfig):
    """Django's admin, with Lectern's own site."""

    default_site = "config.signin.site.StaffSite"
