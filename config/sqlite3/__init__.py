"""Django's SQLite, with an eye on the file."""
