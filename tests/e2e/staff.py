"""The courses as an operator loads them, and accounts as a department makes them."""

from io import StringIO
from pathlib import Path

from django.contrib.auth.models import User
from django.core.management import call_command

from courses.models import Course, Membership

FIXTURES = Path(__file__).parents[2] / "fixtures"
COURSE = "/2023-fall/6.5940/"
PASSWORD = "for-this-test-only"


def load_all() -> None:
    """Load the term and its four courses with the commands."""
    call_command("load_term", str(FIXTURES / "2023-fall.yaml"), stdout=StringIO())
    for path in sorted(FIXTURES.glob("mit-*.yaml")):
        call_command("load_course", str(path), stdout=StringIO())


def make_staff(name: str, *, course: str, role: str = "instructor") -> User:
    """Make an account with a role in a course."""
    user = User.objects.create_user(name, password=PASSWORD, is_staff=True)
    Membership.objects.create(user=user, course=Course.objects.get(slug=course), role=role)
    return user
