"""Mail as staff see it: a course's page in numbers, and the ledger for who runs the site."""
