"""Personal calendars: what they hold, and who fetched them when, by which program."""
