"""Calendar programs by what they say of themselves."""

import pytest

from schedule.personal.programs import Program, program_of


@pytest.mark.parametrize(
    ("agent", "key"),
    [
        ("Google-Calendar-Importer", "google"),
        ("Microsoft.Exchange/15.20 (Windows NT 10.0; Win64; x64)", "outlook"),
        ("Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17; Pro)", "outlook"),
        ("iOS/17.1.1 (21B91) dataaccessd/1.0", "ios"),
        ("macOS/14.0 (23A344) dataaccessd/1.0", "macos"),
        ("Mac+OS+X/10.15.7 (19H15) CalendarAgent/930.5.1", "macos"),
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Thunderbird/128.1",
            "thunderbird",
        ),
        ("Evolution/3.46.4", "evolution"),
        ("vdirsyncer/0.19.3", "vdirsyncer"),
        ("ICSx5/2.2 (2024/01; okhttp/4.12.0) Android/14", "icsx5"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605 Safari/605", "browser"),
    ],
)
def test_what_is_known_is_known_by_name(agent, key):
    assert program_of(agent) == Program(key)


@pytest.mark.parametrize(
    ("agent", "called"),
    [
        ("curl/8.5.0", "curl"),
        ("My Calendar/2 (of a phone)", "My Calendar"),
        ("", ""),
        ("<script>alert(1)</script>", ""),
        ("\x00\r\nX: y", ""),
        ("a" * 500, "a" * 60),
    ],
)
def test_of_what_is_not_known_only_its_name_is_kept(agent, called):
    assert program_of(agent) == Program("other", called)
