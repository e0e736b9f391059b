"""A reportlab canvas that writes its operators directly: the same pages in a third of the time.

reportlab's own methods format every number through several calls and every text through a
text object. A booklet has thousands of both, so those its painter uses are written here.
"""

# ruff: noqa: N802  (reportlab's names)

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from workshop_app.booklet.other_scripts import set_pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

# Compressed pages as text grow by a quarter for readers of the last century.
rl_config.useA85 = 0

_STATE = (
    "_fontname",
    "_fontsize",
    "_leading",
    "_fillColorObj",
    "_strokeColorObj",
    "_lineWidth",
    "_lineCap",
    "_lineJoin",
    "_lineDash",
    "_extgstate",
    "_font_in_use",
)
_CIRCLE = 0.5522847498
"""How far the handles of a quarter circle reach, as a share of its radius."""

_PAINTING = {(0, 0): "n", (1, 0): "S", (0, 1): "f", (1, 1): "B"}
_ESCAPED = tuple(
    f"\\{chr(code)}" if chr(code) in "()\\" else chr(code) if 32 <= code < 127 else f"\\{code:03o}"
    for code in range(256)
)


_FORMATS = tuple(" ".join(["%.2f"] * count) for count in range(9))
_MOVE, _LINE, _CURVE = f"{_FORMATS[2]} m", f"{_FORMATS[2]} l", f"{_FORMATS[6]} c"
_RECT = f"{_FORMATS[4]} re %s"
_ROUND = " ".join((_MOVE, *[_CURVE] * 4, "h %s"))
_ROUNDED = " ".join((_MOVE, *[_LINE, _CURVE] * 4, "h %s"))


def numbers(*values: float) -> str:
    """Up to eight numbers as PDF writes them, to a hundredth of a point."""
    return _FORMATS[len(values)] % values


@lru_cache(maxsize=256)
def _colour(red: float, green: float, blue: float) -> str:
    return f"{red:.3g} {green:.3g} {blue:.3g}"


class _Outline:
    """Collects a path; reportlab calls it a path object."""

    def __init__(self) -> None:
        self.parts: list[str] = []

    def moveTo(self, x: float, y: float) -> None:
        self.parts.append(_MOVE % (x, y))

    def lineTo(self, x: float, y: float) -> None:
        self.parts.append(_LINE % (x, y))

    def curveTo(self, x1: float, y1: float, x2: float, y2: float, x: float, y: float) -> None:
        self.parts.append(_CURVE % (x1, y1, x2, y2, x, y))

    def close(self) -> None:
        self.parts.append("h")


class _Glyphs:
    """How the characters of one font are written, as far as they have been used."""

    def __init__(self, font: Any, document: Any) -> None:
        self._font = font
        self._document = document
        self._name = font.getSubsetInternalName(0, document)
        self._sizes: dict[float, str] = {}
        self._known: set[str] = set()
        self._table: dict[int, str] = {}

    def chosen(self, size: float) -> str:
        """The operator that chooses the font's first subset."""
        found = self._sizes.get(size)
        if found is None:
            found = self._sizes[size] = f"{self._name} {numbers(size)} Tf"
        return found

    def written(self, text: str) -> str | None:
        """A text as a string of the first subset; ``None`` where it needs others."""
        return text.translate(self._table) if self._knows(text) else None

    def lacks(self, text: str) -> bool:
        """Whether the font has no glyph for some character."""
        has = self._font.face.charToGlyph
        return any(ord(one) not in has for one in text)

    def mixed(self, text: str, size: float) -> str:
        """The operators that show a text from several subsets."""
        parts = []
        for subset, codes in self._font.splitString(text, self._document):
            name = self._font.getSubsetInternalName(subset, self._document)
            parts.append(
                f"{name} {numbers(size)} Tf ({''.join([_ESCAPED[code] for code in codes])}) Tj"
            )
        return " ".join(parts)

    def _knows(self, text: str) -> bool:
        """Whether all characters are of the first subset, after learning the new ones."""
        known = self._known
        if known.issuperset(text):
            return True
        for character in sorted(set(text) - known):
            self._learn(character)
        return known.issuperset(text)

    def _learn(self, character: str) -> None:
        """Remember a character of the first subset; a font has room for 256 in each."""
        ((subset, codes),) = self._font.splitString(character, self._document)
        if subset == 0 and ord(character) in self._font.face.charToGlyph:
            self._table[ord(character)] = _ESCAPED[codes[0]]
            self._known.add(character)


