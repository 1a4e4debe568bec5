"""The one renderer of Markdown lets nothing through that was not meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schedule.markdown import plain, render, written_out
from tests.schedule.views.reading_html import read_html


def test_markdown_becomes_html():
    html = render("# Hello\n\nA *good* **note**:\n\n1. one\n2. two\n\n`code`")
    page = read_html(html)
    assert page.one("h3").text == "Hello"
    assert [each.text for each in page.one("ol").all("li")] == ["one", "two"]
    assert (page.one("em").text, page.one("strong").text) == ("good", "note")


@pytest.mark.parametrize(
    ("text", "highest", "levels"),
    [
        ("# a\n## b\n##### c\n###### d", 3, "3456"),
        ("# a\n## b\n# c\n## d", 2, "2323"),
        ("#### a\n###### b\n##### c\n## d", 2, "2332"),
        ("# a\n## b\n### c\n#### d\n##### e\n###### f", 3, "345666"),
    ],
)
def test_headings_go_on_from_those_of_the_page_and_leave_no_level_out(text, highest, levels):
    page = read_html(render(text, highest))
    assert [node.tag for node in page.walk()] == [f"h{level}" for level in levels]


def test_links_lead_out_without_a_trace():
    link = read_html(render("[here](https://example.edu/?a=1&b=2)")).one("a")
    assert link.attributes == {"href": "https://example.edu/?a=1&b=2", "rel": "noopener nofollow"}


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "<javascript:alert(1)>",
        "![x](javascript:alert(1))",
        "[x]: javascript:alert(1)\n\n[x]",
        '[x](https://a.b "onmouseover=alert(1)")',
        "[x](//evil.example.com)",
        "[x](/admin/logout/)",
        "[x](https://[)",
        "<style>p{}</style>",
        "|a|\n|:-:|\n|<b onclick=x>|",
    ],
)
def test_nothing_runs_or_leads_astray(text):
    page = read_html(render(text))
    assert {node.tag for node in page.walk()} <= {
        *("p", "a", "em", "strong", "table", "thead", "tbody", "tr", "th", "td"),
    }
    for node in page.walk():
        assert set(node.attributes) <= {"href", "rel", "title"}
        assert node.attributes.get("href", "https://").startswith(
            ("https://", "http://", "mailto:")
        )


def test_an_image_becomes_its_words():
    assert render("![a plot](https://example.edu/plot.png)") == "<p>a plot</p>\n"


@given(st.text(max_size=300))
def test_any_text_renders_to_html_that_nests(text):
    read_html(render(text))


def test_plain_words_have_no_marks():
    assert plain("**Hello**, <b>you</b> & *me*\n\nagain") == "Hello, <b>you</b> & me again"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[Solutions](https://a.edu/s?a=1&b=2)", "Solutions: https://a.edu/s?a=1&b=2"),
        ("See [*the* notes:](https://a.edu/n) **first**.", "See the notes: https://a.edu/n first."),
        ("<https://a.edu/ü> or https://a.edu/a_b_c", "https://a.edu/%C3%BC or https://a.edu/a_b_c"),
        ("[https://a.edu](https://a.edu)", "https://a.edu"),
        ("[Ann](mailto:ann@a.edu), <ann@a.edu>", "Ann: ann@a.edu, ann@a.edu"),
        ("[here](/admin/) and [x](javascript:alert(1))", "here and [x](javascript:alert(1))"),
        ("[a][1]\n\n[1]: https://a.edu", "a: https://a.edu"),
        ("# Head\n\nOne\ntwo\\\nthree `x*y`", "Head\n\nOne\ntwo\nthree x*y"),
        (
            "Bring:\n\n- a *pen*\n- a [book](https://a.edu)",
            "Bring:\n- a pen\n- a book: https://a.edu",
        ),
        ("3. one\n4. two\n\nEnd", "3. one\n4. two\n\nEnd"),
        ("|a|b|\n|-|-|\n|1|2|", "a | b\n1 | 2"),
        ("```\nmake *all*\n```\n\n---\n\n> said", "make *all*\n\n\nsaid"),
        ("![A *plot*](https://a.edu/p.png)", "A plot"),
        ("2 * 3 * 4 < 5 &amp; \\*", "2 * 3 * 4 < 5 & *"),
    ],
)
def test_written_out_it_keeps_lines_and_addresses_and_no_marks(text, said):
    assert written_out(text) == said


@given(st.text(alphabet="ab:[]()<>*_#-|`\n\\!/1. ", max_size=80))
def test_whatever_is_written_can_be_written_out(text):
    assert set(written_out(text)) <= set(text) | set("- :|\n.") | set("%0123456789ABCDEFmailto")
