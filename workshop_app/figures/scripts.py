"""Lines that the app's own font cannot set: which font has them, in which order, how wide.

Stage, pages and measuring ask here, so that lines break in the same place everywhere. The fonts
that set-up makes come first; what they lack is looked for on this machine. Nothing is loaded
before the first such character.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from workshop_app import paths
from workshop_app.directions import SIGNS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

STYLES: Final = {"regular": "Regular", "medium": "Medium", "semibold": "SemiBold"}

KNOWN: Final = """
arial.ttf msyh.ttc msyh.ttf YuGothM.ttc meiryo.ttc msgothic.ttc malgun.ttf simsun.ttc nirmala.ttc
nirmala.ttf leelawui.ttf ebrima.ttf gadugi.ttf segoeui.ttf seguisym.ttf seguiemj.ttf seguihis.ttf
ArialUnicode.ttf Arial&Unicode.ttf AppleSDGothicNeo.ttc STHeiti&Light.ttc Hiragino&Sans&GB.ttc
Apple&Symbols.ttf Kohinoor.ttc Thonburi.ttc
wqy-microhei.ttc wqy-zenhei.ttc DroidSansFallbackFull.ttf DroidSansFallback.ttf NanumGothic.ttf
ipaexg.ttf ipag.ttf TakaoGothic.ttf NotoSansDevanagari-Regular.ttf NotoSansBengali-Regular.ttf
NotoSansTamil-Regular.ttf NotoSansTelugu-Regular.ttf NotoSansThai-Regular.ttf
NotoSansArmenian-Regular.ttf NotoSansGeorgian-Regular.ttf NotoSansEthiopic-Regular.ttf
NotoEmoji-Regular.ttf Symbola_hint.ttf Symbola.ttf DejaVuSans.ttf
"""
"""Fonts of Windows, macOS and Linux for other scripts, the better first; & is a space."""


class Glyph(NamedTuple):
    """One shape of a font, where it stands after the one before; in parts of the font's size.

    ``text`` is what it says, nothing for a part of what another one says.
    """

    number: int
    text: str
    advance: float
    dx: float
    dy: float


class Piece(NamedTuple):
    """A part of a line in one font, from left to right; without a font it is in the app's own.

    ``text`` is as it is read, in the own font as it is shown; ``advance`` is for a size of 1.
    ``place`` counts the parts as they are read, and ``backwards`` ones are read from the right.
    """

    font: Font | None
    text: str
    advance: float
    glyphs: tuple[Glyph, ...] = ()
    place: int = 0
    backwards: bool = False


class Font:
    """A font file with outlines that can be printed; loaded with the first question."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._opened: tuple[Any, int] | None = None

    def has(self, character: str) -> bool:
        """Whether the font has a glyph for it."""
        font, _ = self._font()
        return font is not None and bool(font.get_nominal_glyph(ord(character)))

    def advance(self, number: int) -> float:
        """How wide a glyph is by itself, as a part of the font's size."""
        font, units = self._font()
        return float(font.get_glyph_h_advance(number)) / units

    def shaped(self, text: str, *, backwards: bool) -> tuple[Glyph, ...]:
        """The glyphs of a text of one direction, as they stand from left to right."""
        import uharfbuzz

        font, units = self._font()
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if backwards else "ltr"
        buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
        uharfbuzz.shape(font, buffer)
        infos = buffer.glyph_infos
        said = _said(text, [info.cluster for info in infos])
        return tuple(
            Glyph(
                info.codepoint,
                said[at],
                where.x_advance / units,
                where.x_offset / units,
                where.y_offset / units,
            )
            for at, (info, where) in enumerate(zip(infos, buffer.glyph_positions, strict=True))
        )

    def _font(self) -> tuple[Any, int]:
        if self._opened is None:
            self._opened = _opened(self.path)
        return self._opened


def _said(text: str, starts: Sequence[int]) -> list[str]:
    """What each glyph says: from its character to that of the next one, and never twice."""
    ends = dict(pairwise([*sorted(set(starts)), len(text)]))
    first = {one: starts.index(one) for one in ends}
    return [text[one : ends[one]] if at == first[one] else "" for at, one in enumerate(starts)]


