"""What a save in the admin does to what is published."""

from datetime import UTC, date, datetime, time

import pytest
from django.apps import apps
from django.contrib.messages import get_messages
from django.db.models import ProtectedError, RestrictedError
from django.urls import reverse

from courses.models import (
    Course,
    Deadline,
    Department,
    Exam,
    Lab,
    Lecture,
    MeetingException,
    NoClassDay,
    Term,
)
from schedule.admin.publishing import in_use
from schedule.drafting.editing import earliest_day_acted_on, horizon_of
from schedule.models import Change, Edition, Event
from schedule.publishing import publish
from tests import factories
from tests.schedule.admin.posting import confirmed, values_of

LONG_AGO = datetime(2023, 9, 1, tzinfo=UTC)


def address_of(row, view="change"):
    return reverse(f"admin:courses_{row._meta.model_name}_{view}", args=[row.pk])


def post(client, address, **changes):
    return client.post(address, values_of(client.get(address), **changes))


def said(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


@pytest.fixture
def course(db):
    """The shape of MIT 6.5940: 26 lectures on Tuesdays and Thursdays, two days without class."""
    term = factories.TermFactory(
        slug="2023-fall", first_day=date(2023, 9, 7), last_day=date(2023, 12, 12)
    )
    factories.NoClassDayFactory(term=term, key="student-holiday", day=date(2023, 10, 10))
    factories.NoClassDayFactory(term=term, key="thanksgiving", day=date(2023, 11, 23))
    course = factories.make_course(lectures=26, term=term, slug="6.5940", number="6.5940")
    lab = factories.LabFactory(course=course, key="lab-0", title="Lab 0")
    factories.DeadlineFactory(
        lab=lab, basis="lecture", day=None, anchor=course.lectures.get(key="lecture-5")
    )
    lab = factories.LabFactory(course=course, key="lab-1", title="Lab 1")
    factories.DeadlineFactory(lab=lab)
    publish(course, now=LONG_AGO)
    return course


@pytest.fixture
def client_of(client):
    """A client signed in as a member of a course."""

    def sign_in(course, role="instructor"):
        client.force_login(factories.MembershipFactory(course=course, role=role).user)
        return client

    return sign_in


@pytest.fixture
def instructor(course, client_of):
    return client_of(course)


def event(course, key):
    return Event.objects.get(course=course, key=key)


class TestExtendingADeadline:
    def test_in_its_form_publishes_the_new_date_and_says_so(self, course, instructor):
        before = event(course, "lab-1-due")
        deadline = Deadline.objects.get(key="lab-1-due")
        answer = post(instructor, address_of(deadline), extended_day="2023-09-30")
        after = event(course, "lab-1-due")
        assert (after.sequence, after.uid) == (before.sequence + 1, before.uid)
        assert (after.day, after.first_day) == (date(2023, 9, 30), date(2023, 9, 28))
        change = Change.objects.get(edition__course=course, edition__number=2)
        assert (change.key, change.kind) == ("lab-1-due", "extended")
        assert "Lab 1 is now due Sat Sep 30" in said(answer)[-1]
        assert "edition 2" in said(answer)[-1]

    def test_in_the_list_publishes_once_for_all_rows(self, course, instructor):
        address = reverse("admin:courses_deadline_changelist")
        answer = post(
            instructor,
            address,
            **{"form-0-extended_day": "2023-09-29", "form-1-extended_day": "2023-09-30"},
        )
        assert answer.status_code == 302
        assert Course.objects.get(pk=course.pk).edition_number == 2
        assert Change.objects.filter(edition__number=2).count() == 2

    def test_by_an_assistant_is_allowed(self, course, client_of):
        deadline = Deadline.objects.get(key="lab-1-due")
        post(client_of(course, "ta"), address_of(deadline), extended_day="2023-09-30")
        assert event(course, "lab-1-due").day == date(2023, 9, 30)

    def test_to_no_date_is_refused_in_the_row(self, course, instructor):
        address = reverse("admin:courses_deadline_changelist")
        answer = post(instructor, address, **{"form-0-extended_at": "10:00"})
        assert answer.status_code == 200
        assert "An extension with a time needs a date." in answer.text
        assert Edition.objects.count() == 1


class TestASave:
    def test_that_changes_nothing_publishes_nothing(self, course, instructor):
        lecture = course.lectures.first()
        answer = post(instructor, address_of(lecture))
        assert Edition.objects.count() == 1
        assert len(said(answer)) == 1

    def test_of_a_course_with_all_its_tables_publishes_once(self, course, instructor):
        answer = post(
            instructor,
            address_of(course),
            **{
                "title": "TinyML",
                "lectures-0-title": "Introduction",
                "lectures-1-title": "Basics",
            },
        )
        assert answer.status_code == 302
        edition = Edition.objects.get(number=2)
        assert edition.course_value().title == "TinyML"
        assert {change.key for change in edition.changes.all()} == {"lecture-1", "lecture-2", ""}
        assert edition.by.memberships.get().course == course

    def test_where_saving_does_not_publish_waits(self, course, instructor):
        Course.objects.update(publish_on_save=False)
        publish(course)
        deadline = Deadline.objects.get(key="lab-1-due")
        answer = post(instructor, address_of(deadline), extended_day="2023-09-30")
        assert answer.url == reverse("admin:courses_deadline_changelist")
        assert event(course, "lab-1-due").day == date(2023, 9, 28)
        assert "Saved. Not published yet: 1 change." in said(answer)[-1]
        page = instructor.get(address_of(course))
        assert "Not published yet: 1 change." in page.text

    def test_of_a_course_that_was_never_published_leads_nowhere(self, db, client_of):
        course = factories.make_course()
        answer = post(client_of(course), address_of(course.lectures.first()), title="New")
        assert answer.url == reverse("admin:courses_lecture_changelist")
        assert "never published" in said(answer)[-1]
        assert not Edition.objects.exists()

    def test_that_contradicts_itself_is_refused_with_the_input_kept(self, course, instructor):
        first, second = course.lectures.all()[:2]
        second.merged_into = first
        second.save()
        publish(course, now=LONG_AGO)
        answer = post(instructor, address_of(first), merged_into=second.pk, title="Kept")
        assert answer.status_code == 200
        assert "merged into itself" in answer.text
        assert answer.context["adminform"].form["title"].value() == "Kept"
        first.refresh_from_db()
        assert first.merged_into is None
        assert first.title != "Kept"
        assert Edition.objects.count() == 2

    def test_that_another_course_shares_a_term_with_leaves_that_course_alone(
        self, course, instructor
    ):
        other = factories.make_course(term=course.term, slug="other")
        publish(other)
        post(instructor, address_of(course.lectures.first()), title="New")
        assert Course.objects.get(pk=other.pk).edition_number == 1


class TestASnowDay:
    @pytest.fixture
    def answer(self, course, instructor):
        address = reverse("admin:courses_noclassday_add") + f"?course={course.pk}"
        return post(instructor, address, title="Snow day", day="2023-09-19")

    def test_is_kept_as_a_draft_and_leads_to_the_table(self, course, answer):
        assert answer.url == reverse("admin:courses_course_review", args=[course.pk])
        assert NoClassDay.objects.get(course=course).key == "snow-day"
        assert event(course, "lecture-5").day == date(2023, 9, 21)
        assert "Saved as a draft" in said(answer)[-1]

    def test_is_planned_from_its_own_day(self, course, answer):
        assert earliest_day_acted_on(course) == date(2023, 9, 19)
        assert horizon_of(course) == datetime(2023, 9, 19, 4, tzinfo=UTC)

    def test_shows_what_moves_and_what_does_not_fit(self, course, instructor, answer):
        page = instructor.get(answer.url)
        rows = {row.item: row.lines[0] for row in page.context["rows"]}
        assert rows["Lecture 4"].before.startswith("Tue Sep 19")
        assert rows["Lecture 4"].after.startswith("Thu Sep 21")
        assert rows["Lab 0 due"].after.startswith("Tue Sep 26")
        assert rows["Lecture 25"].after.startswith("Tue Dec 12")
        assert "Lecture 26" not in rows
        assert "Lab 1 due" not in rows
        (conflict, item, link), *_ = page.context["conflicts"]
        assert (conflict.key, conflict.is_blocking, len(conflict.mends)) == ("lecture-26", True, 3)
        assert item == "Lecture 26"
        assert link == address_of(course.lectures.get(key="lecture-26"))
        assert str(conflict.reason) in page.text

    def test_is_published_by_one_click_with_a_note(self, course, instructor, answer):
        page = instructor.get(answer.url)
        data = {**page.context["form"].initial, "note": "Snow on Sep 19."}
        data["horizon"] = data["horizon"].isoformat()
        done = instructor.post(answer.url, data)
        assert done.url == address_of(course)
        edition = Edition.objects.get(number=2)
        assert edition.note == "Snow on Sep 19."
        assert edition.horizon == datetime(2023, 9, 19, 4, tzinfo=UTC)
        assert event(course, "lecture-4").day == date(2023, 9, 21)
        assert event(course, "lecture-26").day == date(2023, 12, 12)
        assert "And " in said(done)[-1]
        course.refresh_from_db()
        assert earliest_day_acted_on(course) is None

    def test_taken_back_leaves_nothing_to_publish(self, course, instructor, answer):
        day = NoClassDay.objects.get(course=course)
        answer = confirmed(instructor, address_of(day, "delete"))
        assert answer.status_code == 302
        assert Edition.objects.count() == 1
        page = instructor.get(reverse("admin:courses_course_review", args=[course.pk]))
        assert "There is nothing to publish" in page.text

    def test_is_not_published_from_a_table_that_is_out_of_date(self, course, instructor, answer):
        page = instructor.get(answer.url)
        data = page.context["form"].initial | {"horizon": "2023-09-19", "note": "Kept words"}
        Lecture.objects.filter(course=course, key="lecture-3").update(title="Changed meanwhile")
        again = instructor.post(answer.url, data)
        assert again.status_code == 409
        assert "The course changed since this table was drawn" in again.text
        assert Edition.objects.count() == 1
        rows = {row.item: row.lines[0] for row in again.context["rows"]}
        assert rows["Lecture 3"].after == "Lecture 3: Changed meanwhile"
        assert again.context["form"]["note"].value() == "Kept words"
        data["token"] = again.context["form"].initial["token"]
        assert instructor.post(answer.url, data).status_code == 302
        assert Edition.objects.count() == 2

    def test_can_be_planned_from_another_day(self, course, instructor, answer):
        page = instructor.get(answer.url, {"horizon": "2023-12-01"})
        assert "Lecture 5" not in {row.item for row in page.context["rows"]}
        page = instructor.get(answer.url, {"horizon": "nonsense"})
        assert page.status_code == 200
        assert "Enter a valid date." in page.text

    def test_without_a_token_publishes_nothing(self, course, instructor, answer):
        assert instructor.post(answer.url, {}).status_code == 200
        assert instructor.post(answer.url, {"token": "x"}).status_code == 409
        assert Edition.objects.count() == 1


class TestTheHorizon:
    now = datetime(2023, 9, 26, 12, tzinfo=UTC)

    def test_is_now_where_no_day_is_acted_on(self, course):
        assert horizon_of(course, now=self.now) == self.now

    def test_is_now_where_the_day_is_to_come(self, course):
        factories.NoClassDayFactory(course=course, day=date(2023, 11, 7))
        assert horizon_of(course, now=self.now) == self.now

    @pytest.mark.parametrize("old", [date(2023, 9, 14), date(2023, 9, 21)])
    def test_is_the_earlier_day_of_one_that_was_moved(self, course, old):
        day = factories.NoClassDayFactory(course=course, day=old)
        publish(course)
        day.day = date(2023, 9, 19)
        day.save()
        assert earliest_day_acted_on(course) == min(old, date(2023, 9, 19))

    def test_is_the_day_of_an_exam_or_of_a_meeting_that_differs(self, course):
        factories.ExamFactory(course=course, day=date(2023, 9, 21))
        assert earliest_day_acted_on(course) == date(2023, 9, 21)
        MeetingException.objects.create(
            course=course, meeting=course.meetings.get(), key="x", day=date(2023, 9, 12), held=False
        )
        assert earliest_day_acted_on(course) == date(2023, 9, 12)

    def test_ignores_what_moves_nothing(self, course):
        exam = factories.ExamFactory(course=course, day=date(2023, 9, 21))
        publish(course)
        Exam.objects.filter(pk=exam.pk).update(room="50-340", description="Bring a pen.")
        assert earliest_day_acted_on(course) is None

    def test_of_an_exam_with_a_time_compares_as_published(self, course):
        factories.ExamFactory(course=course, day=date(2023, 9, 21), start=time(9), end=time(11))
        publish(course)
        assert earliest_day_acted_on(course) is None


class TestATerm:
    @pytest.fixture
    def superuser(self, client):
        client.force_login(factories.UserFactory(is_superuser=True))
        return client

    def test_publishes_each_of_its_courses_that_does_on_save(self, course, superuser):
        quiet = factories.make_course(term=course.term, slug="quiet", publish_on_save=False)
        other = factories.make_course(term=course.term, slug="other")
        for each in (quiet, other):
            publish(each)
        answer = post(superuser, address_of(course.term), name="Fall Term 2023")
        numbers = dict(Course.objects.values_list("slug", "edition_number"))
        assert numbers == {"6.5940": 2, "other": 2, "quiet": 1}
        assert len([words for words in said(answer) if "published" in words]) == 3

    def test_a_new_no_class_day_of_it_gets_a_key_and_a_place_in_the_calendar(
        self, course, superuser
    ):
        address = address_of(course.term)
        data = values_of(superuser.get(address))
        data |= {"no_class_days-2-title": "Inauguration", "no_class_days-2-day": "2023-09-29"}
        superuser.post(address, data)
        assert Term.objects.get().no_class_days.get(title="Inauguration").key == "inauguration"

    def test_a_day_swap_outside_it_is_refused_in_words(self, course, superuser):
        address = address_of(course.term)
        data = values_of(superuser.get(address))
        data |= {"day_swaps-0-day": "2024-05-01", "day_swaps-0-follows": "mon"}
        assert "This day is outside the term." in superuser.post(address, data).text

    def test_the_slug_of_a_department_is_published_with_its_courses(self, course, superuser):
        department = Department.objects.create(slug="eecs", name="EECS")
        course.department = department
        course.save()
        publish(course)
        post(superuser, address_of(department), slug="6")
        assert Edition.objects.first().course_value().department == "6"


class TestDeleting:
    def test_a_lecture_that_a_deadline_follows_is_refused_in_words(self, course, instructor):
        lecture = course.lectures.get(key="lecture-5")
        answer = instructor.get(address_of(lecture, "delete"))
        assert "Lab 0 due" in answer.text
        answer = instructor.post(address_of(lecture, "delete"), {"post": "yes"})
        assert answer.status_code == 200
        assert Lecture.objects.filter(pk=lecture.pk).exists()

    def test_such_a_lecture_is_not_deleted_in_the_table_of_its_course(self, course, instructor):
        answer = post(instructor, address_of(course), **{"lectures-4-DELETE": "on"})
        assert answer.status_code == 200
        assert "Lab 0 due" in answer.text
        assert course.lectures.count() == 26

    def test_a_lab_removes_its_dates_after_a_look(self, course, instructor):
        lab = Lab.objects.get(key="lab-1")
        answer = confirmed(instructor, address_of(lab, "delete"))
        assert answer.url == reverse("admin:courses_course_review", args=[course.pk])
        assert event(course, "lab-1-due").status == "confirmed"

    def test_several_by_an_action_publishes_once(self, course, instructor):
        rows = [factories.AnnouncementFactory(course=course).pk for _ in range(3)]
        publish(course)
        Course.objects.update(publish_on_save=False)
        address = reverse("admin:courses_announcement_changelist")
        chosen = {"action": "delete_selected", "_selected_action": rows}
        answer = confirmed(instructor, address, **chosen)
        assert any("Not published yet: 3 changes" in words for words in said(answer))

    def test_a_course_takes_with_it_what_is_published(self, course, client):
        client.force_login(factories.UserFactory(is_superuser=True))
        answer = confirmed(client, address_of(course, "delete"))
        assert answer.status_code == 302
        assert not Event.objects.exists()

    def test_a_term_with_courses_is_refused_in_words(self, course, client):
        client.force_login(factories.UserFactory(is_superuser=True))
        answer = client.post(address_of(course.term, "delete"), {"post": "yes"})
        assert answer.status_code == 200
        assert Term.objects.exists()


class TestNewItems:
    def add(self, client, course, model, **data):
        address = reverse(f"admin:courses_{model}_add") + f"?course={course.pk}"
        return post(client, address, **data)

    @pytest.mark.parametrize(
        ("model", "data", "key"),
        [
            ("lecture", {"title": "Guest", "number": 27}, "lecture-27"),
            ("lecture", {"title": "A guest from afar"}, "a-guest-from-afar"),
            ("lecture", {"title": "講義"}, "lecture"),
            ("lab", {"title": "Lab 2"}, "lab-2"),
            ("lab", {"title": "Week"}, "week-lab"),
            ("lab", {"title": "Lab 1"}, "lab-1-2"),
            ("exam", {"title": "Midterm", "day": "2023-10-19"}, "midterm"),
            ("announcement", {"text": "Welcome", "day": "2023-09-07"}, "announcement-sep-07"),
            ("noclassday", {"title": "Thanksgiving", "day": "2023-11-24"}, "thanksgiving-2"),
            ("person", {"name": "Ada Lovelace"}, "ada-lovelace"),
            ("link", {"label": "Discussion"}, "discussion"),
            ("chapter", {"title": "Efficient Inference"}, "efficient-inference"),
        ],
    )
    def test_get_a_key_from_what_they_are(self, course, instructor, model, data, key):
        answer = self.add(instructor, course, model, **data)
        assert answer.status_code == 302, answer.context["errors"]
        newest = apps.get_model("courses", model).objects.order_by("-pk").first()
        assert (newest.course, newest.key) == (course, key)

    def test_keep_the_key_that_is_written(self, course, instructor):
        self.add(instructor, course, "lab", title="Lab 2", key="second-lab")
        assert Lab.objects.order_by("-pk").first().key == "second-lab"

    def test_do_not_take_a_key_of_another_item(self, course, instructor):
        answer = self.add(instructor, course, "lab", title="Lab 2", key="lecture-7")
        assert "This course has a lecture with this key." in answer.text

    def test_do_not_take_a_key_of_their_own_kind(self, course, instructor):
        answer = self.add(instructor, course, "lab", title="Lab 2", key="lab-1")
        assert "This course has another item with this key." in answer.text

    def test_come_last(self, course, instructor):
        self.add(instructor, course, "lecture", title="Last", number=27)
        assert [each.title for each in course.lectures.all()][-1] == "Last"

    def test_bring_their_parts_with_them(self, course, instructor):
        data = {
            "title": "Lab 2",
            "releases-TOTAL_FORMS": 1,
            "releases-0-basis": "fixed",
            "releases-0-day": "2023-09-28",
            "releases-0-offset_days": 0,
            "deadlines-TOTAL_FORMS": 2,
            "deadlines-0-basis": "lecture",
            "deadlines-0-anchor": course.lectures.get(key="lecture-10").pk,
            "deadlines-0-offset_days": 2,
            "deadlines-1-title": "Lab 2 survey",
            "deadlines-1-basis": "tba",
            "deadlines-1-offset_days": 0,
            "resources-0-kind": "code",
            "resources-0-url": "https://example.edu/lab2",
        }
        answer = self.add(instructor, course, "lab", **data)
        assert answer.status_code == 302, answer.context["errors"]
        lab = Lab.objects.get(key="lab-2")
        parts = (lab.releases, lab.deadlines, lab.resources)
        keys = [[part.key for part in each.all()] for each in parts]
        assert keys == [["lab-2-out"], ["lab-2-due", "lab-2-survey-due"], ["lab-2-code"]]
        assert {part.course for each in parts for part in each.all()} == {course}

    def test_in_a_table_of_the_course_get_keys_of_their_own(self, course, instructor):
        data = {
            "links-TOTAL_FORMS": 2,
            "links-0-label": "Discussion",
            "links-0-text": "Piazza",
            "links-1-label": "Discussion",
            "links-1-text": "Slack",
        }
        answer = post(instructor, address_of(course), **data)
        assert answer.status_code == 302, answer.context["errors"]
        assert [link.key for link in course.links.all()] == ["discussion", "discussion-2"]

    def test_are_added_one_after_another_to_the_same_course(self, course, instructor):
        answer = self.add(instructor, course, "lecture", title="X", number=27, _addanother="1")
        assert answer.url == reverse("admin:courses_lecture_add") + f"?course={course.pk}"

    def test_ask_for_the_course_where_there_are_several(self, course, instructor):
        other = factories.CourseFactory()
        assert instructor.get(reverse("admin:courses_lab_add")).status_code == 302
        user = course.memberships.get().user
        factories.MembershipFactory(course=other, user=user)
        page = instructor.get(reverse("admin:courses_lab_add"))
        assert [found for found, _ in page.context["choices"]] == sorted(
            [course, other], key=lambda each: each.number
        )
        assert f"?course={other.pk}" in page.text

    def test_come_into_the_course_that_the_list_was_filtered_by(self, course, instructor):
        query = f"?_changelist_filters=course%3D{course.pk}"
        page = instructor.get(reverse("admin:courses_lab_add") + query)
        assert page.status_code == 200
        assert page.context["course"] == course


class TestFields:
    def test_weekdays_are_ticked(self, course, instructor):
        meeting = course.meetings.get()
        page = instructor.get(address_of(meeting))
        assert page.context["adminform"].form["weekdays"].value() == ["tue", "thu"]
        Course.objects.update(publish_on_save=False)
        post(instructor, address_of(meeting), weekdays=["wed", "mon"])
        meeting.refresh_from_db()
        assert meeting.weekdays == "mon,wed"

    def test_a_meeting_without_weekdays_is_refused(self, course, instructor):
        data = values_of(instructor.get(address_of(course.meetings.get())))
        del data["weekdays"]
        answer = instructor.post(address_of(course.meetings.get()), data)
        assert "weekdays" in answer.context["adminform"].form.errors

    def test_further_numbers_are_separated_by_commas(self, course, instructor):
        post(instructor, address_of(course), also_numbers="1.C25,  18.0651 ,")
        course.refresh_from_db()
        assert course.also_numbers == ["1.C25", "18.0651"]
        page = instructor.get(address_of(course))
        assert page.context["adminform"].form["also_numbers"].value() == "1.C25, 18.0651"

    @pytest.mark.parametrize("text", ["x" * 10_000, "a\tb", "a\x07b"])
    def test_a_text_that_cannot_be_shown_is_refused_at_its_field(self, course, instructor, text):
        answer = post(instructor, address_of(course.lectures.first()), title=text)
        assert answer.status_code == 200
        assert "title" in answer.context["adminform"].form.errors

    def test_markup_is_shown_as_text(self, course, instructor):
        lecture = course.lectures.first()
        post(instructor, address_of(lecture), title="<script>alert(1)</script>")
        for address in (address_of(lecture), reverse("admin:courses_lecture_changelist")):
            assert "<script>alert" not in instructor.get(address, follow=True).text


class TestWhatCannotBe:
    def test_published_is_refused_in_a_list_with_nothing_changed(self, course, instructor):
        first, second = course.lectures.all()[:2]
        Lecture.objects.filter(pk=first.pk).update(merged_into=second)
        Lecture.objects.filter(pk=second.pk).update(merged_into=first)
        address = reverse("admin:courses_deadline_changelist")
        answer = post(instructor, address, **{"form-0-extended_day": "2023-09-30"})
        assert answer.url == address
        (told,) = instructor.get(address).context["messages"]
        assert str(told).startswith("Nothing was changed. ")
        assert "merged into itself" in str(told)
        assert not Deadline.objects.filter(extended_day__isnull=False).exists()
        page = instructor.get(address_of(course))
        assert "the course contradicts itself" in page.text
        page = instructor.get(reverse("admin:courses_course_review", args=[course.pk]))
        assert "merged into itself" in page.text

    def test_deleted_is_told_with_what_needs_it(self, course):
        with pytest.raises(RestrictedError) as raised:
            course.lectures.get(key="lecture-5").delete()
        assert in_use(raised.value) == "It is needed by deadline Lab 0 due: change that first."
        with pytest.raises(ProtectedError) as raised:
            course.term.delete()
        assert "It is needed by course 6.5940" in in_use(raised.value)

    def test_a_course_with_its_own_switch_off_keeps_a_draft_over_several_saves(
        self, course, instructor
    ):
        Course.objects.update(publish_on_save=False)
        publish(course)
        for n, title in enumerate(("First", "Second")):
            answer = post(instructor, address_of(course.lectures.all()[n]), title=title)
        assert "2 changes" in said(answer)[-1]
        assert Edition.objects.count() == 1


@pytest.mark.django_db
def test_a_conflict_that_was_published_is_told_until_it_is_mended(client):
    term = factories.TermFactory(first_day=date(2023, 9, 6), last_day=date(2023, 9, 15))
    course = factories.make_course(term=term, lectures=4)
    publish(course, now=datetime(2023, 8, 1, tzinfo=UTC))
    client.force_login(factories.UserFactory(is_superuser=True))
    page = client.get(f"/admin/courses/course/{course.pk}/change/").content.decode()
    assert "There is no class day left for Lecture 4." in page
    assert "Not published yet" not in page


def test_a_form_says_in_words_what_nobody_did_or_is_not_there(world):
    edition = world.a.editions.get()
    page = world.client("ta").get(reverse("admin:schedule_edition_change", args=[edition.pk])).text
    assert "a command" in page
    assert "None" not in page
    Course.objects.filter(pk=world.a.pk).update(department=None, also_numbers=["1.C25", "1.S1"])
    page = world.client("ta").get(reverse("admin:courses_course_change", args=[world.a.pk])).text
    assert "1.C25, 1.S1" in page
    assert "None" not in page
    assert "[" + '"1.C25"' not in page.replace("&quot;", '"')


def test_the_list_of_one_course_names_it_and_an_item_leads_back_to_its_board(world):
    client = world.client("ta")
    page = client.get(reverse("admin:courses_lecture_changelist"), {"course": world.a.pk}).text
    assert f"<h1>Lectures of {world.a.number}</h1>" in page
    assert f'<a href="{reverse("admin:courses_course_change", args=[world.a.pk])}">' in page
    board = f'<a href="{reverse("admin:courses_course_board", args=[world.a.pk])}">Plan board</a>'
    lecture = world.rows_of_a[Lecture]
    assert board in client.get(reverse("admin:courses_lecture_change", args=[lecture.pk])).text
