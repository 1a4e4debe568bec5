"""Round trips of backups; on PostgreSQL too, where the suite runs there."""

import gzip
import json
import sqlite3
import stat
import time
import zipfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from io import StringIO
from itertools import count
from pathlib import Path
from threading import Event, Thread

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from config import backup
from config.backup import sqlite
from schedule.publishing import publish
from tests.factories import make_course

NOW = datetime(2023, 9, 19, 14, 30, tzinfo=UTC)

pytestmark = pytest.mark.django_db(transaction=True)
on_sqlite = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="about the file that SQLite's backup is; runs on SQLite"
)
on_postgresql = pytest.mark.skipif(
    connection.vendor == "sqlite",
    reason="about the archive that PostgreSQL's backup is; runs on PostgreSQL",
)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path / "backups"


@pytest.fixture
def live(tmp_path, monkeypatch) -> Path:
    """A database file of our own, as if it were the one that is served."""
    path = tmp_path / "served" / "lectern.sqlite3"
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as made:
        made.execute("CREATE TABLE one (number)")
    monkeypatch.setattr(sqlite, "_live", lambda: path)
    return path


def all_rows() -> dict[str, list[tuple]]:
    """Every row of every table, as the database itself gives it."""
    with connection.cursor() as cursor:
        rows = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows[table] = sorted(cursor.fetchall(), key=repr)
    return rows


def test_a_restored_database_has_every_row_under_its_old_id(folder):
    group = Group.objects.create(name="Größe 🎓 \\ \t'")
    user = User.objects.create_user("ada", first_name="")
    user.groups.add(group)
    before = all_rows()
    path = backup.save(folder, now=NOW)
    User.objects.all().delete()
    Group.objects.create(name="later")

    backup.restore(path)

    assert all_rows() == before


def test_the_next_new_row_gets_the_id_it_would_have_got(folder):
    first = User.objects.create_user("first")
    User.objects.create_user("gone").delete()
    path = backup.save(folder, now=NOW)
    for number in range(5):
        User.objects.create_user(f"later-{number}")

    backup.restore(path)

    assert User.objects.create_user("next").pk == first.pk + 2


def test_a_backup_made_while_someone_writes_holds_whole_transactions(folder):
    done = Event()

    def write() -> None:
        for number in count():
            with transaction.atomic():
                User.objects.create(username=f"user-{number}")
                Group.objects.create(name=f"group-{number}")
            if done.is_set():
                break
        connection.close()

    writer = Thread(target=write)
    writer.start()
    while not User.objects.exists():
        time.sleep(0.01)
    path = backup.save(folder, now=NOW)
    saved_at = User.objects.count()
    done.set()
    writer.join()

    backup.restore(path)

    assert 0 < User.objects.count() == Group.objects.count() <= saved_at


def test_a_backup_is_named_for_its_time_and_private(folder):
    path = backup.save(folder, now=NOW)
    again = backup.save(folder, now=NOW)

    assert path.name.startswith("lectern-20230919-143000.")
    assert again.name.startswith("lectern-20230919-143000-2.")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert sorted(folder.iterdir()) == sorted([path, again])


def test_restoring_by_command_keeps_what_was_there(folder):
    path = backup.save(folder, now=NOW)
    User.objects.create_user("late")
    out = StringIO()

    call_command("restore", path, stdout=out)

    assert not User.objects.exists()
    (kept,) = set(folder.iterdir()) - {path}
    assert f"kept as {kept}" in out.getvalue()
    call_command("restore", kept, stdout=out)
    assert User.objects.get().username == "late"


def test_a_restored_event_is_newer_to_programs_than_what_was_published_since(folder):
    course = make_course(lectures=1)
    publish(course, now=NOW)
    path, revision = backup.save(folder, now=NOW), course.revision
    course.lectures.update(title="Published and lost")
    publish(course, now=NOW + timedelta(days=1))
    lost = course.events.get()

    call_command("restore", path, stdout=StringIO())

    event = course.events.get()
    assert (event.uid, event.title) == (lost.uid, "Topic 1")
    assert event.sequence > lost.sequence
    assert event.changed_at > lost.changed_at
    assert f"\r\nSEQUENCE:{event.sequence}\r\n" in event.vevent
    assert f"\r\nLAST-MODIFIED:{event.changed_at:%Y%m%dT%H%M%SZ}\r\n" in event.vevent
    course.refresh_from_db()
    assert course.revision != revision


@pytest.mark.parametrize(
    "content",
    [b"", b"hello", gzip.compress(b"hello", mtime=0), b"\x1f\x8b\x08\x00"],
    ids=["empty", "text", "compressed text", "cut off"],
)
def test_what_is_no_backup_is_refused_and_changes_nothing(folder, tmp_path, content):
    User.objects.create_user("ada")
    path = tmp_path / "file"
    path.write_bytes(content)

    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("restore", path)

    assert User.objects.count() == 1
    assert not folder.exists()


def test_a_file_that_is_not_there_is_named():
    with pytest.raises(CommandError, match=r"There is no file nowhere\.gz"):
        call_command("restore", "nowhere.gz")


@pytest.mark.parametrize("position", [80, 200, 400])
def test_a_backup_with_one_flipped_byte_is_refused(folder, position):
    path = backup.save(folder, now=NOW)
    content = bytearray(path.read_bytes())
    content[position] ^= 0xFF
    path.write_bytes(content)

    with pytest.raises(backup.BackupError, match="damaged"):
        backup.verify(path)


