"""Commands on term files and course files."""
