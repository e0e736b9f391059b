"""The built-in method, loaded once, and copies of it to break."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.method.shapes import SHAPES
from workshop_app.method.loader import load_method

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop_app.method.model import Method

BUILT_IN = Path(__file__).parents[2] / "resources" / "methods" / "see-think-act-be"


@pytest.fixture(scope="session")
def method() -> Method:
    return load_method(BUILT_IN, SHAPES)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(BUILT_IN, tmp_path / "mine")


@pytest.fixture
def change(folder: Path) -> Callable[[str, str, str], int]:
    """Replace text that is there once in a file; gives the line it stood on."""

    def replace(name: str, old: str, new: str) -> int:
        file = folder / name
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} is {text.count(old)} times in {name}"
        file.write_text(text.replace(old, new), encoding="utf-8")
        return text.count("\n", 0, text.index(old)) + 1

    return replace
