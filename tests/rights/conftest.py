from tests.schedule.admin.conftest import world

__all__ = ["world"]
