"""The plan board of a course: its term in order, and what staff do to it."""
