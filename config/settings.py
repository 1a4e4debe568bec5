"""All settings, from environment variables; docs/settings.md describes each of them."""

from pathlib import Path
from typing import Any

import django_stubs_ext
from csp.constants import NONE, SELF

from config import environment
from config.build import build_id
from config.database import database
from config.post import mail_server, sender_at

# Lets `ModelAdmin[Course]` and the like stand in code that runs, as the type checker wants them.
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
LECTERN_BUILD = build_id(BASE_DIR)

# Where it runs
DATA_DIR = environment.folder("DATA_DIR", default=BASE_DIR / "data")
HOST = environment.text("HOST", "127.0.0.1")
PORT = environment.number("PORT", 8000, low=1, high=65535)
WORKERS = environment.number("WORKERS", 2, low=1, high=64)
THREADS = environment.number("THREADS", 1, low=1, high=16)
_public = environment.address("PUBLIC_URL", f"http://127.0.0.1:{PORT}")
PUBLIC_URL = _public.geturl().rstrip("/")
BEHIND_PROXY = environment.flag("BEHIND_PROXY")
TRUSTED_PROXIES = environment.networks("TRUSTED_PROXIES", default="127.0.0.1, ::1")
# What tells who asks; Lectern's own apps know it by this name alone.
CLIENT_ADDRESS = "config.proxy.client_address"
DEBUG = environment.flag("DEBUG")
SECRET_KEY = environment.secret("SECRET_KEY", file=DATA_DIR / "secret_key")
SECRET_KEY_FALLBACKS = environment.words("SECRET_KEY_FALLBACKS")
FETCHES_WRITTEN_EVERY = 60  # seconds; what programs fetched meanwhile is known to one process only
PAGE_CACHE_BYTES = environment.number("PAGE_CACHE_BYTES", 64 * 2**20, low=0, high=2**40)

_https = _public.scheme == "https"
ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS") or sorted(
    {_public.hostname or "localhost", "localhost", "127.0.0.1", "[::1]"}
)
CSRF_TRUSTED_ORIGINS = [f"{_public.scheme}://{_public.netloc}"] if _public.netloc else []

# What it is made of
INSTALLED_APPS = [
    # Before Lectern's own, which takes their pages out of the admin.
    "django_otp",
    "django_otp.plugins.otp_static",
    "django_otp.plugins.otp_totp",
    "config.apps.LecternConfig",
    "schedule",
    "courses",
    "config.apps.StaffAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    # Before staticfiles, so that runserver leaves static files to WhiteNoise, as the real server does.
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "axes",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.policy.PolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "config.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # Last, as it needs everything above to answer a locked-out login.
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "config.urls"
CSRF_FAILURE_VIEW = "schedule.views.errors.csrf_failure"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Data
DATABASES = {
    "default": database(environment.text("DATABASE_URL"), default=DATA_DIR / "lectern.sqlite3"),
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# The database refuses to delete the history; only tests, which empty all tables, let it.
HISTORY_IS_GUARDED = True

# Language and time: instants are kept in UTC, a course speaks its term's zone.
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("de", "Deutsch"),
    ("es", "Español"),
    ("fr", "Français"),
    ("zh-hans", "简体中文"),
    ("ja", "日本語"),
    ("ar", "العربية"),
]
LANGUAGE_COOKIE_NAME = "language"
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# Mail: sent where EMAIL_URL names a server, else not offered.
_post = mail_server(environment.text("EMAIL_URL"))
MAIL_IS_ON = _post is not None
EMAIL_HOST = _post.host if _post else ""
EMAIL_PORT = _post.port if _post else 0
EMAIL_HOST_USER = _post.user if _post else ""
EMAIL_HOST_PASSWORD = _post.password if _post else ""
EMAIL_USE_TLS = bool(_post and _post.starts_tls)
EMAIL_USE_SSL = bool(_post and _post.is_tls)
EMAIL_TIMEOUT = environment.number("MAIL_TIMEOUT", 20, low=1, high=25)  # seconds, for one message
MAIL_LEASE = environment.number("MAIL_LEASE", 300, low=2, high=86_400)  # seconds
DEFAULT_FROM_EMAIL = environment.text("MAIL_FROM", sender_at(_public.hostname or "localhost"))
SIGN_UPS_AN_ADDRESS_A_DAY = environment.number("SIGN_UPS_AN_ADDRESS_A_DAY", 3, low=1, high=1_000)
SIGN_UPS_A_NETWORK_AN_HOUR = environment.number(
    "SIGN_UPS_A_NETWORK_AN_HOUR", 300, low=1, high=1_000_000
)
SIGN_UPS_AN_HOUR = environment.number("SIGN_UPS_AN_HOUR", 2_000, low=1, high=1_000_000)

# Static files: collected once, with a hash in each name, and served from here for a year.
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = DEBUG
# Nothing is read from other sites' pages, so no other origin is let in.
WHITENOISE_ALLOW_ALL_ORIGINS = False

# Who may come in
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "admin:login"
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
# One name from one address: a guesser elsewhere cannot lock the real person out.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = CLIENT_ADDRESS
AXES_VERBOSE = False
# Who tries again too early does not wait longer than was said.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_CALLABLE = "config.signin.views.locked_out"
OTP_TOTP_ISSUER = f"Lectern {_public.hostname or ''}".strip()

# What a browser is told
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    },
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if _https else 0
SECURE_SSL_REDIRECT = _https and BEHIND_PROXY
# A monitor on the machine itself asks without the proxy.
SECURE_REDIRECT_EXEMPT = [r"^healthz(/mail)?$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
# With https a browser takes these names from this host alone, for all of it, and over https only.
SESSION_COOKIE_NAME = "__Host-session" if _https else "session"
SESSION_COOKIE_SECURE = _https
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_AGE = 7 * 24 * 3600
CSRF_COOKIE_NAME = "__Host-csrf" if _https else "csrf"
CSRF_COOKIE_SECURE = _https
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
SILENCED_SYSTEM_CHECKS = [
    # HSTS for subdomains and the preload list concern hosts that are not Lectern's to decide on.
    "security.W005",
    "security.W021",
]

# One line for each event, to stderr, for whatever collects it.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "config.logs.Masking",
            "fmt": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        },
    },
    "filters": {
        "without_traceback": {"()": "config.logs.WithoutTraceback"},
    },
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line"},
    },
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        # Django's own handlers would say everything twice or send it by mail.
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        # Anyone may ask for any host: a line each is enough.
        "django.security.DisallowedHost": {"filters": ["without_traceback"]},
        "axes": {"level": "WARNING"},
    },
}
