"""A figure as SVG: one element per item, with the words as text."""

from __future__ import annotations

import base64
import json
import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from workshop_app import paths
from workshop_app.figures.figure import Circle, Figure, Fill, Item, Path, Rect, Stroke, Text
from workshop_app.figures.text import width

if TYPE_CHECKING:
    from workshop_app.figures.theme import Theme

FAMILIES = {
    "regular": ("Workshop Sans", 400),
    "medium": ("Workshop Sans Medium", 500),
    "semibold": ("Workshop Sans SemiBold", 600),
}
"""Family and weight; the fallback is the face from which ours were made."""

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_svg(figure: Figure, theme: Theme, *, embed_fonts: bool = False) -> str:
    """A well-formed SVG document in user units of 1 u.

    Texts name our fonts and fall back on IBM Plex Sans; ``textLength`` keeps their widths
    with any other font. ``embed_fonts`` puts the font files inside (about 0.5 MB).
    `KeyError` for a token that the theme does not have.
    """
    size = f"{_number(figure.width)} {_number(figure.height)}"
    title = f"<title>{_plain(figure.title)}</title>" if figure.title else ""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" role="img" '
        f'stroke-linejoin="round">{title}',
    ]
    if embed_fonts:
        lines.append(f"<style>{_font_faces()}</style>")
    lines += [_element(item, theme) for item in figure.items]
    lines.append("</svg>")
    return "\n".join(lines) + "\n"


def _element(item: Item, theme: Theme) -> str:
    if isinstance(item, Text):
        return _text(item, theme)
    paint = _fill(item.fill, theme) + _stroke(item.stroke, theme)
    readout = f"<title>{_plain(item.readout)}</title>" if item.readout else ""
    if isinstance(item, Rect):
        radius = min(item.radius, item.width / 2, item.height / 2)
        corner = f' rx="{_number(radius)}"' if radius > 0 else ""
        name = "rect"
        place = (
            f'x="{_number(item.x)}" y="{_number(item.y)}" width="{_number(item.width)}" '
            f'height="{_number(item.height)}"{corner}'
        )
    elif isinstance(item, Circle):
        name = "circle"
        place = f'cx="{_number(item.x)}" cy="{_number(item.y)}" r="{_number(item.radius)}"'
    else:
        name = "path"
        place = f'd="{_commands(item)}"'
    return f"<{name} {place}{paint}>{readout}</{name}>" if readout else f"<{name} {place}{paint}/>"


def _commands(item: Path) -> str:
    return " ".join(
        name + " ".join(f"{_number(x)},{_number(y)}" for x, y in points)
        for name, points in item.commands
    )


def _text(item: Text, theme: Theme) -> str:
    family, weight = FAMILIES[item.weight]
    families = quoteattr(f"'{family}', 'IBM Plex Sans', sans-serif")
    length = width(item.text, item.size, item.weight)
    return (
        f'<text x="{_number(item.x)}" y="{_number(item.y)}" font-size="{_number(item.size)}" '
        f'font-family={families} font-weight="{weight}" text-anchor="{item.anchor}" '
        f'textLength="{_number(length)}" xml:space="preserve" '
        f'fill="{theme.colour(item.token)}">{_plain(item.text)}</text>'
    )


def _fill(fill: Fill | None, theme: Theme) -> str:
    if fill is None:
        return ' fill="none"'
    opacity = f' fill-opacity="{_number(fill.opacity)}"' if fill.opacity < 1 else ""
    return f' fill="{theme.colour(fill.token)}"{opacity}'


def _stroke(stroke: Stroke | None, theme: Theme) -> str:
    if stroke is None:
        return ""
    pen = stroke.width * theme.line_scale
    dash = " ".join(_number(part * pen) for part in stroke.dash)
    return (
        f' stroke="{theme.colour(stroke.token)}" stroke-width="{_number(pen)}"'
        + (f' stroke-dasharray="{dash}"' if dash else "")
        + (' stroke-linecap="round"' if stroke.round_ends else "")
    )


def _number(value: float) -> str:
    """Three decimals at most, no minus before zero."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def _plain(text: str) -> str:
    """Text for XML: escaped, without characters that no XML document may hold."""
    return escape(_FORBIDDEN.sub("", text))


def _font_faces() -> str:
    metrics = json.loads((paths.made() / "metrics.json").read_text(encoding="utf-8"))
    faces: list[str] = []
    for key, (family, weight) in FAMILIES.items():
        data = (paths.fonts_folder() / metrics[key]["file"]).read_bytes()
        source = f"url(data:font/ttf;base64,{base64.b64encode(data).decode('ascii')})"
        faces.append(
            f"@font-face{{font-family:'{family}';font-weight:{weight};src:{source}}}"
        )
    return "".join(faces)
