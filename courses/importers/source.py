"""The text of a file: small enough, UTF-8, and of characters that people can see."""

import re
from bisect import bisect_right
from itertools import islice

from courses.content.text import name_character
from courses.importers.problems import MAX_PROBLEMS, CourseFileError, Problem

MAX_BYTES = 1024 * 1024

_UNSEEN = re.compile("[\t\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_LINE_END = re.compile("\r\n|\r|\n")
_BYTE_ORDER_MARK = "\ufeff"


def read_source(data: str | bytes, *, name: str) -> str:
    """Return the text of a file.

    Raises:
        CourseFileError: It is too large or not UTF-8, or has tabs or characters that cannot be
            seen (in a text they can be written as escapes in double quotes).
    """
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    if len(raw) > MAX_BYTES:
        message = f"more than {MAX_BYTES:,} bytes are too many"
        raise CourseFileError([Problem(1, "", message)], name=name)
    text = data if isinstance(data, str) else _decode(data, name=name)
    text = text.removeprefix(_BYTE_ORDER_MARK)
    problems = _find_unseen(text)
    if problems:
        raise CourseFileError(problems, name=name)
    return text


def _decode(data: bytes, *, name: str) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"byte 0x{data[error.start]:02x} is not UTF-8: save the file as UTF-8"
        raise CourseFileError([Problem(line, "", message)], name=name) from None


def _find_unseen(text: str) -> list[Problem]:
    if not _UNSEEN.search(text):
        return []
    starts = [0, *(end.end() for end in _LINE_END.finditer(text))]
    return [
        Problem(bisect_right(starts, match.start()), "", _advise(match[0]))
        for match in islice(_UNSEEN.finditer(text), MAX_PROBLEMS)
    ]


def _advise(character: str) -> str:
    if character == "\t":
        return 'a tab: indent with spaces; within a text write it as "\\t" in double quotes'
    return f"{name_character(character)} cannot be seen: delete it"
