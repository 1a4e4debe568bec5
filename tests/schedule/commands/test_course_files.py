"""The commands on term files and course files, as an operator uses them."""

from datetime import UTC, date, datetime, time
from io import StringIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.urls import reverse

from courses import models
from courses.exporters.rows import read_course
from courses.importers.course_file import parse_course, parse_term
from schedule.drafting.linting import accept, findings_of
from schedule.models import Edition, Event
from tests import factories

FIXTURES = Path(__file__).parents[3] / "fixtures"
TERM = FIXTURES / "2023-fall.yaml"
COURSE = FIXTURES / "mit-6.5940-fall-2023.yaml"
FILES = sorted(FIXTURES.glob("mit-*.yaml"))
EASTERN = ZoneInfo("America/New_York")


def run(command, *arguments, **options):
    out = StringIO()
    call_command(command, *map(str, arguments), stdout=out, **options)
    return out.getvalue()


def refused(command, *arguments, **options):
    """What a command that fails prints to stderr."""
    err = StringIO()
    with pytest.raises(SystemExit) as caught:
        call_command(command, *map(str, arguments), stderr=err, stdout=StringIO(), **options)
    assert caught.value.code == 1
    return err.getvalue().splitlines()


def everything():
    """Every row that a load could touch."""
    return {
        model: list(model.objects.order_by("pk").values())
        for model in (*models.base.item_models(), models.Course, models.Term, Edition, Event)
    }


@pytest.fixture
def term(db):
    run("load_term", TERM)


@pytest.fixture
def loaded(term):
    run("load_course", COURSE)


@pytest.fixture
def edited_file(tmp_path):
    """Makes a file of the course with texts replaced."""

    def make(*replacements):
        text = COURSE.read_text()
        for old, new in replacements:
            assert text.count(old) >= 1
            text = text.replace(old, new)
        path = tmp_path / "course.yaml"
        path.write_text(text)
        return path

    return make


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_course_loaded_dumped_and_loaded_is_the_same(term, file):
    run("load_course", file)
    course = parse_course(file.read_bytes())
    text = run("dump_course", f"{course.term}/{course.slug}")
    assert parse_course(text) == course == read_course(models.Course.objects.get())


def test_a_term_loaded_and_dumped_is_the_same(term):
    assert parse_term(run("dump_term", "2023-fall")) == parse_term(TERM.read_bytes())


def test_loading_publishes(loaded):
    course = models.Course.objects.get()
    assert course.edition_number == 1
    assert Event.objects.filter(course=course, kind="lecture").count() == 26


def test_loading_twice_changes_nothing(loaded):
    before = everything()
    run("load_term", TERM)
    assert "nothing to change" in run("load_course", COURSE)
    assert everything() == before


def test_loading_says_what_it_created(term):
    assert run("load_course", COURSE).splitlines() == [
        "course 2023-fall/6.5940",
        (
            "  created 1 course, 4 chapters, 26 lectures, 7 labs, 2 meetings, 5 releases, 8 deadlines,"
            " 36 resources, 6 links, 3 announcements"
        ),
        "  published edition 1: 57 changes",
    ]


def test_loading_says_what_it_updated_and_what_moved(loaded, edited_file):
    file = edited_file(("extended: 2023-09-30 23:59", "extended: 2023-10-01 23:59"))
    lines = run("load_course", file, note="Once more", horizon=date(2023, 9, 20)).splitlines()
    assert lines[1:3] == ["  updated deadline lab-1-due", "  published edition 2: 1 changes"]
    assert "Lab 1" in lines[3]
    assert "Oct 1" in lines[3]
    assert Edition.objects.get(number=2).note == "Once more"


def test_quiet_says_nothing(term):
    assert run("load_course", COURSE, verbosity=0) == ""


def test_a_snow_day_is_loaded_with_its_day_as_the_horizon(loaded, edited_file):
    snow = "no_class_days:\n  - {key: snow-day, title: Snow day, day: 2023-09-19}\nchapters:"
    said = run("load_course", edited_file(("\nchapters:", "\n" + snow)), horizon=date(2023, 9, 19))
    days = dict(Event.objects.filter(kind="lecture").values_list("key", "day"))
    assert days["lecture-3"] == date(2023, 9, 14)
    assert days["lecture-4"] == date(2023, 9, 21)
    assert days["lecture-25"] == date(2023, 12, 12)
    assert "blocking: lecture-26: " in said
    lab_1 = Event.objects.get(key="lab-1-due")
    assert lab_1.start == datetime.combine(date(2023, 9, 30), time(23, 59), EASTERN).astimezone(UTC)


