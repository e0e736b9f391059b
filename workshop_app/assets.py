"""Makes what git does not keep: static font weights, their metrics, and icons as strokes.

Run by set-up and by packaging as ``python -m workshop_app.assets``; never by the app, which
only reads the files. Qt on FreeType ignores weights of a variable font and reportlab prints
its default only, hence static ones. "Plex" is a Reserved Font Name of the Open Font License,
so what is changed here goes by another name.

To add an icon, add its name to ``ICONS`` (names: https://lucide.dev/icons) and run the module.
"""

import hashlib
import json
import os
import shutil
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from importlib import import_module, metadata
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from workshop_app import paths
from workshop_app.errors import UserError

FAMILY = "Workshop Sans"
WEIGHTS = {"Regular": 400, "Medium": 500, "SemiBold": 600}
"""What is made, and its weight class; the keys of metrics.json are these in lower case."""

SCRIPTS = {
    "Arabic": ("fontpkg_ibm_plex_sans_arabic", "IBM Plex Sans Arabic"),
    "Hebrew": ("fontpkg_heebo", "Heebo"),
}
"""Scripts that the app's own font lacks: the package that has a font for each, and its name."""

ICONS = """
annoyed armchair arrow-left arrow-right book-open cast check chevron-down chevron-left
chevron-right chevron-up circle circle-alert circle-check circle-dot circle-help clock coffee
contrast eye eye-off file-text flag folder-open footprints frown grid-3x3 hand hash heart-pulse
image info keyboard languages laugh lightbulb list-checks lock mail map maximize meh message-square
minus monitor monitor-off monitor-play monitor-x moon move pause pencil play plus printer quote
redo-2 rotate-ccw route save search settings shuffle smartphone smile snowflake sprout square
star sun table-2 target timer trash-2 triangle-alert undo-2 user user-plus users vote x zoom-in
zoom-out
"""
"""By the names the app calls them."""

# Our name, where Lucide has since chosen another.
RENAMED = {
    "annoyed": "face-expressionless",
    "circle-help": "circle-question-mark",
    "frown": "face-slightly-frowning",
    "laugh": "face-grinning",
    "meh": "face-neutral",
    "smile": "face-slightly-smiling",
    "trash-2": "trash",
}

LUCIDE_LICENCE = """\
ISC License

Copyright (c) for portions of Lucide are held by Cole Bemis 2013-2022 as part of Feather (MIT).
All other copyright (c) for Lucide are held by Lucide Contributors 2022.

Permission to use, copy, modify, and/or distribute this software for any purpose with or without
fee is hereby granted, provided that the above copyright notice and this permission notice appear
in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS
SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE
AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES
WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT,
NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE
OF THIS SOFTWARE.
"""

_SOURCES = (
    "fontpkg-heebo",
    "fontpkg-ibm-plex-sans",
    "fontpkg-ibm-plex-sans-arabic",
    "fonttools",
    "python-lucide",
)
_STAMP = "stamp.json"
_KEPT_NAMES = {0, 5, 8, 9, 11, 13, 14}  # copyright, version, makers and the licence
_UNICODE_ENGLISH = (3, 1, 0x409)

Point = tuple[float, float]
Stroke = list[list[str | float]]


def main() -> int:
    """Make the files unless they are there; 0 when they are, 1 with a sentence when not."""
    try:
        folder, news = make(paths.made())
    except UserError as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    sys.stdout.write(f"Fonts and icons {'made' if news else 'are up to date'} in {folder}\n")
    return 0


def make(folder: Path) -> tuple[Path, bool]:
    """Make fonts, metrics and icons in ``folder``, all or nothing.

    Returns:
        The folder, and whether anything had to be made.

    Raises:
        UserError: the tools are not installed, or the folder cannot be written.
    """
    if is_up_to_date(folder):
        return folder, False
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f"{folder.name}.") as temporary:
            new = Path(temporary) / "new"
            new.mkdir()
            _make_fonts(new)
            _write_json(new / "icons.json", {name: strokes(name) for name in ICONS.split()})
            (new / "LICENSE-Lucide.txt").write_text(LUCIDE_LICENCE, encoding="utf-8")
            _write_json(new / _STAMP, _stamp())
            if folder.exists():
                folder.rename(Path(temporary) / "old")
            new.rename(folder)
    except OSError as problem:
        raise UserError(
            "Fonts and icons could not be made in {folder}: {reason}.",
            "Nothing else was changed.",
            "Make room or allow writing there, and start again.",
            folder=folder,
            reason=problem.strerror or problem,
        ) from problem
    return folder, True


def is_up_to_date(folder: Path) -> bool:
    """Whether what lies in ``folder`` was made by this maker from these sources."""
    return _read_stamp(folder) == _stamp()


def strokes(name: str) -> list[Stroke]:
    """The strokes of one icon in a 24 by 24 box, y down; drawn with round caps and joins.

    Each is a list of ``["M", x, y]``, ``["L", x, y]``, ``["C", x1, y1, x2, y2, x, y]`` and
    ``["Z"]``.

    Raises:
        UserError: Lucide has no icon of that name.
    """
    from fontTools.pens.recordingPen import RecordingPen
    from fontTools.svgLib.path import SVGPath
    from lucide import get_icon_list, lucide_icon

    current = RENAMED.get(name, name)
    if current not in get_icon_list():
        raise UserError(
            "Lucide has no icon named {name}.",
            do="Look its new name up at https://lucide.dev/icons and add it to RENAMED.",
            name=current,
        )
    pen = RecordingPen()
    SVGPath.fromstring(lucide_icon(current).encode()).draw(pen)
    found: list[Stroke] = []
    here = (0.0, 0.0)
    for operator, points in pen.value:
        if operator == "moveTo":
            found.append([_command("M", points)])
        elif operator == "lineTo":
            found[-1].append(_command("L", points))
        elif operator == "curveTo":
            found[-1].append(_command("C", points))
        elif operator == "qCurveTo":
            found[-1].append(_command("C", _cubic(here, *points)))
        elif operator == "closePath":
            found[-1].append(["Z"])
        here = points[-1] if points else here
    return found


