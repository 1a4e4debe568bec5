"""Content values of all kinds, with texts that want to break a file."""

from datetime import date, time, timedelta

from hypothesis import strategies as st

from courses import content

HOSTILE = [
    "6.5940",
    "23:59",
    "2023-09-07",
    "2023-09-07 10:00:00",
    "yes",
    "No",
    "null",
    "~",
    "0x1F",
    "1e3",
    "1_000",
    "0o17",
    ".5",
    "a: b",
    "a:",
    "a #b",
    "# a",
    "- a",
    "? a",
    "[a",
    "a, b]",
    "a?b",
    "{a",
    "&a",
    "*a",
    "!a",
    "!!str a",
    "%YAML",
    "@a",
    "`a`",
    "'a",
    '"a',
    "a\\",
    "<<",
    "=",
    "---",
    "...",
    "|",
    ">",
    "<script>alert(1)</script>",
    "🧮 e\u0301 👩‍🔬",
    "שלום, עולם",
    "\u202eevil\u202c",
    "a\u00a0b",
    "\ufeffa",
    "tba",
    "last-class",
]
NOT_CHARACTERS = "\ufffe\uffff"
in_a_line = st.characters(
    exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters=NOT_CHARACTERS
)
characters = st.characters(
    exclude_categories=["Cs", "Cc"], include_characters="\n\t", exclude_characters=NOT_CHARACTERS
)


def _stripped(texts, smallest):
    # pydantic strips as Unicode has it, Python also what it takes for spaces.
    return texts.map(str.strip).filter(lambda text: smallest <= len(text) <= 300)


def lines(smallest=0):
    made = st.text(in_a_line, max_size=8)
    return _stripped(st.one_of(st.sampled_from(HOSTILE), made), smallest)


any_line = lines()
titles = lines(1)
prose = _stripped(
    st.lists(
        st.one_of(
            st.sampled_from([*HOSTILE, "", "  indented", "trailing  ", "\ttab", "a\u2028b"]),
            st.text(characters, max_size=8),
        ),
        max_size=3,
    ).map("\n".join),
    0,
)
addresses = st.sampled_from(["", "https://efficientml.ai", "http://[::1]:8000/?a=b#c,d"])
days = st.dates(date(2023, 8, 1), date(2024, 1, 31))
clocks = st.times(time(0, 0), time(23, 59)).map(lambda at: at.replace(second=0, microsecond=0))


@st.composite
def spans(draw, *, start_needed=False):
    """A start and an end after it, of which the end, and perhaps the start, may be missing."""
    first, last = sorted([draw(clocks), draw(clocks)])
    if first == last or draw(booleans):
        last = None
    if not start_needed and last is None and draw(booleans):
        first = None
    return {"start": first, "end": last}


one_of = {
    kind: st.sampled_from(kind)
    for kind in (
        content.LabKind,
        content.MeetingKind,
        content.PersonRole,
        content.ResourceKind,
        content.Visibility,
        content.Weekday,
    )
}
any_span = spans()
started_span = spans(start_needed=True)
words = st.sampled_from(["lecture", "lab", "on", "1", "0x1", "2023-10", "y", "null", "a-b"])
booleans = st.booleans()
few = [st.integers(0, most) for most in range(5)]


class Keys:
    """Draws keys of which none stands twice."""

    def __init__(self, draw):
        self.draw = draw
        self.used = set()

    def one(self):
        key = self.draw(words)
        while key in self.used:
            key = f"{key}-n{len(self.used)}"
        self.used.add(key)
        return key

    def many(self, largest=3):
        return [self.one() for _ in range(self.draw(few[largest]))]


def resource(draw, key):
    url, note = draw(addresses), draw(prose)
    return content.Resource(
        key=key,
        kind=draw(one_of[content.ResourceKind]),
        label=draw(any_line),
        url=url,
        note=note or ("" if url else "a note"),
    )


def no_class_day(draw, key):
    day = draw(days)
    last = draw(st.none() | st.integers(0, 9).map(lambda more: day + timedelta(days=more)))
    return content.NoClassDay(key=key, title=draw(titles), day=day, last_day=last)


def meeting(draw, keys):
    span = draw(started_span)
    valid = sorted([draw(days), draw(days)])
    exception_days = draw(st.lists(days, max_size=2, unique=True))
    return content.Meeting(
        key=keys.one(),
        kind=draw(one_of[content.MeetingKind]),
        title=draw(any_line),
        section=draw(any_line),
        weekdays=tuple(
            draw(st.lists(st.sampled_from(content.Weekday), min_size=1, max_size=7, unique=True))
        ),
        **span,
        room=draw(any_line),
        valid_from=draw(st.sampled_from([None, valid[0]])),
        valid_until=draw(st.sampled_from([None, valid[1]])),
        exceptions=tuple(
            content.MeetingException(
                key=keys.one(),
                day=day,
                held=draw(booleans),
                **draw(any_span),
                room=draw(any_line),
                reason=draw(any_line),
            )
            for day in exception_days
        ),
    )


