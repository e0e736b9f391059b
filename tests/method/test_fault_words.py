"""Every fault a method can have has its Dutch: the editor and `method check` say it in both."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import workshop_app
from workshop_app import paths
from workshop_app.errors import UserError
from workshop_app.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(workshop_app.__path__[0])
FIELD = re.compile(r"\{(\w*)")
FAULTING = {"fault", "_fault", "add"}
"""What the loader's modules call to note a fault."""


def _trees(*patterns: str) -> Iterator[tuple[Path, ast.Module]]:
    for pattern in patterns:
        for path in sorted(ROOT.glob(pattern)):
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def _of_loader() -> set[str]:
    """The first text with a blank in it of every call that notes a fault, and the two tables."""
    found: set[str] = set()
    for path, tree in _trees("method/*.py"):
        for node in ast.walk(tree):
            name = getattr(getattr(node, "func", None), "attr", "")
            if isinstance(node, ast.Call) and name in FAULTING:
                texts = [one.value for one in node.args if isinstance(one, ast.Constant)]
                found |= {text for text in texts if isinstance(text, str) and " " in text}
            elif isinstance(node, ast.Dict) and path.name == "table.py":
                values = [one.value for one in node.values if isinstance(one, ast.Constant)]
                found |= {text for text in values if isinstance(text, str)}
    return found


def _of_kinds() -> set[str]:
    """The first argument of every ``complain``: a text, or the text assigned to it above."""
    found: set[str] = set()
    for path, tree in _trees("kinds/*/*.py", "session/*.py"):
        calls = [
            node for node in ast.walk(tree)
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "complain"
        ]  # fmt: skip
        assigned = [
            node for node in ast.walk(tree)
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "said"
        ]  # fmt: skip
        for call in calls:
            given: ast.expr = call.args[0]
            if isinstance(given, ast.Name):
                above = [one for one in assigned if one.lineno < call.lineno]
                given = max(above, key=lambda one: one.lineno).value
            assert isinstance(given, ast.Constant), f"{path.name}:{call.lineno}: not a template"
            found.add(str(given.value))
    return found


def templates() -> set[str]:
    """Every template of a fault."""
    return _of_loader() | _of_kinds()


def test_every_fault_has_its_dutch_with_the_same_fields() -> None:
    assert len(_of_loader()) > 60
    assert len(_of_kinds()) > 20
    file = paths.resources() / "translations" / "nl" / "errors-faults.json"
    known = json.loads(file.read_text("utf-8"))
    assert not templates() - set(known), "add to nl/errors-faults.json"
    assert not set(known) - templates(), "said nowhere, delete it from nl/errors-faults.json"
    dutch = Words.load("nl")
    for text in templates():
        fields = set(FIELD.findall(text))
        values = {name: f"<{name}>" for name in fields}
        said = dutch.sentence(UserError(text, "", "", **values))
        assert all(value in said for value in values.values()), text
        assert said != UserError(text, "", "", **values).sentence
