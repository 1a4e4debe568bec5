"""The settings of the tests: Lectern's own, apart from the developer's data, and without what only costs time."""

import os
import tempfile
from pathlib import Path

_folder = Path(tempfile.gettempdir()) / f"lectern-tests-{os.getuid()}"
_folder.mkdir(mode=0o700, exist_ok=True)

_OWN = ("ALLOWED_HOSTS", "BEHIND_PROXY", "DEBUG", "HOST", "PORT", "PUBLIC_URL", "SECRET_KEY")
_OF_MAIL = ("EMAIL_URL", "MAIL_FROM", "MAIL_LEASE", "MAIL_TIMEOUT", "TRUSTED_PROXIES")
for _name in (*_OWN, *_OF_MAIL, *(name for name in os.environ if name.startswith("SIGN_UPS_"))):
    # What the developer has set for a running site must not decide whether tests pass.
    os.environ.pop(_name, None)
os.environ["DATA_DIR"] = str(_folder)

from config.settings import *  # noqa: E402, F403
from config.settings import DATABASES, STORAGES  # noqa: E402

# Pages are asked for without a collected manifest; finders serve what stands in static/.
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
FETCHES_WRITTEN_EVERY = 0
HISTORY_IS_GUARDED = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

if "sqlite3" in DATABASES["default"]["ENGINE"]:
    # A file, as in production: threads of a test then lock one another as processes do.
    # The run's own name lets two runs go on at once.
    _run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))[:8]
    DATABASES["default"]["TEST"] = {"NAME": _folder / f"test-{_run}.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] += "; PRAGMA synchronous=OFF"
    # Fifty threads that write at once wait for one another, on a slow machine for long.
    DATABASES["default"]["OPTIONS"]["timeout"] = 600
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 0
