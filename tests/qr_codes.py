"""Reading QR codes: an SVG path back to modules, and pixels as a phone does."""

import re

import zxingcpp

Modules = list[list[bool]]


def filled(path: str, side: int) -> Modules:
    """Return which unit squares a closed path of whole strokes fills, from line to line."""
    walls: set[tuple[int, int]] = set()
    for x, y, strokes in re.findall(r"M(\d+) (\d+)((?:[hv]-?\d+)+)z", path):
        walls ^= _walls(int(x), int(y), re.findall(r"([hv])(-?\d+)", strokes))
    lines = []
    for y in range(side):
        inside, line = False, []
        for x in range(side):
            inside ^= (x, y) in walls
            line.append(inside)
        lines.append(line)
    return lines


def decode(modules: Modules, *, scale: int = 4) -> list[str]:
    """Return the texts of the codes in a picture of modules."""
    pixels = bytearray()
    for line in modules:
        pixels += b"".join((b"\0" if dark else b"\xff") * scale for dark in line) * scale
    size = len(modules) * scale
    return decode_pixels(bytes(pixels), width=size, height=size)


def decode_pixels(pixels: bytes, *, width: int, height: int) -> list[str]:
    """Return the texts of the QR codes in a picture of one grey byte a pixel."""
    picture = memoryview(pixels).cast("B", shape=[height, width])
    codes = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
    return [code.text for code in codes]


def _walls(x: int, y: int, strokes: list[tuple[str, str]]) -> set[tuple[int, int]]:
    """Return the upright unit edges of one loop, each by its upper end."""
    walls: set[tuple[int, int]] = set()
    begin = y
    for letter, length in [*strokes, ("v", "end")]:
        end = begin if length == "end" else y + int(length)
        if letter == "h":
            x += int(length)
            continue
        walls ^= {(x, each) for each in range(min(y, end), max(y, end))}
        y = end
    return walls