def test_errors_name_file_line_and_field_and_change_nothing(loaded, edited_file):
    before = everything()
    file = edited_file(("due: lecture-5", "due: lecture-55"), ("kind: project", "kind: essay"))
    lines = refused("load_course", file)
    assert [line.split(": ")[:2] for line in lines] == [
        [f"{file}:{line_of(file, 'lecture-55')}", "labs[lab-0].deadlines[lab-0-due].due"],
        [f"{file}:{line_of(file, 'essay')}", "labs[project].kind"],
    ]
    assert "there is no lecture 'lecture-55'; did you mean lecture-5?" in lines[0]
    assert "write lab, homework or project" in lines[1]
    assert everything() == before


def line_of(file, text):
    lines = file.read_text().splitlines()
    return next(number for number, line in enumerate(lines, start=1) if text in line)


def test_a_course_without_its_term_is_refused_at_the_line_of_the_term(db):
    assert refused("load_course", COURSE) == [
        (
            f"{COURSE}:{line_of(COURSE, 'term: ')}: term: there is no term 2023-fall: "
            "load its file first, with manage.py load_term"
        )
    ]


def test_a_file_that_cannot_be_read_is_named(db, tmp_path):
    with pytest.raises(CommandError, match=r"course\.yaml cannot be read: no such file"):
        run("load_course", tmp_path / "course.yaml")


@pytest.mark.parametrize("command", ["load_course", "load_term"])
def test_a_file_without_an_end_is_too_large(db, command):
    message = "/dev/zero:1: more than 1,048,576 bytes are too many"
    assert refused(command, "/dev/zero") == [message]


def test_what_is_absent_is_listed_and_kept_and_goes_with_prune(loaded, edited_file):
    last = "  # On the October copy of the page only.\n  - key: lab-4-is-out\n"
    file = edited_file((last + "    day: 2023-10-19\n    title: Lab 4 is out.\n", ""))
    assert "  kept, though not in the file: lab-4-is-out (--prune removes them)" in run(
        "load_course", file
    )
    assert "  removed announcement lab-4-is-out" in run("load_course", file, prune=True)
    assert not models.Announcement.objects.filter(key="lab-4-is-out").exists()


def test_a_dry_run_says_the_same_and_changes_nothing(loaded, edited_file):
    before = everything()
    said = run("load_course", edited_file(("title: Introduction", "title: Hello")), dry_run=True)
    assert "  updated lecture lecture-1" in said
    assert said.endswith("dry run: nothing was changed\n")
    assert everything() == before


def test_an_edit_since_the_last_load_asks_which_side_wins(loaded):
    models.Lecture.objects.filter(key="lecture-1").update(title="Welcome")
    before = everything()
    assert refused("load_course", COURSE) == [
        f"{COURSE}: the course was edited since its last load, and this would undo it:",
        (
            "  lecture-1: title: 'Welcome' in the database, 'Introduction' in the file, "
            "'Introduction' when it was last loaded"
        ),
        "Say which side wins: --file-wins or --database-wins; or bring the file in line.",
    ]
    assert everything() == before


@pytest.mark.parametrize(
    ("option", "title"), [("--file-wins", "Introduction"), ("--database-wins", "Welcome")]
)
def test_the_side_that_is_named_wins(loaded, option, title):
    models.Lecture.objects.filter(key="lecture-1").update(title="Welcome")
    run("load_course", COURSE, option)
    assert models.Lecture.objects.get(key="lecture-1").title == title


def test_a_course_that_does_not_publish_on_save_waits(loaded, edited_file):
    models.Course.objects.update(publish_on_save=False)
    said = run("load_course", edited_file(("title: Introduction", "title: Hello")))
    assert "  not published: this course waits for Review and publish" in said
    assert models.Course.objects.get().edition_number == 1


