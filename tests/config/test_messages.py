"""The catalogs in locale/: complete, sound, compiled, and as scripts/messages.py would write them."""

import importlib.util
import re
from collections import Counter
from datetime import date, time
from functools import cache
from gettext import c2py
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template.base import Lexer, TokenType
from django.utils import translation

from schedule.wording import clock_words, day_range, day_words, full_day, long_day, short_day

ROOT = Path(__file__).parents[2]
LANGUAGES = ["de", "es", "fr", "zh_Hans", "ja", "ar"]
PLACEHOLDER = re.compile(r"\{\w*\}|%\(\w+\)s|</?\w+>")
NUMBERS = {"{n}", "%(n)s"}
MANY = range(300)
PUBLIC = [
    *sorted((ROOT / "templates" / "schedule").rglob("*.html")),
    *sorted((ROOT / "templates" / "components").rglob("*.html")),
    *sorted((ROOT / "templates" / "emails").rglob("*.*")),
    ROOT / "templates" / "base.html",
]
SAID = {"aria-label", "title", "placeholder", "alt", "label"}
in_each_language = pytest.mark.parametrize("language", LANGUAGES)


def load_tool():
    spec = importlib.util.spec_from_file_location("messages", ROOT / "scripts" / "messages.py")
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    return tool


tool = load_tool()
found = cache(tool.messages)


def catalog(language):
    return [message for message in tool.read(language) if message.id]


def po(language):
    return (tool.folder(language) / "django.po").read_bytes()


def forms(message):
    """Return the original and the translation of each form of a message."""
    if isinstance(message.id, str):
        return [(message.id, message.string)]
    return [(message.id[min(n, 1)], string) for n, string in enumerate(message.string)]


def numbers_of(language):
    """Return, for each form of a number, the numbers that take it."""
    count, rule = tool.PLURALS[language]
    form = c2py(rule)
    return [[n for n in MANY if form(n) == index] for index in range(count)]


def test_the_languages_are_those_of_the_site():
    assert tool.languages() == LANGUAGES


@in_each_language
def test_every_message_is_translated(language):
    missing = [each.id for each in catalog(language) if not tool.is_translated(each.string)]
    assert missing == []


@in_each_language
def test_a_number_has_all_its_forms(language):
    count = len(numbers_of(language))
    assert all(numbers_of(language))
    kept = tool.read(language)
    assert (kept.num_plurals, kept.plural_expr) == (count, f"({tool.PLURALS[language][1]})")
    plurals = [each for each in catalog(language) if not isinstance(each.id, str)]
    assert [each.id for each in plurals if len(each.string) != count] == []


@in_each_language
def test_a_translation_has_the_placeholders_and_tags_of_the_original(language):
    """A form for one number alone may say it in words: Arabic has a dual."""
    numbers = numbers_of(language)
    wrong = []
    for message in filter(lambda each: tool.is_translated(each.string), catalog(language)):
        for index, (original, said) in enumerate(forms(message)):
            wanted, got = Counter(PLACEHOLDER.findall(original)), Counter(PLACEHOLDER.findall(said))
            if not isinstance(message.id, str):
                wanted = Counter(PLACEHOLDER.findall(message.id[1]))
                if len(numbers[index]) == 1:
                    wanted = Counter({key: n for key, n in wanted.items() if key not in NUMBERS})
                    got = Counter({key: n for key, n in got.items() if key not in NUMBERS})
            if wanted != got:
                wrong.append((message.id, said))
    assert wrong == []


@in_each_language
def test_no_entry_is_obsolete_or_fuzzy(language):
    assert not re.search(rb"^#~|^#,.*\bfuzzy\b", po(language), re.MULTILINE)


@in_each_language
def test_the_tool_would_change_nothing(language):
    merged = tool.merge(tool.fresh(language, found()), tool.read(language))
    assert tool.as_po(merged) == po(language), "run make messages"


@in_each_language
def test_the_compiled_catalog_is_that_of_its_text(language):
    compiled = (tool.folder(language) / "django.mo").read_bytes()
    assert compiled == tool.as_mo(tool.read(language)), "run make messages"


@in_each_language
def test_days_are_written_with_their_number_and_month_in_every_language(language):
    first, last = date(2023, 10, 30), date(2023, 11, 5)
    with translation.override(translation.to_language(language)):
        for words in (short_day, day_words, long_day):
            assert re.findall(r"\d+", words(first)) in (["30"], ["10", "30"])
        assert {"30", "2023"} <= set(re.findall(r"\d+", full_day(first)))
        assert len({day_words(first), long_day(first), short_day(first)}) == 3
        assert re.findall(r"\d+", day_range(first, last)) in (["30", "5"], ["10", "30", "11", "5"])
        week = re.findall(r"\d+", day_range(date(2023, 10, 9), date(2023, 10, 15)))
        assert week in (["9", "15"], ["10", "9", "15"])


@in_each_language
def test_times_are_said_in_twelve_or_in_24_hours(language):
    with translation.override(translation.to_language(language)):
        assert re.findall(r"\d+", clock_words(time(15, 35))) in (["15", "35"], ["3", "35"])
        assert re.search(r"\b0?9:05\b", clock_words(time(9, 5)))


class BareWords(HTMLParser):
    """Collects the texts of a template, and the attributes that are read out, with letters in them."""

    def __init__(self):
        super().__init__()
        self.found = []
        self.inside = ""

    def handle_starttag(self, tag, attrs):
        self.inside = tag
        self.found += [value for name, value in attrs if name in SAID and has_letters(value)]

    def handle_data(self, data):
        if self.inside not in {"kbd", "style"} and has_letters(data):
            self.found.append(data.strip())


def has_letters(text):
    return bool(re.search(r"[^\W\d_]", text or ""))


def text_of(source):
    """Return what stands in a template outside its tags, variables and messages."""
    texts, end = [], ""
    for token in Lexer(source).tokenize():
        if token.token_type == TokenType.BLOCK:
            name, *rest = token.contents.split()
            if name == end:
                end = ""
            elif name == "blocktranslate" or rest == ["page"]:  # the page's class
                end = f"end{name}"
        elif token.token_type == TokenType.TEXT and not end:
            texts.append(token.contents)
    return "".join(texts)


@pytest.mark.parametrize("path", PUBLIC, ids=lambda path: path.name)
def test_a_template_has_no_word_outside_its_messages(path):
    text = text_of(path.read_text(encoding="utf-8"))
    # The words for script are attributes of an element that stands elsewhere.
    text = f"<body {text}>" if path.name == "_words.html" else text
    parser = BareWords()
    parser.feed(text)
    assert parser.found == []
