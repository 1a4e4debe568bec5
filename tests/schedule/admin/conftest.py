import pytest

from tests.schedule.admin.world import World, make_world


@pytest.fixture
def world(db) -> World:
    return make_world()
