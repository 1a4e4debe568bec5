"""The WSGI application that the server calls: kept answers, then Django and WhiteNoise behind it."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

django = get_wsgi_application()

# These need the settings, which Django has read now.
from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402

from config.front import Front, watch_of  # noqa: E402

application = Front(django, watch_of(connection), limit=settings.PAGE_CACHE_BYTES)
