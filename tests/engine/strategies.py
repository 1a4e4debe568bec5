"""Terms and courses for property tests: small, and with every oddity that a plan must bear."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import strategies as st

from courses import content

ZONES = (
    "America/New_York",
    "Europe/Berlin",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
    "America/Sao_Paulo",
    "Pacific/Apia",
    "America/Havana",
    "UTC",
)
"""Among them half-hour offsets, a change of clocks by half an hour, and one at midnight."""

CLOCKS = (*tuple(time(hour, minute) for hour in range(24) for minute in (0, 30)), time(23, 59))
WEEKDAYS = tuple(content.Weekday)

clocks = st.sampled_from(CLOCKS)
day_clocks = st.sampled_from([at for at in CLOCKS if time(7) <= at <= time(20)])


@st.composite
def terms(draw, *, zones=ZONES, longest=120):
    """Terms of some weeks, with days without class, single and in ranges, and day swaps."""
    first = draw(st.dates(date(2022, 12, 1), date(2024, 12, 1)))
    last = first + timedelta(days=draw(st.integers(6, longest)))
    swap_days = draw(st.lists(days_of(first, last), max_size=2, unique=True))
    return content.Term(
        slug="a-term",
        name="A term",
        time_zone=draw(st.sampled_from(zones)),
        first_day=first,
        last_day=last,
        no_class_days=draw(no_class_days(first, last, prefix="term-free")),
        day_swaps=tuple(
            content.DaySwap(key=f"swap-{n}", day=day, follows=draw(st.sampled_from(WEEKDAYS)))
            for n, day in enumerate(swap_days)
        ),
    )


def days_of(first, last, *, around=0):
    """Return days from `first` to `last`, and some around them."""
    margin = timedelta(days=around)
    return st.dates(first - margin, last + margin)


@st.composite
def no_class_days(draw, first, last, *, prefix, most=3):
    """Draw days and ranges of days without class, some of them outside the term."""
    days = draw(st.lists(days_of(first, last, around=5), max_size=most))
    return tuple(
        content.NoClassDay(
            key=f"{prefix}-{n}",
            title=f"Free {n}",
            day=day,
            last_day=draw(st.none() | st.integers(0, 9).map(lambda more: day + timedelta(more))),
        )
        for n, day in enumerate(days)
    )


@st.composite
def spans(draw, *, at=day_clocks):
    """Draw a start, and an end after it that may not be known."""
    start, end = sorted([draw(at), draw(at)])
    if start == end:
        return {"start": start, "end": None}
    return {"start": start, "end": draw(st.sampled_from([None, end, end, end]))}


@st.composite
def meetings(draw, term, *, key="lec", kind=content.MeetingKind.LECTURE, plain=False):
    """Draw a weekly meeting; `plain` is one without exceptions and for the whole term."""
    weekdays = draw(st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=3, unique=True))
    valid = sorted(draw(st.tuples(*[days_of(term.first_day, term.last_day, around=3)] * 2)))
    exception_days = draw(st.lists(days_of(term.first_day, term.last_day), max_size=3, unique=True))
    return content.Meeting(
        key=key,
        kind=kind,
        weekdays=tuple(weekdays),
        **draw(spans()),
        room=draw(st.sampled_from(["", "36-156"])),
        valid_from=None if plain else draw(st.sampled_from([None, None, valid[0]])),
        valid_until=None if plain else draw(st.sampled_from([None, None, valid[1]])),
        exceptions=()
        if plain
        else tuple(
            content.MeetingException(
                key=f"{key}-differs-{n}",
                day=day,
                held=draw(st.booleans()),
                start=draw(st.none() | day_clocks),
                room=draw(st.sampled_from(["", "2-142"])),
                reason=draw(st.sampled_from(["", "The heating is out."])),
            )
            for n, day in enumerate(exception_days)
        ),
    )


@st.composite
def lecture_meetings(draw, term, *, plain=False):
    """Draw one or two lecture meetings, which may overlap."""
    count = draw(st.integers(1, 2))
    return tuple(draw(meetings(term, key=f"lec-{n}", plain=plain)) for n in range(count))


@st.composite
def pins(draw, term):
    """Draw a pin in or around the term, with or without a time of its own."""
    day = draw(days_of(term.first_day, term.last_day, around=3))
    if draw(st.booleans()):
        return content.Pin(day=day)
    return content.Pin(day=day, **draw(spans()), room=draw(st.sampled_from(["", "32-123"])))


@st.composite
def lectures(draw, term, *, most=16, plain=False):
    """Draw an outline; unless `plain` with lectures that are pinned, cancelled and merged."""
    count = draw(st.integers(0, most))
    outline = []
    for n in range(count):
        fate = "" if plain else draw(st.sampled_from(["", "", "", "", "pin", "cancel", "merge"]))
        target = draw(st.integers(n + 1, count - 1)) if fate == "merge" and n + 1 < count else None
        outline.append(
            content.Lecture(
                key=f"lecture-{n}",
                number=n,
                title=f"Topic {n}",
                pin=draw(pins(term)) if fate == "pin" else None,
                cancelled=fate == "cancel",
                merged_into="" if target is None else f"lecture-{target}",
            )
        )
    return tuple(outline)


@st.composite
def whens(draw, term, lecture_keys):
    """Draw a fixed or an anchored date, with or without a time, or one to be announced."""
    at = draw(st.none() | clocks)
    return draw(
        st.one_of(
            days_of(term.first_day, term.last_day, around=5).map(
                lambda day: content.Fixed(day, at)
            ),
            st.builds(
                content.Anchored,
                st.sampled_from([content.LAST_CLASS, *lecture_keys]),
                st.integers(-3, 14),
                st.just(at),
            ),
            st.just(content.ToBeAnnounced()),
        )
    )


@st.composite
def labs(draw, term, lecture_keys, *, key):
    """Draw a piece of coursework with a release and a deadline, which may be extended."""
    due = draw(whens(term, lecture_keys))
    extended = None
    if not isinstance(due, content.ToBeAnnounced):
        day = days_of(term.first_day, term.last_day, around=20)
        extended = draw(st.none() | st.builds(content.Fixed, day, st.none() | clocks))
    return content.Lab(
        key=key,
        title=key,
        releases=(content.Release(key=f"{key}-out", out=draw(whens(term, lecture_keys))),),
        deadlines=(content.Deadline(key=f"{key}-due", due=due, extended=extended),),
    )


@st.composite
def exams(draw, term, *, key):
    """Draw an exam that may take a slot."""
    times = draw(st.just({}) | spans())
    return content.Exam(
        key=key,
        title=key,
        day=draw(days_of(term.first_day, term.last_day)),
        takes_slot=draw(st.booleans()),
        **times,
    )


@st.composite
def courses(draw, term, *, plain=False):
    """Draw a course of a term.

    Args:
        draw: Hypothesis hands it in.
        term: The course's term.
        plain: Whether it is only lectures in their order on weekly meetings, without any oddity.
    """
    outline = draw(lectures(term, plain=plain))
    keys = [lecture.key for lecture in outline]
    course = content.Course(
        term=term.slug,
        slug="a-course",
        number="1.23",
        title="A course",
        default_due_time=draw(clocks),
        meetings=draw(lecture_meetings(term, plain=plain)),
        no_class_days=draw(
            no_class_days(term.first_day, term.last_day, prefix="free", most=1 if plain else 2)
        ),
        lectures=outline,
    )
    if plain:
        return course
    kinds = (content.MeetingKind.OFFICE_HOURS, content.MeetingKind.RECITATION)
    others = tuple(
        draw(meetings(term, key=kind.value, kind=kind)) for kind in kinds if draw(st.booleans())
    )
    return edited(
        course,
        meetings=course.meetings + others,
        labs=tuple(draw(labs(term, keys, key=f"lab-{n}")) for n in range(draw(st.integers(0, 2)))),
        exams=tuple(draw(exams(term, key=f"exam-{n}")) for n in range(draw(st.integers(0, 1)))),
    )


@st.composite
def terms_and_courses(draw, *, plain=False, zones=ZONES):
    """Draw a term and a course of it."""
    term = draw(terms(zones=zones))
    return term, draw(courses(term, plain=plain))


def edited(value, **changes):
    """Return a content value with other fields, checked like any."""
    return type(value).model_validate({**dict(value), **changes})


@st.composite
def edits(draw, term, course):
    """Draw the same course after some edits: other meetings, free days, pins, lectures."""
    keys = [lecture.key for lecture in course.lectures]
    fresh = draw(courses(term))
    outline = {lecture.key: lecture for lecture in fresh.lectures}
    return edited(
        course,
        meetings=draw(st.sampled_from([course.meetings, fresh.meetings])),
        no_class_days=draw(st.sampled_from([course.no_class_days, fresh.no_class_days])),
        lectures=draw(st.sampled_from([course.lectures, fresh.lectures]))
        if set(keys) <= set(outline)
        else course.lectures,
        exams=draw(st.sampled_from([course.exams, fresh.exams])),
    )


def horizons(term):
    """Return instants before, in and after a term."""
    first = datetime.combine(term.first_day, time(0), UTC)
    length = (term.last_day - term.first_day).days
    hours = st.integers(-48, 24 * (length + 4))
    return hours.map(lambda since: first + timedelta(hours=since))
