"""Announcements, from their day on, the newest first."""

from dataclasses import dataclass
from datetime import date

from courses import content
from schedule.pages.sight import Sight
from schedule.wording import date_words


@dataclass(frozen=True, slots=True)
class AnnouncementView:
    """One announcement; `text` is Markdown."""

    key: str
    url: str
    day: date
    words: str
    title: str
    text: str


def announcements_until(
    course: content.Course, slug: str, sight: Sight
) -> tuple[AnnouncementView, ...]:
    """Make the announcements of a course whose day has come."""
    come = [each for each in course.announcements if each.day <= sight.today]
    return tuple(
        AnnouncementView(
            key=each.key,
            url=sight.links.item(slug, each.key),
            day=each.day,
            words=date_words(each.day, near=sight.today),
            title=each.title,
            text=each.text,
        )
        for each in sorted(come, key=lambda each: each.day, reverse=True)
    )
