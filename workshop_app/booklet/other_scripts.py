"""Lines of scripts that the app's own font lacks, as operators of a page.

Their glyphs are shaped and in the order of the page already (`figures/scripts.py`). reportlab
embeds characters and not glyphs, so every glyph gets a character of its own among the private
ones; what the line says stands beside it, for who copies, searches or has it read out.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from workshop_app.figures.scripts import STYLES, pieces
from workshop_app.figures.text import width

if TYPE_CHECKING:
    from workshop_app.figures.scripts import Font, Glyph, Piece

_PRIVATE: Final = 0xF0000
"""The first of the characters that mean nothing; as many as a font has glyphs."""

_NOTHING: Final = "\u200b"
"""What a glyph says that is only a part: a space without width."""

_CODE: Final = re.compile("<F[0-9A-F]{4}>")


class _ScriptFont(TTFont):
    """A font whose glyphs are written as private characters, and read as what they say."""

    def __init__(self, source: Font) -> None:
        super().__init__(f"Script-{source.path.stem}", str(source.path), shapable=False)
        self._source = source
        self._glyphs: dict[tuple[int, str], str] = {}
        self._says: dict[str, str] = {}

    def written(self, glyph: Glyph) -> str:
        """The character that stands for a glyph, the same as long as the app runs."""
        key = glyph.number, glyph.text
        found = self._glyphs.get(key)
        if found is None:
            code = _PRIVATE + len(self._glyphs)
            found = self._glyphs[key] = chr(code)
            said = glyph.text or _NOTHING
            self._says[f"<{code:X}>"] = f"<{said.encode('utf-16-be').hex().upper()}>"
            self.face.charToGlyph[code] = glyph.number
            self.face.charWidths[code] = self._source.advance(glyph.number) * 1000
        return found

    def addObjects(self, document: Any) -> None:  # noqa: N802  (reportlab's name)
        """Put the font into the document, with what its characters say."""
        super().addObjects(document)
        for name, stream in document.idToObject.items():
            if name.startswith("toUnicodeCMap:") and self.face.name.decode() in name:
                stream.content = _CODE.sub(self._spoken, stream.content)

    def _spoken(self, found: re.Match[str]) -> str:
        return self._says.get(found[0], found[0])


def set_pieces(
    document: Any, text: str, fontname: str, size: float, at: tuple[float, float]
) -> str:
    """The operators that show a line of many scripts from a point to the right.

    They come in the order of reading, wherever each part stands.
    """
    (x, y), found = at, pieces(text, _weight(fontname))
    if found and found[0].backwards and found[0].text.startswith(" "):
        x -= width(" ", size, _weight(fontname))  # where a line ends, which is on the left
    placed: list[tuple[Piece, float]] = []
    for piece in found:
        placed.append((piece, x))
        x += piece.advance * size
    parts = ["BT"]
    for piece, left in sorted(placed, key=_place):
        if piece.font is None:
            own = pdfmetrics.getFont(fontname)
            parts += [f"1 0 0 1 {left:.2f} {y:.2f} Tm", _shown(document, own, piece.text, size)]
        else:
            parts += _glyphs(document, piece, _registered(piece.font), size, (left, y))
    return " ".join((*parts, "ET"))


def _place(placed: tuple[Piece, float]) -> int:
    return placed[0].place


def _glyphs(
    document: Any, piece: Piece, font: _ScriptFont, size: float, at: tuple[float, float]
) -> list[str]:
    (x, y), parts = at, []
    for glyph in piece.glyphs:
        place = f"1 0 0 1 {x + glyph.dx * size:.2f} {y + glyph.dy * size:.2f} Tm"
        parts.append(f"{place} {_shown(document, font, font.written(glyph), size)}")
        x += glyph.advance * size
    return parts[::-1] if piece.backwards else parts


def _shown(document: Any, font: Any, text: str, size: float) -> str:
    """A text of one font; a font has room for 256 characters in each of its subsets."""
    return " ".join(
        f"{font.getSubsetInternalName(subset, document)} {size:.2f} Tf <{codes.hex()}> Tj"
        for subset, codes in font.splitString(text, document)
    )


@lru_cache(maxsize=64)
def _registered(source: Font) -> _ScriptFont:
    font = _ScriptFont(source)
    pdfmetrics.registerFont(font)
    return font


def _weight(fontname: str) -> str:
    return next(key for key, style in STYLES.items() if fontname.endswith(f"-{style}"))
