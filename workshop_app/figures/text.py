"""Text measured with the app's own font files, the same for screen, page and SVG."""

from __future__ import annotations

import json
import re
import unicodedata
from functools import lru_cache
from typing import Any

from workshop_app import paths
from workshop_app.directions import SIGNS, runs_left

SMALLEST = 2.8
"""No text on stage is smaller than this, in u (LOOK, type)."""

LEADING = 1.28
"""Line height as a multiple of the font size."""


@lru_cache(maxsize=1)
def _metrics() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(
        (paths.made() / "metrics.json").read_text(encoding="utf-8")
    )
    return loaded


class Advances(dict[str, int]):
    """How wide each character is, in the font's own units: whole numbers add up exactly."""

    def __init__(self, weight: str) -> None:
        entry = _metrics()[weight]
        super().__init__((chr(int(code)), wide) for code, wide in entry["advances"].items())
        self.em = int(entry["units"])
        self._weight = weight
        self.of_word = lru_cache(maxsize=20_000)(self.of)
        """The same for what comes again and again."""

    def of(self, text: str) -> int:
        """The width of one line; what this font lacks is as wide as in the font that sets it."""
        try:
            return sum(map(self.__getitem__, text))
        except KeyError:
            # Loaded with the first such text: most sessions have none.
            from workshop_app.figures.scripts import pieces

            return round(self.em * sum(piece.advance for piece in pieces(text, self._weight)))


@lru_cache(maxsize=4)
def advances(weight: str) -> Advances:
    """The widths of one weight of the app's own font."""
    return Advances(weight)


def is_own(text: str) -> bool:
    """Whether the app's own font has every character of ``text``."""
    return all(map(advances("regular").__contains__, text))


def covered(text: str) -> bool:
    """Whether some font that can be printed has every character of ``text``."""
    table = advances("regular")
    return all(one in table or one.isspace() or one in SIGNS or _elsewhere(one) for one in text)


def _elsewhere(character: str) -> bool:
    from workshop_app.figures.scripts import font_of

    return font_of(character) is not None


@lru_cache(maxsize=20_000)
def width(text: str, size: float, weight: str = "regular") -> float:
    """The advance width of one line in the unit of ``size``; what no font has counts as 1 em."""
    table = advances(weight)
    return size * table.of(text) / table.em


def cap_height(size: float, weight: str = "regular") -> float:
    """The height of capitals, to centre a line of text on a shape."""
    entry = _metrics()[weight]
    return size * float(entry["cap"]) / float(entry["units"])


