"""The files of the phones' page, read once when the room opens; nothing else is ever served."""

from __future__ import annotations

import json
from typing import Final, NamedTuple

from workshop_app import paths
from workshop_app.words import LANGUAGES

FILES: Final = {
    "/": ("page.html", "text/html; charset=utf-8"),
    "/page.js": ("page.js", "text/javascript; charset=utf-8"),
    "/page.css": ("page.css", "text/css; charset=utf-8"),
    "/icon.svg": ("icon.svg", "image/svg+xml"),
}
WORDS: Final = "/words.json"


class PageFile(NamedTuple):
    """What is sent for one path."""

    kind: str
    body: bytes


def page_files() -> dict[str, PageFile]:
    """Path → file; all languages' words are one of them, for the page needs them before joining."""
    folder = paths.resources() / "phone"
    files = {
        path: PageFile(kind, (folder / name).read_bytes()) for path, (name, kind) in FILES.items()
    }
    texts = paths.resources() / "translations"
    words = {
        language: json.loads((texts / language / "phone.json").read_text(encoding="utf-8"))
        for language in LANGUAGES
    }
    body = json.dumps(words, ensure_ascii=False).encode()
    return files | {WORDS: PageFile("application/json", body)}
