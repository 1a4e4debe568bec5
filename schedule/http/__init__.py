"""Answers over HTTP: made once, kept, given again while they hold; and what is said when that fails."""
