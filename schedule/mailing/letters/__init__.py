"""Letters: what each mail says, in its reader's language, as HTML and as plain text.

`reminder`, `changes`, `confirmation` and `trial` say it, as values of `page`; the templates in
emails/ lay that out; `envelope` makes a message of it, `calendars` the files that it brings.
"""

from schedule.mailing.letters.page import NothingToSayError
from schedule.mailing.letters.writing import write

__all__ = ["NothingToSayError", "write"]