@lru_cache(maxsize=20_000)
def wrap(
    text: str, limit: float, size: float, weight: str = "regular", max_lines: int | None = None
) -> tuple[str, ...]:
    """Break ``text`` into lines no wider than ``limit``.

    A word wider than the limit is broken with a hyphen. Past ``max_lines`` the last line
    ends in an ellipsis. Line breaks in the text are kept.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _wrap_paragraph(paragraph, limit, size, weight)
    if max_lines is not None and len(lines) > max_lines:
        kept = lines[: max(max_lines, 1)]
        kept[-1] = _ellipsis(kept[-1], limit, size, weight)
        return tuple(kept)
    return tuple(lines)


def _wrap_paragraph(paragraph: str, limit: float, size: float, weight: str) -> list[str]:
    lines: list[str] = []
    line, used = "", 0
    table = advances(weight)
    em, space, of_word = table.em, table[" "], table.of_word
    for word in words(paragraph):
        wide = of_word(word)
        longer = used + space + wide if line else wide
        if size * longer / em <= limit:
            line, used = f"{line} {word}" if line else word, longer
            continue
        if line:
            lines.append(line)
        line, used = word, wide
        while size * used / em > limit and len(line) > 2:
            part, line = _broken(line, limit, size, weight)
            lines.append(part)
            used = table.of(line)
    lines.append(line)
    return _in_order(lines, paragraph) if len(lines) > 1 and runs_left(paragraph) else lines


def _in_order(lines: list[str], paragraph: str) -> list[str]:
    from workshop_app.figures.order import kept_in_order

    return kept_in_order(lines, paragraph)


def words(text: str) -> list[str]:
    """The parts between which a line may break: no-break spaces keep theirs together."""
    return _WORD.findall(text)


_WORD = re.compile(r"[^ \t\n\r]+")


def _broken(word: str, limit: float, size: float, weight: str) -> tuple[str, str]:
    """Break a word that is too wide: what stays on the line, and the rest.

    After its own hyphen or slash if it has one, else before a syllable as English and Dutch
    see it, with three letters at least on either side; else where the line is full.
    """
    if not is_own(word):
        return _cut(word, limit, size, weight)
    most = 1
    while most < len(word) - 1 and width(word[: most + 1] + "-", size, weight) <= limit:
        most += 1
    for cut in range(min(most + 1, len(word) - 1), 1, -1):
        if word[cut - 1] in "-/–" and width(word[:cut], size, weight) <= limit:
            return word[:cut], word[cut:]
    if len(word) > 5:
        most = min(most, len(word) - 3)
        for cut in range(most, max(2, most - 7), -1):
            if _is_syllable(word, cut):
                return word[:cut] + "-", word[cut:]
    return word[:most] + "-", word[most:]


def _cut(word: str, limit: float, size: float, weight: str) -> tuple[str, str]:
    """Break a word of another script where the line is full: they know no hyphen.

    Closing marks stay on the line, and what is put upon a letter stays with it.
    """
    most = 1
    while most < len(word) - 1 and width(word[: most + 1], size, weight) <= limit:
        most += 1
    for cut in range(most, max(0, most - 4), -1):
        if word[cut] not in _NOT_FIRST and unicodedata.category(word[cut])[0] != "M":
            return word[:cut], word[cut:]
    return word[:most], word[most:]


_SPACELESS = re.compile("[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_NOT_FIRST = frozenset("、。，．！？：；）」』】》〉”’ー々…!?,.:;)")


def _is_syllable(word: str, cut: int) -> bool:
    """Whether a syllable starts at ``cut``: an onset before a vowel, not cut in two."""
    before, after = word[:cut].casefold(), word[cut:].casefold()
    if before.endswith(_LINKS):
        return True
    if _ONSET.match(after) is None or not _VOWEL.search(before):
        return False
    return before[-1] + after[0] not in _INSEPARABLE and not (before + after[0]).endswith(_LINKS)


_VOWEL = re.compile("[aeiouyàáâäèéêëìíîïòóôöùúûü]")
_ONSET = re.compile(
    "(schr|str|spr|spl|sch|ch|th|sh|ph|qu|kn|zw|tw|dw|wr|vr|vl|sl|sm|sn|st|sp|[bcdfgkpt][lr]"
    "|[bcdfghjklmnpqrstvwxzç])[aeiouyàáâäèéêëìíîïòóôöùúûü]"
)
_LINKS = ("ngs", "heids", "teits")  # the s between the parts of a Dutch compound
_INSEPARABLE = frozenset(("ch", "sh", "th", "ph", "sc", "st", "sp", "tr", "dr", "pr", "br", "kr",
                          "gr", "cr", "fr", "pl", "bl", "kl", "gl", "fl", "cl", "sl", "vr", "qu",
                          "wr", "zw", "tw", "kn"))  # fmt: skip


def _ellipsis(line: str, limit: float, size: float, weight: str) -> str:
    while line and width(line + "…", size, weight) > limit:
        line = line[:-1]
    return line.rstrip(" -") + "…"


def breaks_words(text: str, limit: float, size: float, weight: str = "regular") -> bool:
    """Whether some word of ``text`` is wider than ``limit`` and would be hyphenated.

    Scripts that write without spaces break between any two letters.
    """
    return any(
        width(word, size, weight) > limit for word in words(text) if not _spaceless(word)
    )


def _spaceless(word: str) -> bool:
    return not word.isascii() and any(map(_SPACELESS.match, word))


@lru_cache(maxsize=4_000)
def balanced(
    text: str, limit: float, size: float, weight: str = "regular", max_lines: int | None = None
) -> tuple[str, ...]:
    """`wrap`, with lines of about the same length: a label reads better as a block."""
    lines = wrap(text, limit, size, weight, max_lines)
    if len(lines) < 2 or "\n" in text or breaks_words(text, limit, size, weight):
        return lines
    narrow = max(width(word, size, weight) for word in words(text))
    low, high = min(narrow, limit * 0.5 if _spaceless(text) else limit), limit
    for _ in range(7):
        middle = (low + high) / 2
        if len(wrap(text, middle, size, weight)) <= len(lines):
            high = middle
        else:
            low = middle
    return wrap(text, high, size, weight, max_lines)


def at_colon(
    lines: tuple[str, ...], text: str, limit: float, size: float, weight: str = "regular"
) -> tuple[str, ...]:
    """The ``lines`` of a title, broken after its colon where that takes no more of them."""
    head, colon, rest = text.partition(": ")
    if not colon or len(lines) < 2:
        return lines
    parted = wrap(f"{head}:\n{rest}", limit, size, weight)
    return parted if len(parted) <= len(lines) else lines


@lru_cache(maxsize=4_000)
def fitted(
    text: str,
    limit: float,
    size: float,
    weight: str = "regular",
    max_lines: int = 2,
    smallest: float = SMALLEST,
) -> tuple[tuple[str, ...], float]:
    """Lines and font size so that ``text`` fits ``max_lines``, if it can without broken words.

    The size shrinks to 0.8 × at most and never below ``smallest``; what still does not fit
    ends in an ellipsis (LOOK, languages).
    """
    least = max(min(smallest, size), size * 0.8)
    sizes = [size]
    while sizes[-1] > least:
        sizes.append(max(least, sizes[-1] * 0.95))
    whole = [size for size in sizes if not breaks_words(text, limit, size, weight)]
    for candidate in (*whole, *sizes):
        lines = wrap(text, limit, candidate, weight)
        if len(lines) <= max_lines:
            return lines, candidate
    return wrap(text, limit, least, weight, max_lines), least