def test_what_is_kept_and_names_what_is_gone_is_refused(loaded, tmp_path):
    file = tmp_path / "course.yaml"
    head = 'term: 2023-fall\nslug: "6.5940"\nnumber: "6.5940"\ntitle: TinyML\n'
    file.write_text(head + "exams:\n  - {key: lecture-5, title: Midterm, day: 2023-09-21}\n")
    (line,) = refused("load_course", file)
    assert line.startswith(f"{file}: there is no lecture 'lecture-5'; did you mean lecture-")
    assert line.endswith("(together with what is kept; --prune keeps nothing)")


def test_a_term_that_differs_is_refused_with_what_differs(loaded, tmp_path):
    file = tmp_path / "term.yaml"
    file.write_text(TERM.read_text().replace("name: Fall 2023", "name: Autumn 2023"))
    before = everything()
    assert refused("load_term", file) == [
        f"{file}: the database has another 2023-fall; --update makes it equal:",
        "  name: Fall 2023 in the database, Autumn 2023 in the file",
    ]
    assert everything() == before


def test_a_term_can_be_updated_and_its_courses_follow(loaded, tmp_path):
    file = tmp_path / "term.yaml"
    snow = "\n  - {key: snow-day, title: Snow day, day: 2023-12-12}\n"
    file.write_text(TERM.read_text().rstrip() + snow)
    said = run("load_term", file, update=True)
    assert "  created no-class day snow-day" in said
    assert "  published edition 2 of 6.5940" in said
    assert models.NoClassDay.objects.filter(key="snow-day").exists()


def test_a_term_file_with_an_error_is_refused(db, tmp_path):
    file = tmp_path / "term.yaml"
    file.write_text(TERM.read_text().replace("first_day: 2023-09-06", "first_day: Sep 6"))
    assert refused("load_term", file) == [
        f"{file}:7: first_day: 'Sep 6' is not a date; write it like 2023-09-07"
    ]


@pytest.mark.parametrize("command", ["dump_course", "lint_course"])
def test_an_unknown_course_offers_a_known_one(loaded, command):
    with pytest.raises(CommandError, match=r"did you mean 2023-fall/6\.5940\?"):
        run(command, "2023-fall/6.594")


def test_an_unknown_term_offers_the_known(term):
    with pytest.raises(CommandError, match=r"there is no term 1999; there are 2023-fall"):
        run("dump_term", "1999")


def test_the_linter_reports_what_the_copy_of_the_course_lacks_and_where_to_mend_it(loaded):
    lines = run("lint_course", "2023-fall/6.5940").splitlines()
    places = [line.split(":")[0] for line in lines[:-1]]
    assert places == ["labs/lab-1", "labs/lab-3", "lectures"]
    assert lines[-1] == "3 findings, 0 of them need a decision"
    lab = models.Lab.objects.get(key="lab-1")
    mend = reverse("admin:courses_lab_change", args=[lab.pk])
    assert lines[0].endswith(f" [due-without-release] {settings.PUBLIC_URL}{mend}")


def test_the_linter_counts_what_is_accepted_and_says_why_when_asked(loaded):
    course = models.Course.objects.get()
    by = factories.UserFactory(username="han")
    for finding in findings_of(course).open:
        accept(course, finding.fingerprint, reason="Not kept in the copy.", by=by)
    said = run("lint_course", "2023-fall/6.5940")
    assert said == "0 findings, 0 of them need a decision; 3 accepted\n"
    lines = run("lint_course", "2023-fall/6.5940", accepted=True).splitlines()
    assert len(lines) == 4
    assert all("Accepted by han" in line and "Not kept" in line for line in lines[:-1])


def test_the_linter_says_what_contradicts_itself(loaded):
    models.Resource.objects.filter(key="lecture-1-video").update(url="htp://video")
    with pytest.raises(CommandError, match=r"lectures\.0\.resources\.0\.url: 'htp://video' is not"):
        run("lint_course", "2023-fall/6.5940")


def test_the_linter_fails_where_a_decision_is_needed(loaded, edited_file):
    models.Course.objects.update(publish_on_save=False)
    snow = "no_class_days:\n  - {key: snow-day, title: Snow day, day: 2023-09-19}\nchapters:"
    run("load_course", edited_file(("\nchapters:", "\n" + snow)))
    with pytest.raises(SystemExit):
        run("lint_course", "2023-fall/6.5940")
