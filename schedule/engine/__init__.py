"""The planning engine: pure functions from what is written to what the calendar should say.

It imports neither Django nor a row, has no clock and no settings: "now" is always an argument.
"""
