"""How staff edit what they write: forms, inlines and lists, each within the courses one may edit.

The classes are registered by `schedule.admin`, which adds publishing to them.
"""
