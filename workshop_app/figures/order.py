"""The order of a line of letters that run to the left and to the right (Unicode's rules, UAX 9).

python-bidi knows neither isolates nor paired brackets: those are here.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, TypeVar
from unicodedata import bidirectional

from workshop_app.directions import END, TO_LEFT, TO_RIGHT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_Part = TypeVar("_Part")

_STRONG: Final = {"L": "L", "R": "R", "AL": "R", "EN": "R", "AN": "R"}
_BRACKETS: Final = {"(": ")", "[": "]", "{": "}"}
_BEGINS: Final = ("LRI", "RLI", "FSI")
_UNSEEN: Final = ("LRE", "RLE", "LRO", "RLO", "PDF", "PDI", "BN")
"""Characters that only say how others run; joiners among them."""

_PLACEHOLDER: Final = "\ufffc"
"""Stands for all that is isolated, and runs neither way."""


def direction(text: str) -> int:
    """Which way a text runs by its first letter that is not isolated: 1 = to the left.

    One without such a letter runs as the app's languages do.
    """
    deep = 0
    for kind in map(bidirectional, text):
        if kind in _BEGINS:
            deep += 1
        elif kind == "PDI":
            deep = max(deep - 1, 0)
        elif not deep and kind in ("L", "R", "AL"):
            return int(kind != "L")
    return 0


def levels(text: str) -> list[int]:
    """The depth of every character: even ones run to the right, odd ones to the left."""
    if not {"R", "AL", "RLE", "RLO", "AN"}.intersection(map(bidirectional, text)):
        return [0] * len(text)
    return _levels(text, direction(text))


def _levels(text: str, base: int) -> list[int]:
    """What is isolated counts as one sign outside, and begins anew inside, one level deeper."""
    inside = list(_isolates(text))
    outer = list(text)
    for start, end in inside:
        outer[start:end] = [_PLACEHOLDER, *[""] * (end - start - 1)]
    found = _resolved(outer, base)
    for start, end in inside:
        part, kind = text[start + 1 : end], bidirectional(text[start])
        left = direction(part) if kind == "FSI" else int(kind == "RLI")
        deeper = found[start] + 1
        found[start + 1 : end] = _levels(part, deeper + (deeper % 2 != left))
    return found


def _isolates(text: str) -> Iterator[tuple[int, int]]:
    """From where to where each isolate runs that lies in no other: its sign and what it holds."""
    deep = start = 0
    for at, kind in enumerate(map(bidirectional, text)):
        if kind in _BEGINS:
            start = start if deep else at
            deep += 1
        elif kind == "PDI" and deep:
            deep -= 1
            if not deep:
                yield start, at
    if deep:
        yield start, len(text)


def _resolved(characters: Sequence[str], base: int) -> list[int]:
    """The depth of each; what is empty or unseen has that of the one before it."""
    from bidi import algorithm

    kept = [bool(one) and bidirectional(one) not in _UNSEEN for one in characters]
    way = "LR"[base % 2]
    storage = algorithm.get_empty_storage()
    storage.update(base_level=base, base_dir=way)
    seen = "".join(one for one, keep in zip(characters, kept, strict=True) if keep)
    algorithm.get_embedding_levels(seen, storage)
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    _pair_brackets(storage["chars"], way)
    algorithm.resolve_neutral_types(storage, debug=False)
    algorithm.resolve_implicit_levels(storage, debug=False)
    found = iter([int(one["level"]) for one in storage["chars"]])
    depths: list[int] = []
    for keep in kept:
        depths.append(next(found) if keep else (depths or [base])[-1])
    return depths


def _pair_brackets(chars: list[dict[str, Any]], base: str) -> None:
    """Give both brackets of a pair one direction (rule N0)."""
    opened: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for at, one in enumerate(chars):
        if one["ch"] in _BRACKETS:
            opened.append((_BRACKETS[one["ch"]], at))
        while opened and one["ch"] in _BRACKETS.values():
            closing, start = opened.pop()
            if closing == one["ch"]:
                pairs.append((start, at))
                break
    for start, end in sorted(pairs):
        inside = {_STRONG.get(one["type"]) for one in chars[start + 1 : end]} - {None}
        if not inside:
            continue
        before = (_STRONG.get(one["type"]) for one in reversed(chars[:start]))
        context = next((found for found in before if found), base)
        kind = base if base in inside else context
        chars[start]["type"] = chars[end]["type"] = kind


def in_order(runs: Sequence[tuple[int, _Part]]) -> list[_Part]:
    """From the order of reading to that of the page: deeper parts are turned around first."""
    ordered = list(runs)
    depths = [level for level, _ in runs]
    odd = [level for level in depths if level % 2]
    for depth in range(max(depths, default=0), min(odd, default=1) - 1, -1):
        turned: list[tuple[int, _Part]] = []
        for deep, group in groupby(ordered, key=lambda run, depth=depth: run[0] >= depth):  # type: ignore[misc]
            part = list(group)
            turned += reversed(part) if deep else part
        ordered = turned
    return [part for _, part in ordered]


def kept_in_order(lines: Sequence[str], paragraph: str) -> list[str]:
    """The lines of a paragraph, each of which stands as it would in the whole.

    An isolate goes on in the next line, and a line that would run the other way gets a sign.
    """
    base, opened = direction(paragraph), ""
    kept: list[str] = []
    for line in lines:
        whole = opened + line
        opened = _opened(whole)
        whole += END * len(opened)
        if direction(whole) != base:
            whole = f"{TO_LEFT if base else TO_RIGHT}{whole}"
        kept.append(whole)
    return kept


def _opened(text: str) -> str:
    """The signs of the isolates that do not end in a text."""
    opened: list[str] = []
    for one in text:
        if bidirectional(one) in _BEGINS:
            opened.append(one)
        elif one == END and opened:
            opened.pop()
    return "".join(opened)