def _opened(path: Path) -> tuple[Any, int]:
    """The font with its units; ``None`` where its shapes or its makers forbid to embed it."""
    import uharfbuzz

    try:
        face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)))
    except (OSError, uharfbuzz.HarfBuzzError):
        return None, 1
    if not {"glyf", "loca", "OS/2", "cmap"} <= set(face.table_tags):
        return None, 1
    allowed = int.from_bytes(bytes(face.reference_table("OS/2").data)[8:10], "big")
    if allowed & 0x000F == 0x0002 or allowed & 0x0300:
        return None, 1
    return uharfbuzz.Font(face), face.upem


# -- which font --------------------------------------------------------------------------


def font_of(character: str, weight: str = "regular") -> Font | None:
    """The first font that has a character which the app's own lacks; ``None`` for none."""
    return _fonts_of(character, STYLES[weight])


@lru_cache(maxsize=4_000)
def _fonts_of(character: str, style: str) -> Font | None:
    for font in (*_made(style), *_on_machine()):
        if font.has(character):
            return font
    return None


def made_fonts() -> list[Path]:
    """The files of the fonts for other scripts that set-up made."""
    return sorted(paths.script_fonts().glob("*.ttf"))


@lru_cache(maxsize=4)
def _made(style: str) -> tuple[Font, ...]:
    return tuple(Font(path) for path in made_fonts() if path.stem.endswith(f"-{style}"))


@lru_cache(maxsize=1)
def _on_machine() -> tuple[Font, ...]:
    """The known fonts that lie in this machine's folders."""
    wanted = {name.replace("&", " ").casefold(): at for at, name in enumerate(KNOWN.split())}
    found: dict[int, Path] = {}
    for folder in paths.machine_fonts():
        for path in folder.rglob("*.tt?"):
            at = wanted.get(path.name.casefold())
            if at is not None:
                found.setdefault(at, path)
    return tuple(Font(path) for _, path in sorted(found.items()))


def forget() -> None:
    """Look for fonts anew."""
    _made.cache_clear()
    _on_machine.cache_clear()
    _fonts_of.cache_clear()
    pieces.cache_clear()


# -- a line ------------------------------------------------------------------------------


@lru_cache(maxsize=4_000)
def pieces(text: str, weight: str) -> tuple[Piece, ...]:
    """A line as it stands from left to right, every part in a font that has it.

    Signs of order are gone: they have done what they are for.
    """
    from workshop_app.figures.order import in_order, levels
    from workshop_app.figures.text import advances

    own = advances(weight)
    fonts = list(_fonts(text, weight, own))
    runs: list[tuple[int, Piece]] = []
    start = 0
    for (font, level), group in groupby(zip(fonts, levels(text), strict=True)):
        end = start + sum(1 for _ in group)
        shown = "".join(one for one in text[start:end] if one not in SIGNS)
        piece = _piece(shown, font, level, own, own.em)
        runs.append((level, piece._replace(place=start, backwards=level % 2 == 1)))
        start = end
    return tuple(piece for piece in in_order(runs) if piece.text)


def _piece(text: str, font: Font | None, level: int, own: dict[str, int], em: int) -> Piece:
    backwards = level % 2 == 1
    if font is None or not text:
        shown = _mirrored(text) if backwards else text
        return Piece(None, shown, sum(own.get(one, em) for one in shown) / em)
    glyphs = font.shaped(text, backwards=backwards)
    return Piece(font, text, sum(glyph.advance for glyph in glyphs), glyphs)


def _fonts(text: str, weight: str, own: Collection[str]) -> Iterator[Font | None]:
    """The font of every character; marks and joiners stay with the letter before them."""
    import unicodedata

    font: Font | None = None
    for character in text:
        joins = unicodedata.category(character) in ("Mn", "Cf")
        if character not in SIGNS and (not joins or (font is None and character in own)):
            font = None if character in own else font_of(character, weight)
        yield font


def _mirrored(text: str) -> str:
    """Text of the own font in a line from right to left: its brackets turn around."""
    from bidi.mirror import MIRRORED

    return "".join(MIRRORED.get(one, one) for one in reversed(text))
