"""The composition root: settings, addresses and the WSGI application. The only place that knows both apps."""

__version__ = "0.1.0"