def test_a_backup_of_a_newer_lectern_is_refused(folder):
    recorder = MigrationRecorder(connection)
    recorder.record_applied("courses", "9999_from_the_future")
    path = backup.save(folder, now=NOW)
    recorder.record_unapplied("courses", "9999_from_the_future")

    with pytest.raises(backup.BackupError, match=r"newer Lectern.*9999_from_the_future"):
        backup.restore(path)


def test_the_backup_command_says_where_it_wrote_and_how_to_put_it_back(settings, tmp_path):
    settings.DATA_DIR, out = tmp_path / "a site", StringIO()

    call_command("backup", stdout=out)

    (path,) = (tmp_path / "a site" / "backups").iterdir()
    assert f"Saved {path}" in out.getvalue()
    # As a shell takes it.
    assert f"make restore FILE='{path}'" in out.getvalue()
    backup.verify(path)


def test_what_a_killed_backup_left_goes_with_the_next(folder):
    left = folder / ".abc.part"
    left.mkdir(parents=True)
    (left / "copy.sqlite3").touch()

    path = backup.save(folder, now=NOW)

    assert list(folder.iterdir()) == [path]


def test_two_backups_of_one_second_are_two(folder):
    def save() -> None:
        backup.save(folder, now=NOW)
        connection.close()

    savers = [Thread(target=save) for _ in range(4)]
    for saver in savers:
        saver.start()
    for saver in savers:
        saver.join()

    assert len(list(folder.iterdir())) == len(savers)
    for path in folder.iterdir():
        backup.verify(path)


@on_sqlite
def test_a_file_that_someone_holds_is_not_damaged_and_stays(monkeypatch, live):
    monkeypatch.setattr(sqlite, "SQLITE_TIMEOUT", 0)
    with closing(sqlite3.connect(live, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            sqlite.set_aside()

    assert [path.name for path in live.parent.iterdir()] == [live.name]


@on_sqlite
def test_each_damaged_file_is_kept(live):
    for content in [b"first " * 100, b"second " * 100]:
        live.write_bytes(content)
        assert sqlite.set_aside().read_bytes() == content
    assert not live.exists()


@on_sqlite
def test_what_is_no_database_is_refused_before_it_is_unpacked(folder, tmp_path, monkeypatch):
    path = tmp_path / "large.gz"
    path.write_bytes(gzip.compress(bytes(10**7), mtime=0))
    monkeypatch.setattr(sqlite.shutil, "copyfileobj", None)

    with pytest.raises(backup.BackupError, match="holds no SQLite database"):
        backup.verify(path)


@on_sqlite
def test_damage_at_a_name_that_is_no_text_is_damage(live, tmp_path):
    with closing(sqlite3.connect(live)) as made:
        made.execute("CREATE TABLE odd_ (number)")
        made.execute("PRAGMA writable_schema = ON")
        made.execute("UPDATE sqlite_master SET sql = 'CREATE TABLE' WHERE name = 'odd_'")
        made.commit()
    live.write_bytes(live.read_bytes().replace(b"odd_", b"odd\xee"))
    path = tmp_path / "odd.gz"
    path.write_bytes(gzip.compress(live.read_bytes(), mtime=0))

    with pytest.raises(backup.BackupError, match="damaged"):
        backup.verify(path)
    assert sqlite.set_aside() == live.with_name(f"{live.name}.damaged")


def changed(path: Path, **changes: object) -> Path:
    """Write a backup of PostgreSQL anew, some of its parts or of its manifest changed."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(parts["manifest.json"])
    parts["manifest.json"] = json.dumps(manifest | changes).encode()
    for name in {name[:-5] for name in parts if name.endswith(".copy")} - {*manifest["tables"]}:
        del parts[f"{name}.copy"]
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


@on_postgresql
@pytest.mark.parametrize(
    "changes",
    [
        {"tables": []},
        {"migrations": []},
        {"sequences": {"auth_user_id_seq": None}},
        {"sequences": {"no_such_seq": [1, True]}},
    ],
)
def test_a_backup_that_does_not_fit_together_is_refused_and_changes_nothing(folder, changes):
    User.objects.create_user("ada")
    path = changed(backup.save(folder, now=NOW), **changes)
    before = all_rows()

    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("restore", path)

    assert all_rows() == before


@on_postgresql
def test_rows_that_the_database_does_not_take_are_refused_and_change_nothing(folder):
    User.objects.create_user("ada")
    path = backup.save(folder, now=NOW)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["auth_group.copy"] = b"one\ttwo\tthree\n"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)

    with pytest.raises(CommandError, match="extra data"):
        call_command("restore", path)

    assert User.objects.get().username == "ada"


@on_postgresql
def test_an_archive_whose_places_cannot_be_is_refused(folder):
    path = backup.save(folder, now=NOW)
    content = bytearray(path.read_bytes())
    # Where the directory is, in the record at the end: parts would lie before the file begins.
    content[-6:-2] = (10**9).to_bytes(4, "little")
    path.write_bytes(content)

    with pytest.raises(backup.BackupError, match="damaged"):
        backup.verify(path)


@on_postgresql
def test_what_else_is_in_an_archive_is_not_looked_at(folder):
    path = backup.save(folder, now=NOW)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("../../etc/passwd", "root")

    with pytest.raises(backup.BackupError, match="no whole backup"):
        backup.verify(path)


def test_where_there_is_no_database_yet_nothing_is_saved(folder, monkeypatch):
    monkeypatch.setattr(connection.introspection, "table_names", list)

    with pytest.raises(CommandError, match="nothing to save"):
        call_command("backup")

    assert not folder.exists()
