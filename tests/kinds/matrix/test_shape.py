"""A matrix that is not one: every fault is found with its line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from workshop_app import paths
from workshop_app.assembly.methods import BUILT_IN
from workshop_app.kinds import registry
from workshop_app.method.faults import MethodError
from workshop_app.method.loader import load_method

ACT = "activities/act.toml"
QUADRANT = '{ id = "now", x = "low", y = "high" }'
FAULTS = {
    "order": (ACT, QUADRANT, '{ id = "now", x = "low", y = "low" }', "four quadrants in reading"),
    "three": (ACT, f"    {QUADRANT},\n", "", "a matrix has four quadrants in reading order"),
    "end": (ACT, QUADRANT, '{ id = "now", x = "left", y = "high" }', "“x” cannot be “left”"),
    "no end": (ACT, QUADRANT, '{ id = "now", y = "high" }', "“x” is missing"),
    "range": (ACT, "min = 0, max = 100", "min = 9, max = 9", "needs a “min” below its “max”"),
    "two numbers": (
        ACT,
        '{ id = "bf1", form = "number", min = 0, max = 100 }',
        '{ id = "bf1", form = "number", min = 0, max = 100 }, '
        '{ id = "bf2", form = "number", min = 0, max = 9 }',
        "a matrix asks for one number at most",
    ),
    "form": (ACT, '"bf1", form = "number"', '"bf1", form = "word"', "“form” cannot be “word”"),
    "axis words": ("words/nl/act.toml", 'low = "weinig moeite"\n', "", "act-choose-moments.axes.x"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_is_wrong_is_said(tmp_path: Path, name: str) -> None:
    file, old, new, message = FAULTS[name]
    folder = shutil.copytree(paths.resources() / "methods" / BUILT_IN, tmp_path / "mine")
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(MethodError) as caught:
        load_method(folder, registry.shapes())
    faults = [line for line in map(str, caught.value.faults) if message in line]
    assert faults, caught.value.report.sentence
    assert all(line.startswith(f"{file}:") for line in faults)


def test_axes_are_x_and_y(tmp_path: Path) -> None:
    folder = shutil.copytree(paths.resources() / "methods" / BUILT_IN, tmp_path / "mine")
    for path in Path(folder).rglob("act.toml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(
            text.replace("act-choose-moments.axes.y", "act-choose-moments.axes.z").replace(
                'axes = ["x", "y"]', 'axes = ["x", "z"]'
            ),
            encoding="utf-8",
        )
    with pytest.raises(MethodError) as caught:
        load_method(folder, registry.shapes())
    assert "the axes of a matrix are “x” and “y”" in caught.value.report.sentence
