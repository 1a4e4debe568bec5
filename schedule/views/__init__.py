"""The public pages. Each view fetches, guards, acts and answers."""
