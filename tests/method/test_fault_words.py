"""Every fault the loader can find has its Dutch: the method editor says faults in both."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import workshop_app.method
from workshop_app.errors import UserError
from workshop_app.words import Words

FIELD = re.compile(r"\{(\w*)")
FAULTING = {"fault", "_fault", "add"}


def _templates() -> set[str]:
    """The first text with a blank in it of every call that notes a fault, and the two tables."""
    found: set[str] = set()
    for path in Path(workshop_app.method.__path__[0]).glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            name = getattr(getattr(node, "func", None), "attr", "")
            if isinstance(node, ast.Call) and name in FAULTING:
                texts = [one.value for one in node.args if isinstance(one, ast.Constant)]
                found |= {text for text in texts if isinstance(text, str) and " " in text}
            elif isinstance(node, ast.Dict) and path.name == "table.py":
                values = [one.value for one in node.values if isinstance(one, ast.Constant)]
                found |= {text for text in values if isinstance(text, str)}
    return found


def test_every_fault_has_its_dutch_with_the_same_fields() -> None:
    templates = _templates()
    assert len(templates) > 60
    dutch = Words.load("nl")
    missing = sorted(text for text in templates if not dutch.has(text))
    assert not missing, f"add to nl/errors-faults.json: {missing}"
    for text in templates:
        fields = set(FIELD.findall(text))
        values = {name: f"<{name}>" for name in fields}
        said = dutch.sentence(UserError(text, "", "", **values))
        assert all(value in said for value in values.values()), text
        assert said != UserError(text, "", "", **values).sentence
