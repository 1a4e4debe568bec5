"""Steps of `manage.py prepare` that were broken off."""

from django.contrib.staticfiles import finders

from config.management.commands.prepare import Command


def test_what_a_killed_start_left_half_written_of_static_files_is_written_anew(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"
    name = next(
        iter(finders.get_finder("django.contrib.staticfiles.finders.FileSystemFinder").list([]))
    )[0]
    whole = settings.BASE_DIR.joinpath("static", name).read_bytes()
    Command()._collect_static()
    file = settings.STATIC_ROOT / name
    assert file.read_bytes() == whole

    file.write_bytes(whole[: len(whole) // 2])
    (settings.STATIC_ROOT / ".build").unlink()
    Command()._collect_static()

    assert file.read_bytes() == whole
