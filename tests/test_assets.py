"""Fonts and icons that set-up makes: complete, licensed and named so that nothing collides."""

from __future__ import annotations

import json
import unicodedata
from typing import TYPE_CHECKING, Any

import pytest

from workshop_app import assets, paths
from workshop_app.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

LETTERS = {"M": 3, "L": 3, "C": 7, "Z": 1}


@pytest.fixture(scope="module")
def metrics() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((paths.made() / "metrics.json").read_text("utf-8"))
    return loaded


@pytest.fixture(scope="module")
def icons() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((paths.made() / "icons.json").read_text("utf-8"))
    return loaded


def test_what_set_up_made_is_up_to_date() -> None:
    assert assets.is_up_to_date(paths.made()), "`python3 run.py test` makes fonts and icons again."


def test_every_weight_is_a_family_of_its_own(metrics: dict[str, Any]) -> None:
    assert [metrics[style]["family"] for style in ("regular", "medium", "semibold")] == [
        "Workshop Sans",
        "Workshop Sans Medium",
        "Workshop Sans SemiBold",
    ]


def test_fonts_are_static_and_named_apart(metrics: dict[str, Any]) -> None:
    from fontTools.ttLib import TTFont

    postscript = set()
    for entry in metrics.values():
        with TTFont(paths.fonts_folder() / entry["file"]) as font:
            assert "fvar" not in font
            assert "STAT" not in font
            names = {number: font["name"].getDebugName(number) for number in (1, 4, 6, 13, 16)}
            assert names[1] == names[4] == entry["family"]
            assert names[16] is None
            assert "Open Font License" in names[13]
            assert font["OS/2"].usWeightClass == entry["weight"]
            shown = [font["name"].getDebugName(number) for number in (1, 2, 3, 4, 6)]
            assert not any("Plex" in name for name in shown), "Plex is a reserved font name"
            postscript.add(names[6])
    assert len(postscript) == len(metrics), "reportlab prints one for the other"


@pytest.mark.parametrize(
    "text",
    ["Workshop", "Ďáblické ódy", "Ωμέγα", "Щёлочь", "Tiếng Việt", "0–9 → ✓ ≥ € “quoted” … ×"],
)
def test_every_weight_has_the_characters(metrics: dict[str, Any], text: str) -> None:
    for style, entry in metrics.items():
        missing = [c for c in text if str(ord(c)) not in entry["advances"]]
        assert not missing, (style, [unicodedata.name(c) for c in missing])


def test_digits_are_tabular_and_metrics_are_sane(metrics: dict[str, Any]) -> None:
    for entry in metrics.values():
        assert len({entry["advances"][str(ord(digit))] for digit in "0123456789"}) == 1
        assert 0 < entry["x"] < entry["cap"] < entry["ascent"] < 2 * entry["units"]
        assert 0 < entry["descent"] < entry["units"]


def test_qt_measures_what_metrics_say(qapp: object, metrics: dict[str, Any]) -> None:
    from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

    text = "Prioritise 2027"
    for entry in metrics.values():
        number = QFontDatabase.addApplicationFont(str(paths.fonts_folder() / entry["file"]))
        assert QFontDatabase.applicationFontFamilies(number) == [entry["family"]]
        font = QFont(entry["family"])
        font.setPixelSize(1000)
        font.setKerning(False)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        width = sum(entry["advances"][str(ord(c))] for c in text) * 1000 / entry["units"]
        assert QFontMetricsF(font).horizontalAdvance(text) == pytest.approx(width, rel=0.002)


def test_every_icon_is_there_and_in_its_box(icons: dict[str, Any]) -> None:
    assert sorted(icons) == sorted(assets.ICONS.split())
    for name, strokes in icons.items():
        assert strokes, name
        for stroke in strokes:
            assert stroke[0][0] == "M", name
            for letter, *numbers in stroke:
                assert len(numbers) + 1 == LETTERS[letter], name
                assert all(-1 <= number <= 25 for number in numbers), name


def test_shapes_become_strokes() -> None:
    [circle] = assets.strokes("circle")
    assert [command[0] for command in circle] == ["M", "C", "C", "C", "C"]
    assert circle[0] == ["M", 2.0, 12.0]
    assert circle[-1][-2:] == [2.0, 12.0]


def test_an_unknown_icon_is_named() -> None:
    with pytest.raises(UserError, match="no icon named no-such-icon"):
        assets.strokes("no-such-icon")


def test_licences_lie_beside(tmp_path: Path) -> None:
    assert "SIL OPEN FONT LICENSE" in (paths.made() / "LICENSE-WorkshopSans-OFL.txt").read_text()
    assert "ISC License" in (paths.made() / "LICENSE-Lucide.txt").read_text()


def test_a_failure_leaves_what_was_there(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    with pytest.raises(UserError, match="could not be made"):
        assets.make(blocked / "made")
    assert blocked.read_text() == "not a folder"


@pytest.mark.slow
def test_making_twice_makes_once(tmp_path: Path) -> None:
    folder = tmp_path / "made"
    folder.mkdir()
    (folder / "left-over.txt").write_text("from an older version")
    assert assets.make(folder) == (folder, True)
    assert assets.make(folder) == (folder, False)
    assert not (folder / "left-over.txt").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["made"]
    for name in ("icons.json", "metrics.json"):
        assert (folder / name).read_bytes() == (paths.made() / name).read_bytes()
