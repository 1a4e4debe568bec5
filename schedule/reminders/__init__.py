"""Reminders of what is due: when to remind, and in which words. Pure: "now" is an argument.

One rule set for the API, the alarms of calendars, and mail.
"""

from schedule.reminders.due import Reminder, reminders_between
from schedule.reminders.lead import DAY_BEFORE, Lead
from schedule.reminders.morning import Morning, read_lead
from schedule.reminders.quiet import Quiet
from schedule.reminders.rules import KINDS, Rules
from schedule.reminders.text import reminder_text
from schedule.reminders.timetable import overtaken, timetable

__all__ = [
    "DAY_BEFORE",
    "KINDS",
    "Lead",
    "Morning",
    "Quiet",
    "Reminder",
    "Rules",
    "overtaken",
    "read_lead",
    "reminder_text",
    "reminders_between",
    "timetable",
]
