"""A test of a course's mail, to who asks for it."""

from datetime import UTC, datetime, timedelta

import pytest

from schedule.mailing.trying import IS_OFF, MOST, NoTestError, last_test, send_test
from schedule.models import Mail, MailKind, MailState
from tests import factories

NOW = datetime(2023, 9, 28, 12, tzinfo=UTC)

pytestmark = pytest.mark.usefixtures("db", "mail_is_on")


@pytest.fixture
def account(db):
    return factories.UserFactory(email="ta@example.edu")


def test_it_goes_at_once_to_the_account_itself(account):
    course = factories.CourseFactory()
    mail = send_test(account, course, now=NOW)
    assert (mail.kind, mail.account, mail.course) == (MailKind.TEST, account, course)
    assert mail in Mail.objects.due(NOW)
    assert mail.urgent
    assert last_test(account, course) == mail
    assert last_test(account, factories.CourseFactory()) is None


def test_one_waits_at_a_time(account):
    course = factories.CourseFactory()
    send_test(account, course, now=NOW)
    with pytest.raises(NoTestError, match="waits to be sent"):
        send_test(account, course, now=NOW)
    send_test(factories.UserFactory(email="other@example.edu"), course, now=NOW)
    assert Mail.objects.count() == 2


def test_an_account_asks_for_so_many_an_hour(account):
    course = factories.CourseFactory()
    for _ in range(MOST):
        send_test(account, course, now=NOW)
        Mail.objects.update(state=MailState.SENT)
    with pytest.raises(NoTestError, match="last hour"):
        send_test(account, course, now=NOW)
    send_test(account, course, now=NOW + timedelta(hours=1))


def test_without_an_address_none_is_sent():
    with pytest.raises(NoTestError, match="no e-mail address"):
        send_test(factories.UserFactory(), factories.CourseFactory(), now=NOW)
    assert not Mail.objects.exists()


def test_where_the_site_sends_no_mail_there_is_none(account, settings):
    settings.MAIL_IS_ON = False
    with pytest.raises(NoTestError, match=IS_OFF):
        send_test(account, factories.CourseFactory(), now=NOW)
