"""The course page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext

from courses import content
from schedule.engine.entry import Kind
from schedule.markdown import plain
from schedule.pages.agenda import make_agenda, quiet_words
from schedule.pages.announcements import announcements_until
from schedule.pages.calendars import feed_links
from schedule.pages.dues import coming_dues, open_deadlines
from schedule.pages.facts import make_facts
from schedule.pages.materials import material_links
from schedule.pages.notices import make_notices
from schedule.pages.outline import chapter_days, chapters_of
from schedule.pages.strip import make_strip
from schedule.pages.table import make_table
from schedule.pages.weeks import Week
from schedule.views.errors import public_page
from schedule.views.visit import Context, Visit
from schedule.wording import count_words
from schedule.wording.items import with_course
from schedule.wording.joining import all_of, sentences, side_by_side
from schedule.wording.phrase import fill

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

ANNOUNCED = 4
VIDEOS = {content.ResourceKind.VIDEO}


@public_page
def course(request: HttpRequest, term: str, course: str) -> HttpResponseBase:
    """Show a course: facts, strip, this week, deadlines, announcements, schedule."""
    visit = Visit.of(request, term, course)
    return visit.serve("course", lambda: _context(visit))


def _context(visit: Visit) -> Context:
    reading, sight, slug = visit.reading, visit.sight, visit.row.slug
    written, events = reading.content, reading.by_key
    week = Week.of(sight.today)
    deadlines = [event for event in reading.events if event.kind == Kind.DEADLINE]
    announcements = announcements_until(written, slug, sight)
    groups = make_table(written, events, sight)
    links = sight.links
    urls = {each: links.to("week", slug, str(each)) for each in visit.span.weeks}
    return {
        "layout": visit.layout(
            "course",
            side_by_side(with_course(written.title, written.number), reading.term.name),
            description=plain(written.description)[:200],
        ),
        "course": written,
        "term": reading.term,
        "also": side_by_side(*written.also_numbers),
        "facts": make_facts(written, reading.term),
        "strip": make_strip(
            reading.events,
            visit.span,
            sight,
            urls=urls,
            chapters=chapter_days(written, events, ""),
        ),
        "notices": make_notices(
            visit.changes, events, slug, sight, newest=visit.row.edition_number
        ),
        "week": week,
        "week_number": visit.span.number(week),
        "week_url": links.to("week", slug, str(visit.span.nearest(sight.today))),
        "agenda": make_agenda(week, visit.happenings, sight),
        "quiet": quiet_words(visit.happenings, sight.today),
        "dues": coming_dues(deadlines, slug, sight),
        "deadline_count": len(deadlines),
        "open_deadlines": open_deadlines(written.labs, events, slug, sight),
        "deadlines_url": links.to("deadlines", slug),
        "announcements": announcements[:ANNOUNCED],
        "announcement_count": len(announcements),
        "announcements_url": links.to("announcements", slug),
        "changes_url": links.to("changes", slug),
        "groups": groups,
        "has_today": any(row.is_first_today for group in groups for row in group.rows),
        "chapters": list(chapters_of(written).values()),
        "feed": feed_links(visit.feed_address, name=written.number),
        "feed_words": _feed_words(visit),
        "subscribe_url": links.to("subscribe", slug),
        "videos": _videos(visit),
        "resources": material_links(written.resources),
        "resource_links": any(resource.url for resource in written.resources),
    }


def _feed_words(visit: Visit) -> str:
    """Return what the feed holds: One link with 26 lectures and 8 deadlines."""
    counts = {
        kind: sum(event.kind == kind for event in visit.reading.events)
        for kind in (Kind.LECTURE, Kind.DEADLINE)
    }
    words = [count_words(kind, count) for kind, count in counts.items() if count]
    ahead = gettext("When a date changes here, it changes there.")
    if not words:
        return sentences(gettext("One link for all dates."), ahead)
    return sentences(fill(gettext("One link with {things}."), things=all_of(words)), ahead)


def _videos(visit: Visit) -> list[tuple[str, str, str]]:
    """Return the lectures that have a recording: number, title, address."""
    found = []
    for lecture in visit.reading.content.lectures:
        video = next((r for r in lecture.resources if r.kind in VIDEOS and r.url), None)
        if video is not None:
            number = "" if lecture.number is None else str(lecture.number)
            found.append((number, lecture.title, video.url))
    return found
