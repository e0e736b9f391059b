"""The README points at what is there: pictures, documents, and pictures that a command makes."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
LINKS = re.findall(r"\]\(([^)]+)\)", README)


def test_every_link_leads_somewhere() -> None:
    assert LINKS
    assert not [link for link in LINKS if not (ROOT / link).exists()]


def test_every_picture_is_shown_and_made_by_the_command() -> None:
    shown = {Path(link).name for link in LINKS if link.startswith("docs/screenshots/")}
    assert shown == {path.name for path in (ROOT / "docs" / "screenshots").glob("*.png")}
    script = (ROOT / "docs" / "screenshots.py").read_text(encoding="utf-8")
    assert not [name for name in shown if f'"{name}"' not in script]


def test_every_picture_says_what_it_shows() -> None:
    assert not re.findall(r"!\[\s*\]", README)
