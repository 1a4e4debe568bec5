"""Calendar programs that we did not write, and the feeds they are given to read."""
