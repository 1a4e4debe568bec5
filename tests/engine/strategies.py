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

CLOCKS = [*(time(hour, minute) for hour in range(24) for minute in (0, 30)), time(23, 59)]
FIRST_DAYS = [date(2022, 12, 1) + timedelta(days=5 * n) for n in range(150)]

# Made once: drawing from them is cheap, making them in every draw is not.
few = {most: st.integers(0, most) for most in range(17)}
booleans = st.booleans()
clocks = st.sampled_from(CLOCKS)
clocks_or_none = st.sampled_from([None, *CLOCKS])
day_clocks = st.sampled_from([at for at in CLOCKS if time(7) <= at <= time(20)])
margins = st.integers(-5, 5)
permille = st.integers(0, 1000)
rooms = st.sampled_from(["", "36-156", "2-142"])
reasons = st.sampled_from(["", "The heating is out."])
weekday = st.sampled_from(content.Weekday)
weekday_sets = st.lists(weekday, min_size=1, max_size=3, unique=True).map(tuple)
first_days = st.sampled_from(FIRST_DAYS)
zones = st.sampled_from(ZONES)
lengths = st.integers(6, 120)
fates = st.sampled_from(["", "", "", "", "pin", "cancel", "merge"])
offsets = st.integers(-3, 14)