class DirectCanvas(Canvas):
    """Draws what a painter asks for; everything else is reportlab's."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._glyphs: dict[str, _Glyphs] = {}

    def init_graphics_state(self) -> None:
        """Begin a page, on which no font is chosen yet."""
        super().init_graphics_state()
        self._font_in_use = ""

    def saveState(self) -> None:
        """Remember what a painter changes."""
        values = self.__dict__
        self.state_stack.append([values[name] for name in _STATE])
        self._extgstate: Any = self._extgstate.pushCopy()
        self._code.append("q")

    def restoreState(self) -> None:
        """Go back to what was remembered last."""
        self._code.append("Q")
        self.__dict__.update(zip(_STATE, self.state_stack.pop(), strict=True))

    def setFont(self, psfontname: str, size: float, leading: float | None = None) -> None:
        """The font and size of the texts to come."""
        self._fontname, self._fontsize, self._leading = psfontname, size, leading or size * 1.2

    def drawString(self, x: float, y: float, text: str) -> None:
        """One line of text from ``x, y`` to the right."""
        if not text:
            return
        glyphs = self._glyphs.get(self._fontname)
        if glyphs is None:
            font = pdfmetrics.getFont(self._fontname)
            glyphs = self._glyphs[self._fontname] = _Glyphs(font, self._doc)
        written, font = glyphs.written(text), glyphs.chosen(self._fontsize)
        if written is None and glyphs.lacks(text):
            self._font_in_use = ""
            self._code.append(set_pieces(self._doc, text, self._fontname, self._fontsize, (x, y)))
            return
        if written is None:
            font = ""
            shown = glyphs.mixed(text, self._fontsize)
        elif font == self._font_in_use:
            shown = f"({written}) Tj"
        else:
            shown = f"{font} ({written}) Tj"
        self._font_in_use = font
        self._code.append(f"BT {x:.2f} {y:.2f} Td {shown} ET")

    def photo(self, data: bytes, x: float, y: float, width: float, height: float) -> None:
        """A JPEG, as it is, into a box from its lower left corner."""
        self.drawImage(ImageReader(BytesIO(data)), x, y, width, height)

    def setFillColorRGB(self, r: float, g: float, b: float, alpha: float | None = None) -> None:
        """The colour of areas and texts, each part from 0 to 1."""
        self._fillColorObj = (r, g, b)
        self._code.append(f"{_colour(r, g, b)} rg")
        if alpha is not None:
            self.setFillAlpha(alpha)

    def setStrokeColorRGB(self, r: float, g: float, b: float, alpha: float | None = None) -> None:
        """The colour of lines, each part from 0 to 1."""
        self._strokeColorObj = (r, g, b)
        self._code.append(f"{_colour(r, g, b)} RG")
        if alpha is not None:
            self.setStrokeAlpha(alpha)

    def setLineWidth(self, width: float) -> None:
        """The width of lines in points."""
        self._lineWidth = width
        self._code.append(f"{numbers(width)} w")

    def setDash(self, array: Sequence[float] = (), phase: float = 0) -> None:
        """Lengths of dashes and gaps in points; nothing for a solid line."""
        self._code.append(f"[{numbers(*array)}] {numbers(phase)} d")

    def rect(
        self, x: float, y: float, width: float, height: float, stroke: int = 1, fill: int = 0
    ) -> None:
        """A rectangle from its lower left corner."""
        self._code.append(_RECT % (x, y, width, height, _PAINTING[stroke, fill]))

    def roundRect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        radius: float,
        stroke: int = 1,
        fill: int = 0,
    ) -> None:
        """A rectangle with quarters of circles as corners."""
        right, top, k = x + width, y + height, radius * (1 - _CIRCLE)
        across, up = right - radius, top - radius
        # fmt: off
        self._code.append(_ROUNDED % (
            x + radius, y,
            across, y, right - k, y, right, y + k, right, y + radius,
            right, up, right, top - k, right - k, top, across, top,
            x + radius, top, x + k, top, x, top - k, x, up,
            x, y + radius, x, y + k, x + k, y, x + radius, y,
            _PAINTING[stroke, fill],
        ))
        # fmt: on

    def circle(self, x_cen: float, y_cen: float, r: float, stroke: int = 1, fill: int = 0) -> None:
        """A circle around a point."""
        x, y, k = x_cen, y_cen, r * _CIRCLE
        # fmt: off
        self._code.append(_ROUND % (
            x + r, y,
            x + r, y + k, x + k, y + r, x, y + r,
            x - k, y + r, x - r, y + k, x - r, y,
            x - r, y - k, x - k, y - r, x, y - r,
            x + k, y - r, x + r, y - k, x + r, y,
            _PAINTING[stroke, fill],
        ))
        # fmt: on

    def beginPath(self) -> _Outline:
        """A path to be drawn with `drawPath`."""
        return _Outline()

    def drawPath(self, path: _Outline, stroke: int = 1, fill: int = 0, **_options: Any) -> None:
        """Paint a path; overlapping parts are filled, as the painter's figures expect."""
        self._code.append(f"{' '.join(path.parts)} {_PAINTING[stroke, fill]}")
