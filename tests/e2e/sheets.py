"""What comes out of the printer: a page as PDF, read back sheet by sheet."""

from dataclasses import dataclass

import pypdfium2
from playwright.sync_api import Page

from tests.qr_codes import decode_pixels

MM = 72 / 25.4
SHARP = 4
"""Pixels a point: some 300 dots an inch, what a cheap printer does."""


@dataclass(frozen=True)
class Sheets:
    """The sheets of a printed page.

    Attributes:
        sizes: Width and height of each in whole millimetres.
        texts: The words on each.
        codes: What a phone reads in the QR codes of each.
    """

    sizes: list[tuple[int, int]]
    texts: list[str]
    codes: list[list[str]]

    @property
    def text(self) -> str:
        """All words, one space between them."""
        return " ".join(" ".join(self.texts).split())


def print_page(page: Page, *, paper: str = "Letter") -> Sheets:
    """Print an open page as a browser does that prints no backgrounds."""
    page.emulate_media(media="print")
    # Paper may take fonts that the screen has not.
    page.evaluate("document.fonts.ready.then(() => null)")
    document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True, format=paper))
    try:
        sheets = list(document)
        return Sheets(
            sizes=[tuple(round(side / MM) for side in sheet.get_size()) for sheet in sheets],
            texts=[sheet.get_textpage().get_text_bounded() for sheet in sheets],
            codes=[_codes(sheet) for sheet in sheets],
        )
    finally:
        document.close()


def _codes(sheet: pypdfium2.PdfPage) -> list[str]:
    picture = sheet.render(scale=SHARP, grayscale=True)
    lines = bytes(picture.buffer)
    pixels = b"".join(
        lines[start : start + picture.width]
        for start in range(0, picture.stride * picture.height, picture.stride)
    )
    return decode_pixels(pixels, width=picture.width, height=picture.height)
