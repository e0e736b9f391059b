"""The sample's booklet against bare reportlab drawing as many pages, lines and glyphs."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from io import BytesIO
from pathlib import Path

from benchmarks.measure import median, paired, report

_OPERATOR = re.compile(rb"(?<=[\s)])(Tj|re|l|c|S|s|f\*|f|B\*|B|b)(?=\s)")


def booklet() -> None:
    """Count what the booklet draws, then draw as much with nothing around it."""
    from pypdf import PdfReader

    from workshop_app.assembly.booklet import make_booklet
    from workshop_app.assembly.demo import play_sample, sample_workshop

    with tempfile.TemporaryDirectory() as folder:
        workshop = sample_workshop(Path(folder) / "sample.workshop")
        for _ in play_sample(workshop):
            pass
        path = Path(folder) / "booklet.pdf"

        def ours() -> None:
            make_booklet(workshop, path)

        ours()
        pages = PdfReader(path).pages
        drawn = Counter[bytes]()
        glyphs = 0
        for page in pages:
            content = page.get_contents()
            drawn.update(_OPERATOR.findall(content.get_data() if content is not None else b""))
            glyphs += len(page.extract_text().replace("\n", ""))
        texts = drawn[b"Tj"]
        segments = sum(drawn[name] for name in (b"l", b"c", b"re"))
        paths = sum(drawn[name] for name in (b"S", b"s", b"f", b"f*", b"B", b"B*", b"b"))

        def bare() -> None:
            _draw(len(pages), texts, glyphs, paths, segments)

        times, floor = paired(ours, bare, 9)
        workshop.file.close()
    report(
        "booklet",
        median(times),
        "ms",
        median(floor),
        "ratio <= 2",
        f"the sample's booklet of {len(pages)} pages, {texts} texts, {glyphs} glyphs, {paths} "
        f"shapes and {segments} lines, against bare reportlab drawing as many",
    )


def _draw(pages: int, texts: int, glyphs: int, paths: int, segments: int) -> None:
    """The floor: the same amount of ink, from the same font files."""
    from reportlab.pdfgen.canvas import Canvas

    from workshop_app.booklet.figure_painter import FONTS, load_fonts

    load_fonts()
    canvas = Canvas(BytesIO(), pageCompression=1, initialFontName=FONTS["regular"])
    length = max(1, round(glyphs / texts))
    words = ("Numbers and words as people say them. " * 4)[:length]
    each = max(1, round(segments / paths))
    for page in range(pages):
        canvas.setFont(FONTS["regular"], 10)
        for line in range(texts // pages):
            canvas.drawString(60, 780 - line * 3, f"{page}{line}{words}"[:length])
        for shape in range(paths // pages):
            path = canvas.beginPath()
            path.moveTo(60, 60 + shape)
            for step in range(each):
                path.lineTo(60 + step * 9.5, 60.25 + shape)
            canvas.drawPath(path, stroke=1, fill=0)
        canvas.showPage()
    canvas.save()