def _cubic(start: Point, control: Point, end: Point) -> tuple[Point, Point, Point]:
    """The cubic that a quadratic curve is: its controls lie two thirds of the way."""
    first, second = (
        (x + (control[0] - x) * 2 / 3, y + (control[1] - y) * 2 / 3) for x, y in (start, end)
    )
    return first, second, end


def _command(letter: str, points: tuple[Point, ...]) -> list[str | float]:
    return [letter, *(round(number, 3) + 0.0 for point in points for number in point)]


def _make_fonts(folder: Path) -> None:
    """Every font in a process of its own: one takes seconds."""
    import fontpkg_ibm_plex_sans

    source = Path(fontpkg_ibm_plex_sans.ROOT)
    others = folder / paths.SCRIPTS
    others.mkdir()
    workers = min(len(WEIGHTS), os.cpu_count() or 1)
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        jobs = {
            style: pool.submit(
                make_weight, source / "files" / "IBMPlexSans[wdth,wght].ttf", folder, style
            )
            for style in WEIGHTS
        }
        made = [
            pool.submit(make_script, script, others, style)
            for script in SCRIPTS
            for style in WEIGHTS
        ]
        metrics = {style.lower(): job.result() for style, job in jobs.items()}
        for job in made:
            job.result()
    _write_json(folder / "metrics.json", metrics)
    shutil.copyfile(source / "LICENSE", folder / "LICENSE-WorkshopSans-OFL.txt")


def make_weight(source: Path, folder: Path, style: str) -> dict[str, Any]:
    """Write one static weight; returns its metrics in font units, advances by code point."""
    font = _static(source, style)
    entry = _save(font, folder, FAMILY, style, "IBM Plex Sans")
    os2, hhea = font["OS/2"], font["hhea"]
    widths = font["hmtx"].metrics
    return entry | {
        "units": font["head"].unitsPerEm,
        "ascent": hhea.ascent,
        "descent": -hhea.descent,
        "cap": os2.sCapHeight,
        "x": os2.sxHeight,
        "advances": {str(code): widths[glyph][0] for code, glyph in font.getBestCmap().items()},
    }


def make_script(script: str, folder: Path, style: str) -> None:
    """Write one weight of the font for a script, with its licence."""
    package, original = SCRIPTS[script]
    source = Path(import_module(package).ROOT)
    files = source / "files"
    static = sorted(files.glob(f"*-{style}.ttf"))
    font = _static((static or sorted(files.glob("*wght*.ttf")))[0], style)
    _save(font, folder, f"{FAMILY} {script}", style, original)
    shutil.copyfile(source / "LICENSE", folder / f"LICENSE-{script}-OFL.txt")


def _static(source: Path, style: str) -> Any:
    """The font of one weight, without the tables of variations and signatures."""
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    font = TTFont(source)
    if "fvar" in font:
        wanted = {"wght": WEIGHTS[style], "wdth": 100}
        axes = {axis.axisTag: wanted[axis.axisTag] for axis in font["fvar"].axes}
        font = instancer.instantiateVariableFont(font, axes)
    for table in ("STAT", "DSIG"):
        if table in font:
            del font[table]
    return font


def _save(font: Any, folder: Path, family: str, style: str, original: str) -> dict[str, Any]:
    """Write a font under a name and weight of its own; returns what they are."""
    file = f"{family.replace(' ', '')}-{style}.ttf"
    family = family if style == "Regular" else f"{family} {style}"
    _name(font, family, Path(file).stem, original)
    os2, weight = font["OS/2"], WEIGHTS[style]
    os2.usWeightClass = weight
    os2.fsSelection = os2.fsSelection & ~0b100001 | 0b1000000  # neither italic nor bold: regular
    font["head"].macStyle = 0
    font.save(folder / file)
    return {"family": family, "file": file, "weight": weight}


def _name(font: Any, family: str, postscript: str, original: str) -> None:
    """Name one weight as a family of its own, which every font system tells apart."""
    table = font["name"]
    table.names = [name for name in table.names if name.nameID in _KEPT_NAMES]
    version = font["head"].fontRevision
    for number, text in {
        1: family,
        2: "Regular",
        3: f"{version:.3f};{postscript}",
        4: family,
        6: postscript,
        10: f"A static weight of {original}, renamed as its licence asks.",
    }.items():
        table.setName(text, number, *_UNICODE_ENGLISH)


def _stamp() -> dict[str, str]:
    try:
        stamp = {name: metadata.version(name) for name in _SOURCES}
    except metadata.PackageNotFoundError as problem:
        raise UserError(
            "Fonts and icons cannot be made: the package {name} is not installed.",
            do="Run `python3 run.py`, which installs it.",
            name=problem.name,
        ) from problem
    return stamp | {"maker": hashlib.sha256(Path(__file__).read_bytes()).hexdigest()}


def _read_stamp(folder: Path) -> object:
    try:
        return json.loads((folder / _STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _write_json(file: Path, value: object) -> None:
    file.write_text(json.dumps(value, separators=(",", ":"), sort_keys=True), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
