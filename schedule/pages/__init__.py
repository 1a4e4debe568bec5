"""What pages show: values made of events and content, so that templates only place them.

Each module is one part of a page. They are pure: no query, no clock; "today" is an argument. Words
are in the language that is active when they are made.
"""