def day_in(draw, term):
    """Draw a day of a term."""
    length = (term.last_day - term.first_day).days
    return term.first_day + timedelta(days=draw(permille) * length // 1000)


def day_near(draw, term):
    """Draw a day of a term or of the days around it."""
    return day_in(draw, term) + timedelta(days=draw(margins))


def no_class_days(draw, term, *, prefix, most):
    """Draw days and ranges of days without class, some of them outside the term."""
    days = []
    for n in range(draw(few[most])):
        first, more = day_near(draw, term), draw(few[10])
        days.append(
            content.NoClassDay(
                key=f"{prefix}-{n}",
                title=f"Free {n}",
                day=first,
                last_day=first + timedelta(days=more - 5) if more >= 5 else None,
            )
        )
    return tuple(days)


@st.composite
def terms(draw):
    """Terms of some weeks, with days without class, single and in ranges, and day swaps."""
    first = draw(first_days)
    term = content.Term(
        slug="a-term",
        name="A term",
        time_zone=draw(zones),
        first_day=first,
        last_day=first + timedelta(days=draw(lengths)),
    )
    swapped = sorted({day_near(draw, term) for _ in range(draw(few[2]))})
    return edited(
        term,
        no_class_days=no_class_days(draw, term, prefix="term-free", most=3),
        day_swaps=tuple(
            content.DaySwap(key=f"swap-{n}", day=day, follows=draw(weekday))
            for n, day in enumerate(swapped)
        ),
    )


def span(draw):
    """Draw a start, and an end after it that may not be known."""
    start, end = sorted([draw(day_clocks), draw(day_clocks)])
    return {"start": start, "end": end if start < end and draw(few[3]) else None}


def meeting(draw, term, *, key, kind=content.MeetingKind.LECTURE, plain=False):
    """Draw a weekly meeting; `plain` is one without exceptions and for the whole term."""
    weekly = content.Meeting(
        key=key, kind=kind, weekdays=draw(weekday_sets), **span(draw), room=draw(rooms)
    )
    if plain:
        return weekly
    valid = sorted([day_near(draw, term), day_near(draw, term)])
    fate = draw(few[6])
    return edited(
        weekly,
        valid_from=valid[0] if fate in {1, 3} else None,
        valid_until=valid[1] if fate in {2, 3} else None,
        exceptions=tuple(
            content.MeetingException(
                key=f"{key}-differs-{n}",
                day=day,
                held=draw(booleans),
                start=draw(day_clocks) if draw(booleans) else None,
                room=draw(rooms),
                reason=draw(reasons),
            )
            for n, day in enumerate(sorted({day_in(draw, term) for _ in range(draw(few[3]))}))
        ),
    )


def lecture_meetings(draw, term, *, plain):
    """Draw one or two lecture meetings, which may overlap."""
    return tuple(meeting(draw, term, key=f"lec-{n}", plain=plain) for n in range(1 + draw(few[1])))


def pin(draw, term):
    """Draw a pin in or around the term, with or without a time of its own."""
    times = span(draw) if draw(booleans) else {}
    return content.Pin(day=day_near(draw, term), **times, room=draw(rooms))


def lectures(draw, term, *, plain):
    """Draw an outline; unless `plain` with lectures that are pinned, cancelled and merged."""
    count = draw(few[16])
    outline = []
    for n in range(count):
        fate = "" if plain else draw(fates)
        changes = {}
        if fate == "pin":
            changes["pin"] = pin(draw, term)
        elif fate == "cancel":
            changes["cancelled"] = True
        elif fate == "merge" and n + 1 < count:
            changes["merged_into"] = f"lecture-{n + 1 + draw(few[count - n - 2])}"
        outline.append(content.Lecture(key=f"lecture-{n}", number=n, title=f"Topic {n}", **changes))
    return tuple(outline)


def when(draw, term, lecture_keys):
    """Draw a fixed or an anchored date, with or without a time, or one to be announced."""
    kind = draw(few[6])
    if kind == 0:
        return content.ToBeAnnounced()
    at = draw(clocks_or_none)
    if kind <= 2:
        return content.Fixed(day_near(draw, term), at)
    anchors = [content.LAST_CLASS, *lecture_keys]
    return content.Anchored(anchors[draw(few[len(lecture_keys)])], draw(offsets), at)


def lab(draw, term, lecture_keys, *, key):
    """Draw a piece of coursework with a release and a deadline, which may be extended."""
    due = when(draw, term, lecture_keys)
    extended = None
    if not isinstance(due, content.ToBeAnnounced) and draw(booleans):
        extended = content.Fixed(day_near(draw, term), draw(clocks_or_none))
    return content.Lab(
        key=key,
        title=key,
        needs=tuple(lecture_keys[: draw(few[2])]),
        releases=(content.Release(key=f"{key}-out", out=when(draw, term, lecture_keys)),),
        deadlines=(content.Deadline(key=f"{key}-due", due=due, extended=extended),),
    )


def exam(draw, term, *, key):
    """Draw an exam that may take a slot."""
    times = span(draw) if draw(booleans) else {}
    return content.Exam(
        key=key, title=key, day=day_in(draw, term), takes_slot=draw(booleans), **times
    )


@st.composite
def courses(draw, term, *, plain=False):
    """Draw a course of a term.

    Args:
        draw: Hypothesis hands it in.
        term: The course's term.
        plain: Whether it is only lectures in their order on weekly meetings, without any oddity.
    """
    outline = lectures(draw, term, plain=plain)
    keys = [lecture.key for lecture in outline]
    meetings = lecture_meetings(draw, term, plain=plain)
    odd = {}
    if not plain:
        kinds = (content.MeetingKind.OFFICE_HOURS, content.MeetingKind.RECITATION)
        meetings += tuple(
            meeting(draw, term, key=kind.value, kind=kind) for kind in kinds if draw(booleans)
        )
        odd = {
            "labs": tuple(lab(draw, term, keys, key=f"lab-{n}") for n in range(draw(few[2]))),
            "exams": tuple(exam(draw, term, key=f"exam-{n}") for n in range(draw(few[1]))),
        }
    return content.Course(
        term=term.slug,
        slug="a-course",
        number="1.23",
        title="A course",
        default_due_time=draw(clocks),
        meetings=meetings,
        no_class_days=no_class_days(draw, term, prefix="free", most=1 if plain else 2),
        lectures=outline,
        **odd,
    )


@st.composite
def terms_and_courses(draw, *, plain=False):
    """Draw a term and a course of it."""
    term = draw(terms())
    return term, draw(courses(term, plain=plain))


def edited(value, **changes):
    """Return a content value with other fields, checked like any."""
    return type(value).model_validate({**dict(value), **changes})


@st.composite
def edits(draw, term, course):
    """Draw the same course after some edits: other meetings, free days, lectures, exams."""
    fresh = draw(courses(term))
    changes = {
        name: getattr(fresh, name)
        for name in ("meetings", "no_class_days", "exams", "default_due_time")
        if draw(booleans)
    }
    if draw(booleans) and len(fresh.lectures) >= len(course.lectures):
        changes["lectures"] = fresh.lectures
    return edited(course, **changes)


@st.composite
def horizons(draw, term):
    """Draw an instant before, in or after a term."""
    first = datetime.combine(term.first_day, time(0), UTC)
    length = (term.last_day - term.first_day).days + 6
    return first + timedelta(days=-3, hours=draw(permille) * length * 24 // 1000)
