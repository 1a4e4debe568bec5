"""What a first visit costs over the wire: bytes and requests are the same on every machine."""

import gzip
import re
from pathlib import Path

import pytest

from tests.schedule.views.reading_html import read_html

ROOT = Path(__file__).resolve().parents[3]
MIT = "/2023-fall/6.5940/"
HEADERS = 450
"""Bytes, generously, of one answer's headers."""
PACKED = {".css", ".js", ".svg"}
PAGES = ("/2023-fall/", MIT, f"{MIT}week/2023-W40/", f"{MIT}deadlines/")


def assets_of(html):
    """Return the files that a page asks for, each once."""
    page = read_html(html)
    loaded = {"stylesheet", "preload", "icon"}
    links = [link["href"] for link in page.all("link") if link["rel"] in loaded]
    scripts = [script["src"] for script in page.all("script")]
    pictures = [image["src"] for image in page.all("img")]
    return sorted({*links, *scripts, *pictures})


def wire(address):
    """Return the bytes of a static file as it is sent, packed where that is done."""
    path = ROOT / address.lstrip("/")
    body = path.read_bytes()
    return HEADERS + len(gzip.compress(body) if path.suffix in PACKED else body)


def test_a_first_week_page_is_under_100_kb_over_the_wire(four, client):
    response = client.get(f"{MIT}week/2023-W40/", headers={"Accept-Encoding": "gzip"})
    html = gzip.decompress(response.content).decode()
    assets = assets_of(html)
    total = HEADERS + len(response.content) + sum(map(wire, assets))
    assert total < 100_000
    assert len(assets) <= 9


@pytest.mark.parametrize("address", PAGES)
def test_the_letters_of_headings_and_text_are_asked_for_at_once(four, client, address):
    page = read_html(client.get(address).content.decode())
    preloaded = {Path(link["href"]).name for link in page.all("link", rel="preload")}
    assert preloaded == {"instrument-sans.woff2", "newsreader.woff2", "newsreader-display.woff2"}


def test_every_font_is_there_and_has_a_stand_in_of_the_same_measures():
    css = (ROOT / "static/css/tokens.css").read_text()
    faces = re.findall(r"@font-face \{([^}]*)\}", css)
    files = {name for face in faces for name in re.findall(r"fonts/([\w-]+\.woff2)", face)}
    assert files == {path.name for path in (ROOT / "static/fonts").glob("*.woff2")}
    assert all("font-display: swap" in face for face in faces if "url(" in face)
    stand_ins = [face for face in faces if "local(" in face]
    assert len(stand_ins) == len(files)
    for face in stand_ins:
        assert all(f"{name}-override" in face for name in ("ascent", "descent", "line-gap"))
        assert "size-adjust" in face
    for stack in ("serif", "display", "sans"):
        families = re.search(rf"--{stack}: ([^;]*);", css).group(1).split(", ")
        assert families[1].strip('"') == f"{stack.title()} stand-in"
