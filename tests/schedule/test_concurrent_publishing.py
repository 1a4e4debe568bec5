"""Two who publish at once come one after the other."""

import threading
from datetime import UTC, datetime

import pytest
from django.db import connection

from courses.models import Course, Lecture
from schedule.models import Edition
from schedule.publishing import publish
from tests.factories import make_course

THREADS = 6


@pytest.mark.django_db(transaction=True)
def test_parallel_publishers_lose_no_change_and_leave_no_gap_in_the_numbers():
    course = make_course(lectures=THREADS)
    publish(course, now=datetime(2023, 8, 1, tzinfo=UTC))
    failures = []

    def edit_and_publish(number: int) -> None:
        try:
            Lecture.objects.filter(course=course, number=number).update(title=f"By {number}")
            publish(Course.objects.get(pk=course.pk))
        except Exception as error:  # noqa: BLE001 - whatever it is, the test shows it
            failures.append(error)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=edit_and_publish, args=(number,))
        for number in range(1, THREADS + 1)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    numbers = list(Edition.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    latest = Edition.objects.get(number=numbers[-1]).course_value()
    assert [lecture.title for lecture in latest.lectures] == [
        f"By {number}" for number in range(1, THREADS + 1)
    ]
