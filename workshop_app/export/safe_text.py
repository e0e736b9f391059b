"""Text from people in spreadsheets: it says what it said, and no program reckons with it.

A cell of a workbook has a type, so the text stays as it is (`is_risky` ones are marked as Excel
marks what was typed after an apostrophe). A CSV has none: there `guarded` puts an apostrophe
before what a program might take for a formula, and `unguarded` takes it away again.
"""

from __future__ import annotations

import re
from typing import Final

from workshop_app.directions import unsigned

_FORMULA: Final = "=+\\-@＝＋－＠﹦﹢﹣﹫"
"""What a formula begins with, and the full-width and small forms that count as the same."""

_BLANKS: Final = r"\s\"\u200b-\u200f\u2060\ufeff"
"""What a program may skip before it looks whether there is a formula."""

_RISKY: Final = re.compile(f"[\t\r\n]|[{_BLANKS}]*[{_FORMULA}]")
_WITHIN: Final = re.compile(f"([;\t\r\n][{_BLANKS}]*)(?=[{_FORMULA}'])")
_GUARDED_WITHIN: Final = re.compile(f"([;\t\r\n][{_BLANKS}]*)'")
_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def writable(text: str) -> str:
    """The text without what no file of text or XML may hold, and without signs of order."""
    return _UNWRITABLE.sub("", unsigned(text))


def is_risky(text: str) -> bool:
    """Whether a spreadsheet might take the text for a formula."""
    return _RISKY.match(text) is not None


def guarded(text: str) -> str:
    """The text for a cell of a CSV.

    An apostrophe goes before what is risky; also after a ``;``, tab or line break within the text,
    where programs that split at those (Excel in Dutch splits at ``;``) begin a new cell. One that
    was there already gets another, so that `unguarded` gives the same text back.
    """
    text = writable(text)
    within = _WITHIN.sub(r"\1'", text)
    return f"'{within}" if is_risky(text) or text.startswith("'") else within


def unguarded(cell: str) -> str:
    """The text that `guarded` was given."""
    return _GUARDED_WITHIN.sub(r"\1", cell.removeprefix("'"))
