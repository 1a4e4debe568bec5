"""Make the web fonts smaller without a difference that can be seen.

    python scripts/slim_fonts.py static/fonts/*.woff2

It needs fonttools and brotli, which nothing else here does: install them apart. Half of a cut font
was kerning, in steps finer than a pixel of a headline. Here it is rounded to 5/1000 em, what is
less than 8/1000 em is left out, and it no longer depends on the weight. Outlines go from 2000
units an em to 1000. Doing it again changes nothing.
"""

import sys
from collections.abc import Iterator

from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.ttLib.tables.otBase import ValueRecord

UNITS = 1000
STEP, LEAST = 5, 8
"""Thousandths of an em."""

PAIRS = 2
X_ADVANCE = 4


def main() -> None:
    """Slim each font in its place."""
    for path in sys.argv[1:]:
        font = TTFont(path, recalcTimestamp=False)
        if font["head"].unitsPerEm != UNITS:
            scale_upem(font, UNITS)
        for subtable in pairs(font):
            coarsen(subtable)
        font.flavor = "woff2"
        font.save(path)
        print(path)


def pairs(font: TTFont) -> Iterator[object]:
    """Yield the tables of kerned pairs."""
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for subtable in lookup.SubTable:
            found = getattr(subtable, "ExtSubTable", subtable)
            if found.LookupType == PAIRS:
                yield found


def coarsen(subtable: object) -> None:
    """Round what a table of pairs kerns, the same for all weights."""
    subtable.ValueFormat1, subtable.ValueFormat2 = X_ADVANCE, 0
    for record in records(subtable):
        by = getattr(record.Value1, "XAdvance", 0) or 0
        record.Value1, record.Value2 = ValueRecord(X_ADVANCE), None
        # A pair of glyphs without kerning stays: it is an exception to that of their classes.
        record.Value1.XAdvance = round(by / STEP) * STEP if abs(by) >= LEAST else 0


def records(subtable: object) -> Iterator[object]:
    """Yield each pair, of glyphs or of classes of glyphs."""
    if subtable.Format == 1:
        for first in subtable.PairSet:
            yield from first.PairValueRecord
    else:
        for first in subtable.Class1Record:
            yield from first.Class2Record


if __name__ == "__main__":
    main()
