"""What the log leaves out: the secrets in addresses of ours, and whose mailbox it is."""

import logging
import sys

import pytest

from config.logs import Masking

SECRET = f"{'0123456789abcdef' * 2}.u824u1LMqxAv9blTRLapsKPRH4UcP2e0r1Ls8T0Y8oA"
MESSAGE = "0b94bd0f-1d5f-5bd1-9e3a-0d3c1f0a7c11@example.edu"
TOKEN = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFG"


def line(message, *args, exc_info=None):
    record = logging.LogRecord("a", logging.INFO, "a.py", 1, message, args, exc_info)
    return Masking("{levelname} {message}", style="{").format(record)


@pytest.mark.parametrize(
    ("said", "left"),
    [
        (f"/calendars/{TOKEN}.ics", "/calendars/…"),
        (f"/calendars/{TOKEN}/phone.ics", "/calendars/…"),
        (f"'/calendars/{TOKEN}/%E7%94%B5.ics?a=b'", "'/calendars/…?a=b'"),
        (f"/calendars/{TOKEN}/?do=rotate", "/calendars/…/?do=rotate"),
        (
            f"webcal%3A%2F%2Fa.edu%2Fcalendars%2F{TOKEN}.ics&name=a",
            "webcal%3A%2F%2Fa.edu%2Fcalendars%2F…&name=a",
        ),
        (
            f"cid=webcal%3A%2F%2Fa.edu%2Fcalendars%2F{TOKEN}%2Fphone.ics",
            "cid=webcal%3A%2F%2Fa.edu%2Fcalendars%2F…",
        ),
        (f"%252Fcalendars%252F{TOKEN}.ics", "%252Fcalendars%252F…"),
        ("/calendars/", "/calendars/"),
        ("/2023-fall/6.5940/calendar.ics", "/2023-fall/6.5940/calendar.ics"),
    ],
)
def test_an_address_is_masked_wherever_it_stands(said, left):
    assert line(said) == f"INFO {left}"
    assert line("Not Found: %s", said) == f"INFO Not Found: {left}"
    try:
        raise RuntimeError(said)  # noqa: TRY301
    except RuntimeError:
        text = line("It failed.", exc_info=sys.exc_info())
    assert left in text
    assert TOKEN not in text


@pytest.mark.parametrize(
    ("said", "left"),
    [
        (f"/mail/{SECRET}/", "/mail/…/"),
        (f"/mail/confirm/{SECRET}/?a=b", "/mail/confirm/…/?a=b"),
        (f"/mail/{SECRET}/end/{'0' * 8}/", "/mail/…/end/00000000/"),
        (f"https://a.edu/mail/{SECRET}/end/", "https://a.edu/mail/…/end/"),
        (f"next=%2Fmail%2F{SECRET}%2Fend", "next=%2Fmail%2F…%2Fend"),
        (f"next=%2Fmail%2Fconfirm%2F{SECRET}", "next=%2Fmail%2Fconfirm%2F…"),
        ("/mail/?sent=1", "/mail/?sent=1"),
        ("/healthz/mail", "/healthz/mail"),
        ("550 <ada.b+c@example.edu>: no such user", "550 <…@example.edu>: no such user"),
        ("{'ada@example.edu': (550, b'5.1.1 ada')}", "{'…@example.edu': (550, b'5.1.1 ada')}"),
        (f"sent <{MESSAGE}>", f"sent <{MESSAGE}>"),
        ("at 3 @ 4 o'clock", "at 3 @ 4 o'clock"),
    ],
)
def test_mail_s_secrets_and_mailboxes_are_masked(said, left):
    assert line(said) == f"INFO {left}"


def test_what_django_says_of_an_address_is_masked(db, client, settings):
    handler = logging.StreamHandler()
    handler.setFormatter(Masking("{message}", style="{"))
    lines = []
    handler.emit = lambda record: lines.append(handler.format(record))
    log = logging.getLogger("django.request")
    log.addHandler(handler)
    try:
        client.get(f"/calendars/{TOKEN}.ics")
        client.get(f"/calendars/{TOKEN}/phone.ics")
        client.get(f"/calendars/{TOKEN}/")
        client.get(f"/calendars/{TOKEN}/and/more/")
    finally:
        log.removeHandler(handler)
    assert len(lines) == 4
    assert TOKEN not in "".join(lines)


def test_the_site_s_own_log_is_masked():
    from django.conf import settings  # noqa: PLC0415

    assert settings.LOGGING["formatters"]["line"]["()"] == "config.logs.Masking"
    assert {each["formatter"] for each in settings.LOGGING["handlers"].values()} == {"line"}