def lecture(draw, keys, key, chapters, earlier):
    cancelled = draw(booleans)
    merged = "" if cancelled else draw(st.sampled_from(["", *earlier]))
    pin = None
    if draw(booleans):
        pin = content.Pin(day=draw(days), **draw(any_span), room=draw(any_line))
    return content.Lecture(
        key=key,
        number=draw(st.none() | st.integers(0, 999)),
        title=draw(titles),
        chapter=draw(st.sampled_from(["", *chapters])),
        lecturer=draw(any_line),
        description=draw(prose),
        pin=pin,
        cancelled=cancelled,
        reason=draw(any_line),
        merged_into=merged,
        resources=tuple(resource(draw, key) for key in keys.many(2)),
    )


def when(draw, lectures):
    at = draw(st.none() | clocks)
    return draw(
        st.one_of(
            days.map(lambda day: content.Fixed(day, at)),
            st.builds(
                content.Anchored,
                st.sampled_from([content.LAST_CLASS, *lectures]),
                st.integers(-366, 366),
                st.just(at),
            ),
            st.just(content.ToBeAnnounced()),
        )
    )


def lab(draw, keys, lectures):
    deadlines = []
    for key in keys.many(2):
        due = when(draw, lectures)
        extended = None
        if not isinstance(due, content.ToBeAnnounced) and draw(booleans):
            extended = content.Fixed(draw(days), draw(st.none() | clocks))
        deadlines.append(
            content.Deadline(
                key=key, title=draw(any_line), note=draw(any_line), due=due, extended=extended
            )
        )
    return content.Lab(
        key=keys.one(),
        kind=draw(one_of[content.LabKind]),
        title=draw(titles),
        topic=draw(any_line),
        handout=draw(addresses),
        description=draw(prose),
        needs=tuple(draw(st.lists(st.sampled_from(lectures), max_size=2))) if lectures else (),
        releases=tuple(
            content.Release(
                key=key, title=draw(any_line), note=draw(any_line), out=when(draw, lectures)
            )
            for key in keys.many(2)
        ),
        deadlines=tuple(deadlines),
        resources=tuple(resource(draw, key) for key in keys.many(1)),
    )


def announcement(draw, key):
    title, text = draw(any_line), draw(prose)
    return content.Announcement(
        key=key, day=draw(days), title=title or ("" if text else "A title"), text=text
    )


@st.composite
def courses(draw, *, term="2023-fall"):
    """Courses that use every field there is."""
    keys = Keys(draw)
    chapters = keys.many()
    lecture_keys = keys.many(4)
    return content.Course(
        term=term,
        slug=draw(st.sampled_from(["6.5940", "18.C25", "no", "1e3"])),
        number=draw(titles),
        also_numbers=tuple(draw(st.lists(titles, max_size=2))),
        title=draw(titles),
        department=draw(st.sampled_from(["", "eecs", "18"])),
        description=draw(prose),
        visibility=draw(one_of[content.Visibility]),
        default_due_time=draw(clocks),
        links=tuple(
            content.Link(
                key=key,
                label=draw(titles),
                text=draw(any_line),
                url=draw(addresses),
                note=draw(any_line),
            )
            for key in keys.many(2)
        ),
        people=tuple(
            content.Person(
                key=key,
                name=draw(titles),
                role=draw(one_of[content.PersonRole]),
                title=draw(any_line),
                email=draw(any_line),
                url=draw(addresses),
            )
            for key in keys.many(2)
        ),
        meetings=tuple(meeting(draw, keys) for _ in range(draw(few[2]))),
        no_class_days=tuple(no_class_day(draw, key) for key in keys.many(2)),
        chapters=tuple(content.Chapter(key=key, title=draw(titles)) for key in chapters),
        lectures=tuple(
            lecture(draw, keys, key, chapters, lecture_keys[:n])
            for n, key in enumerate(lecture_keys)
        ),
        labs=tuple(lab(draw, keys, lecture_keys) for _ in range(draw(few[2]))),
        exams=tuple(
            content.Exam(
                key=key,
                title=draw(titles),
                day=draw(days),
                **draw(any_span),
                room=draw(any_line),
                takes_slot=draw(booleans),
                description=draw(prose),
            )
            for key in keys.many(2)
        ),
        resources=tuple(resource(draw, key) for key in keys.many(2)),
        announcements=tuple(announcement(draw, key) for key in keys.many(2)),
    )


@st.composite
def terms(draw):
    """Terms with days without class and day swaps."""
    keys = Keys(draw)
    swap_days = draw(st.lists(days, max_size=2, unique=True))
    return content.Term(
        slug=draw(st.sampled_from(["2023-fall", "2024-10", "on"])),
        name=draw(titles),
        time_zone=draw(st.sampled_from(["America/New_York", "UTC", "Asia/Kathmandu"])),
        first_day=date(2023, 9, 6),
        last_day=date(2023, 9, 6) + timedelta(days=draw(st.integers(0, 400))),
        no_class_days=tuple(no_class_day(draw, key) for key in keys.many()),
        day_swaps=tuple(
            content.DaySwap(key=keys.one(), day=day, follows=draw(one_of[content.Weekday]))
            for day in swap_days
        ),
    )
