"""Colours are the same in every language: a browser looks at dark pages in one of them only."""

import re
from pathlib import Path

import pytest

FILES = sorted((Path(__file__).parents[2] / "static" / "css").glob("*.css"))
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
OF_A_LANGUAGE = re.compile(r":lang\(|:dir\(|\[(lang|dir)\b")
COLOUR = re.compile(
    r"(?:^|;)\s*(?:[\w-]*color|background[\w-]*|fill|opacity|filter)\s*:"
    r"|#[0-9a-f]{3}|\b(?:light-dark|color-mix|rgba?|hsla?|oklch|oklab)\(",
    re.IGNORECASE,
)


def faults(text):
    """Return what a rule for some languages says of colours."""
    return [
        f"{' '.join(selector.split())}: {' '.join(said.split())}"
        for selector, said in RULE.findall(re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL))
        if OF_A_LANGUAGE.search(selector) and COLOUR.search(said)
    ]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_rule_for_a_language_sets_a_colour(file):
    assert faults(file.read_text()) == []


@pytest.mark.parametrize(
    "rule",
    [
        "p:lang(ar) {color: red}",
        "p { } [dir=rtl] a::before {order: 1; background-color: #fff}",
        "[dir=rtl] {--ink: light-dark(#000, #fff)}",
        "@media print {h1:dir(rtl) {opacity: .5}}",
    ],
)
def test_one_that_did_would_be_found(rule):
    assert len(faults(rule)) == 1
