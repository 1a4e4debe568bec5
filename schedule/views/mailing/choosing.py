"""What is chosen for mail: as its form sent it, as it is stored, or as it begins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from functools import cached_property
from typing import TYPE_CHECKING, Final, Self
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, gettext

from courses.models import Course, Term
from schedule.engine.entry import Kind
from schedule.mailing.choice import Choice
from schedule.models import Notices, Subscriber
from schedule.pages.choosing import course_choices, value_of
from schedule.pages.mail import (
    HOURS,
    MORNINGS,
    hour_choices,
    kind_boxes,
    language_choices,
    lead_boxes,
    notice_choices,
    read_time,
    time_value,
)
from schedule.pages.zones import NO_REGION, find_zone, offered_zones
from schedule.reading.picks import COURSE, MOST_TOGETHER, parse_picked
from schedule.reminders import DAY_BEFORE, Lead, Morning, Quiet, read_lead
from schedule.views.finding import Found, find_courses, missing_among, ticked_courses
from schedule.views.mailing.faults import (
    address_fault,
    kind_fault,
    language_fault,
    lead_fault,
    mailbox_of,
    morning_fault,
    notices_fault,
    quiet_fault,
    zone_fault,
)
from schedule.wording.phrase import fill

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import QueryDict

    from schedule.views.visit import Context

LONGEST_WORDS: Final = 200
MOST_WORDS: Final = 20
"""Values of one field that are looked at."""
FIRST_KINDS: Final = (Kind.DEADLINE.value, Kind.EXAM.value)
FIRST_MORNING: Final = "08:00"


@dataclass(frozen=True)
class MailChoosing:
    """What is ticked and written in the form of mail.

    Attributes:
        address: Where mail is to go.
        values: The courses that are ticked, each as 2023-fall/6.5940.
        kinds: Of what to be reminded.
        leads: How long before.
        morning: When the morning's reminders and digests come: 08:00.
        notices: How soon to hear of changes.
        language: The code of the mails' language.
        zone: What was written for the time zone.
        quiet_from: When quiet hours begin; may be empty.
        quiet_until: When they end.
        words: What courses are looked for by.
        term: The term that most readers want.
        own: The courses it has: it may keep what is not open.
        has_address: Whether the form asks for an address.
    """

    address: str = ""
    values: tuple[str, ...] = ()
    kinds: tuple[str, ...] = FIRST_KINDS
    leads: tuple[str, ...] = (str(DAY_BEFORE),)
    morning: str = FIRST_MORNING
    notices: str = Notices.AT_ONCE.value
    language: str = ""
    zone: str = ""
    quiet_from: str = ""
    quiet_until: str = ""
    words: str = ""
    term: Term | None = None
    own: Mapping[UUID, Course] = field(default_factory=dict)
    has_address: bool = True

    @classmethod
    def fresh(
        cls,
        values: Iterable[str] = (),
        *,
        term: Term | None = None,
        words: str = "",
        zone: str = "",
    ) -> Self:
        """Return what the form begins with."""
        return cls(
            values=tuple(values),
            language=get_language() or settings.LANGUAGE_CODE,
            zone=zone or (term.time_zone if term else NO_REGION),
            words=words,
            term=term,
        )

    @classmethod
    def sent(
        cls,
        sent: QueryDict,
        *,
        term: Term | None = None,
        own: Mapping[UUID, Course] | None = None,
    ) -> Self:
        """Read what the form sent."""
        return cls(
            address=sent.get("address", "").strip(),
            values=parse_picked(sent.getlist(COURSE)),
            kinds=_each_once(sent.getlist("kind")),
            leads=_each_once(sent.getlist("lead")),
            morning=sent.get("morning", FIRST_MORNING),
            notices=sent.get("notices", ""),
            language=sent.get("language", ""),
            zone=" ".join(sent.get("zone", "").split()),
            quiet_from=sent.get("quiet-from", ""),
            quiet_until=sent.get("quiet-until", ""),
            words=sent.get("q", "").strip()[:LONGEST_WORDS],
            term=term,
            own=own or {},
            has_address=own is None,
        )

    @classmethod
    def stored(
        cls, subscriber: Subscriber, own: Mapping[UUID, Course], *, term: Term | None
    ) -> Self:
        """Read what an address chose."""
        return cls(
            address=subscriber.address,
            values=tuple(value_of(course) for course in own.values()),
            kinds=tuple(subscriber.kinds.split()),
            leads=tuple(subscriber.leads.split()),
            morning=time_value(subscriber.morning),
            notices=subscriber.notices,
            language=subscriber.language,
            zone=subscriber.time_zone,
            quiet_from=time_value(subscriber.quiet_from),
            quiet_until=time_value(subscriber.quiet_until),
            term=term,
            own=own,
            has_address=False,
        )

    @cached_property
    def courses(self) -> tuple[Course, ...]:
        """The rows of the ticked courses that there can be mails about, in one query."""
        return ticked_courses(self.values, own=self.own, most=self.most)

    @property
    def most(self) -> int:
        """How many courses may be ticked: what there is may stay."""
        return max(MOST_TOGETHER, len(self.own))

    @property
    def missing(self) -> tuple[str, ...]:
        """The ticked courses that are not there for everyone."""
        return missing_among(self.values, self.courses)

    @cached_property
    def faults(self) -> Mapping[str, str]:
        """What is wrong, by the field of the form, in its order."""
        found = {
            "course": self._course_fault,
            "kind": kind_fault(self.kinds, self.notices),
            "lead": lead_fault(self.leads, self.kinds),
            "morning": morning_fault(self.morning),
            "notices": notices_fault(self.notices),
            "quiet": quiet_fault(self.quiet_from, self.quiet_until),
            "language": language_fault(self.language),
            "zone": zone_fault(self.zone),
            "address": address_fault(self.address) if self.has_address else "",
        }
        return {name: words for name, words in found.items() if words}

    @property
    def _course_fault(self) -> str:
        if not self.courses:
            if self.has_address:
                return gettext("Choose at least one course.")
            return gettext("Choose at least one course, or end all mails.")
        if len(self.values) > self.most:
            return fill(gettext("Choose at most {count}."), count=self.most)
        return ""

    @property
    def mailbox(self) -> str:
        """The address as it is kept. Only of a form without faults."""
        return mailbox_of(self.address)

    @property
    def choice(self) -> Choice:
        """What is chosen. Only of a form without faults."""
        start, end = read_time(self.quiet_from), read_time(self.quiet_until)
        morning = read_time(self.morning) or time(8)
        leads = (read_lead(lead, at=morning) for lead in self.leads)
        return Choice(
            language=self.language,
            time_zone=find_zone(self.zone),
            kinds=frozenset(map(Kind, self.kinds)),
            leads=tuple(sorted(leads, key=_place_of)),
            morning=morning,
            notices=Notices(self.notices),
            quiet=Quiet(start, end) if start is not None and end is not None else None,
        )

    @property
    def parts(self) -> tuple[str, ...]:
        """What an ETag is made of, of a form that an address asks for."""
        return ",".join(self.values), self.words, self.zone

    def context(self, *, is_sent: bool = False) -> Context:
        """Return what the form is made of.

        Args:
            is_sent: Whether what is wrong with it is to be said.
        """
        found, more = self._found
        faults = self.faults if is_sent else {}
        return {
            "faults": faults,
            "words": self.words,
            "courses": course_choices(self.courses, found),
            "none_found": bool(self.words) and not found,
            "others": more,
            "missing_courses": ", ".join(self.missing),
            "mail": self.fields | {"faults": faults},
        }

    @property
    def fields(self) -> Context:
        """What the form has besides the courses."""
        return {
            "form_url": reverse("schedule:mail"),
            "values": self.values,
            "address": self.address,
            "kinds": kind_boxes(self.kinds),
            "leads": lead_boxes(self.leads),
            "mornings": hour_choices(MORNINGS, self.morning),
            "notices": notice_choices(self.notices, self.morning),
            "languages": language_choices(self.language),
            "zone": self.zone,
            "zones": offered_zones(),
            "quiet_from": hour_choices(HOURS, self.quiet_from, none=gettext("No quiet hours")),
            "quiet_until": hour_choices(HOURS, self.quiet_until, none=gettext("No quiet hours")),
        }

    @cached_property
    def _found(self) -> Found:
        """The courses to choose from, and how many more there are."""
        return find_courses(self.words, self.courses[0].term if self.courses else self.term)


def _each_once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))[:MOST_WORDS]


def _place_of(lead: Lead | Morning) -> tuple[bool, int, int]:
    """Sort the longest first, the morning last."""
    if isinstance(lead, Morning):
        return True, 0, 0
    return False, -lead.days, -lead.minutes


def offer_mail(values: Iterable[str], zone: str) -> Context:
    """Return what the form is made of on a page of some courses; nothing where no mail is sent.

    Args:
        values: The courses, each as 2023-fall/6.5940.
        zone: Theirs.
    """
    if not settings.MAIL_IS_ON:
        return {}
    return {"mail": MailChoosing.fresh(values, zone=zone).fields}
