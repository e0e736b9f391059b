"""What a start loads before the console is first painted, and what follows by itself."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from workshop_app.assembly.demo import make_sample

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.e2e, pytest.mark.gui]

HEAVY = ("pyqtgraph", "numpy", "reportlab", "openpyxl", "peewee", "playhouse", "aiohttp")
"""Each would cost more than a tenth of the start, and nothing of the first picture needs it."""

MOST = 85
"""Modules of the app loaded by the first painting; there were 69 when this was written."""

MOST_MEMBERS = 3_300
"""Members of Qt's enumerations made by the first painting; there were 3,005, 1,195 of them in
`Qt` and 1,002 made by importing PySide6. One class of Qt's styles brings 580."""

MOST_WIDGETS = 80
"""Widgets made by the first painting; there were 72 when this was written."""

WITHOUT_QT = ("apsw", "json", "session.workshop", "storage.session_file", "method.stored", "words")

_START = """
import enum, gc, json, sys
from pathlib import Path
from workshop_app import launch
front = launch.begin(Path(sys.argv[1]))
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
seen = {}
def enumerations(of):
    for found in of.__subclasses__():
        yield found
        yield from enumerations(found)
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and not seen:
            members = [found.__members__ for found in enumerations(enum.Enum)
                       if found.__module__.startswith("PySide6")]
            seen.update(
                modules=list(sys.modules),
                members=sum(map(len, members)),
                widgets=len(QApplication.allWidgets()),
                collects=gc.isenabled(),
            )
        return False
def look():
    console = front.desktop.console
    body = console.body
    if not seen or any(pane.is_waiting for pane in body.panes if pane.isVisible()):
        return
    focus = console.focusWidget()
    if body.capture.isAncestorOf(focus) and gc.get_freeze_count():
        print(json.dumps(seen | {
            "frozen": gc.get_freeze_count(),
            "script": body.script.text,
            "picture": body.preview.view.accessibleName(),
            "lists": [body.agenda.list.accessibleName(), body.steps.list.accessibleName()],
        }))
        front.app.quit()
watch = Watch()
front.desktop.console.installEventFilter(watch)
timer = QTimer()
timer.timeout.connect(look)
timer.start(20)
front.app.exec()
"""


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a start of the sample session told, from a process of its own."""
    folder: Path = tmp_path_factory.mktemp("start")
    path = folder / "sample.workshop"
    make_sample(path)
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "WORKSHOP_APP_HOME": str(folder)}
    result = subprocess.run(
        [sys.executable, "-c", _START, str(path)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=50,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    told: dict[str, Any] = json.loads(result.stdout)
    return told


@pytest.mark.parametrize("package", HEAVY)
def test_it_does_not_load_what_the_first_picture_does_not_need(
    started: dict[str, Any], package: str
) -> None:
    loaded = [name for name in started["modules"] if name.split(".")[0] == package]
    assert not loaded, f"import {package} inside the function that needs it"


def test_it_loads_few_modules_of_its_own(started: dict[str, Any]) -> None:
    own = [name for name in started["modules"] if name.split(".")[0] == "workshop_app"]
    assert len(own) <= MOST, f"which of these can wait until the console stands? {own}"
    kinds = [name for name in own if name.startswith("workshop_app.kinds.")]
    assert kinds == ["workshop_app.kinds.registry"], "a kind waits until its picture is drawn"


def test_it_names_few_classes_of_qt(started: dict[str, Any]) -> None:
    # PySide6 makes a Python Enum of each enumeration when a class of Qt is first named.
    assert started["members"] <= MOST_MEMBERS, "which class of Qt can wait for the first painting?"
    assert started["widgets"] <= MOST_WIDGETS, "which widget can wait until it is seen?"


@pytest.mark.parametrize("name", WITHOUT_QT)
def test_what_needs_no_qt_comes_before_it(started: dict[str, Any], name: str) -> None:
    # PySide6 reads the source of every module that is imported after it.
    full = name if name in started["modules"] else f"workshop_app.{name}"
    assert started["modules"].index(full) < started["modules"].index("PySide6")


def test_garbage_is_looked_for_once_the_window_stands(started: dict[str, Any]) -> None:
    assert not started["collects"]
    assert started["frozen"] > 10_000


def test_the_rest_follows_by_itself(started: dict[str, Any]) -> None:
    assert started["script"]
    assert started["picture"]
    assert all(started["lists"])
