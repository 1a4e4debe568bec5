"""A page as a tree to ask, strict about what is left open or closed twice."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

VOID = {"meta", "link", "input", "br", "hr", "img"}
BLOCKS = {"li", "p", "tr", "td", "th", "div", "h1", "h2", "h3", "dd", "dt", "option", "summary"}


class Node:
    """An element."""

    def __init__(self, tag: str, attributes: dict[str, str]) -> None:
        self.tag = tag
        self.attributes = attributes
        self.children: list[Node | str] = []

    def __getitem__(self, name: str) -> str:
        return self.attributes[name]

    @property
    def classes(self) -> set[str]:
        return set(self.attributes.get("class", "").split())

    @property
    def text(self) -> str:
        """The words as they are read aloud: one space between them, and nothing that only ties lines."""
        return " ".join("".join(self._pieces()).replace("\N{WORD JOINER}", "").split())

    def all(self, tag: str = "", cls: str = "", **attributes: str) -> list[Node]:
        """Return the elements inside, in order, with this tag, class and attributes."""
        wanted = {name.replace("_", "-"): value for name, value in attributes.items()}
        return [
            node
            for node in self.walk()
            if (not tag or node.tag == tag)
            and (not cls or cls in node.classes)
            and all(node.attributes.get(name) == value for name, value in wanted.items())
        ]

    def one(self, tag: str = "", cls: str = "", **attributes: str) -> Node:
        found = self.all(tag, cls, **attributes)
        assert len(found) == 1, f"{len(found)} of {tag} .{cls} {attributes}"
        return found[0]

    def walk(self) -> Iterator[Node]:
        for child in self.children:
            if isinstance(child, Node):
                yield child
                yield from child.walk()

    def _pieces(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
                continue
            if child.attributes.get("aria-hidden") != "true":
                yield from child._pieces()
            if child.tag in BLOCKS:
                yield " "


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"an attribute twice in <{tag} {names}>"
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read_html(html: str) -> Node:
    """Return the tree of a page; an error where elements do not nest or an id stands twice."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    assert len(builder.open) == 1, f"<{builder.open[-1].tag}> is left open"
    ids = [node["id"] for node in builder.root.walk() if "id" in node.attributes]
    assert len(ids) == len(set(ids)), f"an id twice: {sorted(ids)}"
    return builder.root
