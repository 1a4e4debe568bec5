"""No page breaks its policy: nothing in line, nothing from another host. All tests of this folder look at that besides."""

import pytest

from tests.e2e.pages import COURSE

BREACHES = {
    "style-src-attr": "document.body.setAttribute('style', 'color: red')",
    "style-src-elem": "document.head.append(document.createElement('style')), document.head.lastChild.append('p {}')",
    "script-src-attr": "document.body.setAttribute('onclick', 'x()')",
    "img-src": "new Image().src = 'https://elsewhere.example/a.png'",
}


def test_every_page_has_a_strict_policy_and_keeps_it(walk, page, problems):
    policies = []

    def keep(response):
        if response.request.is_navigation_request():
            policies.append(response.headers.get("content-security-policy", ""))

    page.on("response", keep)
    for name in walk(page):
        directives = {each.strip() for each in policies[-1].split(";")}
        assert "default-src 'self'" in directives, name
        assert not [each for each in directives if "unsafe" in each], name
        assert page.locator("script[src]").count() == 1, name
        assert problems == [], name


@pytest.mark.parametrize("directive", BREACHES)
def test_a_breach_would_be_found(site, page, problems, directive):
    page.goto(COURSE)
    breach = f"against the CSP: {directive}"
    with page.expect_console_message(lambda message: message.text.startswith(breach)):
        page.evaluate(BREACHES[directive])
    assert [each for each in problems if breach in each] != []
    page.close()
    problems.clear()
