"""The built-in method, loaded once, and a small part of it to break."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from workshop_app.kinds import registry
from workshop_app.method.loader import load_method

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop_app.method.model import Method

BUILT_IN = Path(__file__).parents[2] / "resources" / "methods" / "see-think-act-be"
SMALL = (
    *("see-roster", "see-customer-story", "see-five-answers", "see-checklist", "see-journey"),
    *("think-moral-wisdom", "act-rituals", "be-pledge", "be-heartbeat", "break"),
)
"""The activities of the method to break: what is added to the built-in one changes no line."""

_AGENDA = "taster-90"
_TABLE = re.compile(r"^(?=\[)", re.MULTILINE)
_NAME = re.compile(r"\[+([^]]+)")


@pytest.fixture(scope="session")
def method() -> Method:
    return load_method(BUILT_IN, registry.shapes())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = shutil.copytree(BUILT_IN, tmp_path / "mine")
    for file in made.rglob("*.toml"):
        text = file.read_text(encoding="utf-8")
        keep = _is_shared if file.stem == "method" else _is_small
        head, *tables = _TABLE.split(text)
        kept = [_one_agenda(table) for table in tables if keep(table)]
        file.write_text("".join((head, *kept)), encoding="utf-8")
    return made


def _names(table: str) -> list[str]:
    found = _NAME.match(table)
    return found[1].split(".") if found else []


def _is_small(table: str) -> bool:
    return _names(table)[0] in SMALL


def _is_shared(table: str) -> bool:
    names = _names(table)
    return names[0] != "agendas" or len(names) == 1 or names[1] == _AGENDA


def _one_agenda(table: str) -> str:
    """The words of one agenda only; other tables as they are."""
    if _names(table) != ["agendas"]:
        return table
    lines = table.splitlines(keepends=True)
    return "".join(line for line in lines if " = " not in line or line.startswith(_AGENDA))


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
