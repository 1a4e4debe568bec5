"""Every public page and every state of one that differs by its markup, each with a name.

Checks of accessibility, width, markup and keyboard walk through this one list, and so does
`make screenshots`. Each page says what today is (`on=`), so that none depends on the clock. Where a
page fails for other reasons than its address, `tests.e2e.failing` has an address that does.
"""

from dataclasses import dataclass
from uuid import UUID

from schedule.mailing.links import confirm_secret, page_secret
from schedule.models import SignUp, Subscriber

TERM = "/2023-fall/"
COURSE = f"{TERM}6.5940/"
DRAFT = f"{TERM}6.1000/"
ON = "on=2023-10-31"
AFTER = "on=2024-01-20"
TWO = "course=6.5940&course=18.303"
SECRET = "the-secret-of-a-page-that-everyone-knows"
"""Of the own page of a personal calendar."""
READER = Subscriber(pk=UUID(int=1), nonce="that everyone knows", address="ada@example.edu")
ASKED, CONFIRMED = SignUp(pk=UUID(int=2)), SignUp(pk=UUID(int=3))
MAIL = f"/mail/{page_secret(READER)}/"
"""The own page of an address. The site's own key signs it, so it is another one on each machine."""
MAILED = UUID(int=4)
"""A course that there are mails about."""


@dataclass(frozen=True)
class Place:
    """Where a page is, the status it answers with, and whether only staff see it."""

    address: str
    status: int = 200
    is_for_staff: bool = False

    @property
    def path(self) -> str:
        """The address without its query."""
        return self.address.partition("?")[0]


PAGES = {
    "front": Place(f"/?{ON}"),
    "term": Place(f"{TERM}?{ON}"),
    "term-picked": Place(f"{TERM}?{TWO}&{ON}"),
    "term-over": Place(f"{TERM}?{AFTER}"),
    "search": Place(f"{TERM}search/?q=lab&{ON}"),
    "search-nothing": Place(f"{TERM}search/?q=xylophone&{ON}"),
    "search-blank": Place(f"{TERM}search/?{ON}"),
    "course": Place(f"{COURSE}?{ON}"),
    "course-over": Place(f"{COURSE}?{AFTER}"),
    "course-with-exam": Place(f"{TERM}18.303/?on=2023-11-08"),
    "course-with-two-numbers": Place(f"{TERM}18.C25/?{ON}"),
    "week": Place(f"{COURSE}week/2023-W44/?{ON}"),
    "week-extended": Place(f"{COURSE}week/2023-W39/?{ON}"),
    "week-no-class": Place(f"{COURSE}week/2023-W41/?{ON}"),
    "week-empty": Place(f"{COURSE}week/2024-W10/?{ON}"),
    "week-moved": Place(f"{TERM}18.338/week/2023-W44/?{ON}"),
    "week-exam": Place(f"{TERM}18.303/week/2023-W45/?on=2023-11-08"),
    "week-filtered": Place(f"{COURSE}week/2023-W44/?{ON}&only=lecture"),
    "week-agenda": Place(f"{COURSE}week/2023-W44/?{ON}&view=agenda&tz=Asia/Tokyo"),
    "week-of-all": Place(f"{TERM}week/2023-W44/?{ON}"),
    "week-of-two": Place(f"{TERM}week/2023-W39/?{TWO}&{ON}"),
    "deadlines-of-all": Place(f"{TERM}deadlines/?{ON}"),
    "deadlines-of-two": Place(f"{TERM}deadlines/?{TWO}&{ON}"),
    "deadlines": Place(f"{COURSE}deadlines/?{ON}"),
    "deadlines-over": Place(f"{COURSE}deadlines/?{AFTER}"),
    "changes": Place(f"{COURSE}changes/?{ON}"),
    "changes-none": Place(f"{TERM}18.C25/changes/?{ON}"),
    "announcements": Place(f"{COURSE}announcements/?{ON}"),
    "announcements-none": Place(f"{TERM}18.303/announcements/?{ON}"),
    "subscribe-to-all": Place(f"{TERM}subscribe/?{ON}"),
    "subscribe-to-two": Place(f"{TERM}subscribe/?{TWO}&{ON}"),
    "subscribe": Place(f"{COURSE}subscribe/?{ON}"),
    "subscribe-nothing-chosen": Place(f"{COURSE}subscribe/?deadlines=block&{ON}"),
    "calendars": Place(f"/calendars/?{ON}"),
    "calendars-of-two": Place(f"/calendars/?course=2023-fall/6.5940&course=2023-fall/18.303&{ON}"),
    "calendars-searched": Place(f"/calendars/?q=xylophone&{ON}"),
    "calendar-ended": Place(f"/calendars/?ended&{ON}"),
    "calendar-of-one-s-own": Place(f"/calendars/{SECRET}/?{ON}"),
    "calendar-changed": Place(f"/calendars/{SECRET}/?done=saved&{ON}"),
    "calendar-at-a-new-address": Place(f"/calendars/{SECRET}/?done=rotated&{ON}"),
    "no-such-calendar": Place("/calendars/none/", 404),
    "mail": Place(f"/mail/?{ON}"),
    "mail-of-two": Place(f"/mail/?course=2023-fall/6.5940&course=2023-fall/18.303&{ON}"),
    "mail-searched": Place(f"/mail/?q=xylophone&{ON}"),
    "mail-sent": Place("/mail/?sent=1"),
    "mail-to-confirm": Place(f"/mail/confirm/{confirm_secret(ASKED)}/"),
    "mail-confirmed": Place(f"/mail/confirm/{confirm_secret(CONFIRMED)}/"),
    "mail-of-one-s-own": Place(MAIL),
    "mail-changed": Place(f"{MAIL}?done=saved"),
    "mail-to-end": Place(f"{MAIL}end/"),
    "mail-to-end-of-a-course": Place(f"{MAIL}end/{MAILED}/"),
    "mail-of-a-course-ended": Place(f"{MAIL}end/{UUID(int=5)}/"),
    "no-such-mail": Place("/mail/none/", 404),
    "no-such-confirmation": Place("/mail/confirm/none/", 404),
    "lecture": Place(f"{COURSE}lecture-15/?{ON}"),
    "lecture-cancelled": Place(f"{COURSE}lecture-16/?{ON}"),
    "lecture-moved": Place(f"{TERM}18.338/lecture-16/?{ON}"),
    "lab": Place(f"{COURSE}lab-2/?{ON}"),
    "deadline": Place(f"{COURSE}lab-4-due/?{ON}"),
    "release": Place(f"{COURSE}lab-5-out/?{ON}"),
    "exam": Place(f"{TERM}18.303/midterm/?{ON}"),
    "office-hours": Place(f"{COURSE}office-hour-2023-11-02/?{ON}"),
    "announcement": Place(f"{COURSE}lab-5-is-out/?{ON}"),
    "no-class": Place(f"{COURSE}thanksgiving/?{ON}"),
    "unpublished": Place(DRAFT, is_for_staff=True),
    "preview": Place(f"{DRAFT}?preview&{ON}", is_for_staff=True),
    "no-such-course": Place(f"{TERM}6.5941/", 404),
    "no-such-term": Place("/2019-fall/", 404),
    "no-such-page": Place("/2023-fall/6.5940/week/now/then/", 404),
    "no-such-week": Place(f"{COURSE}week/2023-W60/", 404),
    "no-such-zone": Place(f"{COURSE}?tz=Mars/Base", 400),
    "forbidden": Place("/forbidden/", 403),
    "broken": Place("/broken/", 500),
    "database-away": Place("/away/", 503),
}
