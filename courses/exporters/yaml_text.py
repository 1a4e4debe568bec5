r"""Plain trees to YAML that every reader takes for the same text.

Texts stand bare where no reader could take them for anything else, else in double quotes, with an
escape for what cannot be seen; more than one line of text stands in a literal block. `6.5940` and
`23:59` are quoted, since a YAML 1.1 reader would make numbers of them.
"""

import re
from collections.abc import Iterator

import yaml
from yaml.resolver import Resolver

from courses.exporters.bare import Bare

Tree = str | Bare | list["Tree"] | dict[str, "Tree"]

WIDTH = 100
INDENT = "  "

# What no editor shows, or shows in another order than it stands in.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069"
    "\ud800-\udfff\ufeff\ufffe\uffff]"
)
_STARTS_BARE = re.compile(r"[^\W_]|[(“„«‘¿¡]")
_LIKE_A_NUMBER = re.compile(r"[-+.0-9][-+.:_0-9a-fA-FxXoOeE]*")
_WORDS = {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
_resolver = Resolver()


def write_yaml(fields: dict[str, Tree]) -> str:
    """Return a mapping as a YAML document, with an empty line around each list of items."""
    blocks = []
    for name, value in fields.items():
        block = "\n".join(_field(name, value, ""))
        is_list = isinstance(value, list) and "\n" in block
        blocks.append(f"\n{block}\n" if is_list else block)
    return re.sub(r"\n\n\n+(?=\S)", "\n\n", "\n".join(blocks)).strip("\n") + "\n"


def _field(name: str, value: Tree, indent: str) -> Iterator[str]:
    inner = indent + INDENT
    match value:
        case Bare():
            yield f"{indent}{name}: {value}"
        case str():
            yield from _text(f"{indent}{name}: ", value, inner)
        case dict():
            yield f"{indent}{name}:"
            for inner_name, inner_value in value.items():
                yield from _field(inner_name, inner_value, inner)
        case list():
            yield from _list(f"{indent}{name}:", value, inner)


def _list(head: str, items: list[Tree], indent: str) -> Iterator[str]:
    short = f"{head} [{', '.join(_in_brackets(item) for item in items)}]"
    if all(isinstance(item, str) for item in items) and len(short) <= WIDTH:
        yield short
        return
    yield head
    for item in items:
        if isinstance(item, dict):
            lines = (
                line for name, value in item.items() for line in _field(name, value, indent + "  ")
            )
            yield f"{indent}- {next(lines).lstrip()}"
            yield from lines
        else:
            yield f"{indent}- {_in_brackets(item)}"


def _in_brackets(item: Tree) -> str:
    if not isinstance(item, str):
        return ""
    return item if is_bare(item) and not re.search(r"[,?:{}\[\]]", item) else quote(item)


def _text(head: str, text: str, indent: str) -> Iterator[str]:
    bare = is_bare(text)
    long = "\n" in text or (not bare and len(head) + len(text) > WIDTH)
    if long and fits_a_block(text):
        yield f"{head}|-"
        for line in text.split("\n"):
            yield f"{indent}{line}" if line else ""
    else:
        yield head + (text if bare else quote(text))


def fits_a_block(text: str) -> bool:
    """Tell whether a literal block gives the text back: all of it seen, no tab, no space first."""
    return bool(text) and not text[0].isspace() and not re.search("\t", text) and is_seen(text)


def is_seen(text: str) -> bool:
    """Tell whether an editor shows all characters of the text where they stand."""
    return not _UNSEEN.search(text)


def is_bare(text: str) -> bool:
    """Tell whether every YAML reader takes the text for itself, without quotes."""
    return (
        bool(_STARTS_BARE.match(text))
        and text == text.strip()
        and not re.search(r"[\n\t]|: |:$| #", text)
        and is_seen(text)
        and text.casefold() not in _WORDS
        and not _LIKE_A_NUMBER.fullmatch(text)
        and _reads_as_text(text)
    )


def _reads_as_text(text: str) -> bool:
    tag = _resolver.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return bool(tag == "tag:yaml.org,2002:str")


def quote(text: str) -> str:
    """Return the text in double quotes, on one line."""
    return '"' + "".join(_escape(character) for character in text) + '"'


def _escape(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if not _UNSEEN.match(character):
        return character
    return f"\\x{ord(character):02X}" if ord(character) < 0x100 else f"\\u{ord(character):04X}"  # noqa: PLR2004 - two digits end there
