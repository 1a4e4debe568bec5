"""What is new in a course, for feed readers: its change log and its announcements as Atom feeds.

They tell what the pages tell, in the same words, and answer as calendars do.
"""
