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

HEAVY = ("pyqtgraph", "numpy", "reportlab", "openpyxl", "peewee", "playhouse")
"""Each would cost more than a tenth of the start, and nothing of the first picture needs it."""

MOST = 85
"""Modules of the app loaded by the first painting; there were 61 when this was written."""

_START = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, QTimer
from workshop_app import desktop
seen = []
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and not seen:
            seen.extend(sys.modules)
        return False
def look():
    body = desk.console.body
    if not seen or any(pane.is_waiting for pane in body.panes if pane.isVisible()):
        return
    focus = desk.console.focusWidget()
    if body.capture.isAncestorOf(focus):
        print(json.dumps({
            "modules": seen,
            "script": body.script.text,
            "picture": body.preview.view.accessibleName(),
        }))
        app.quit()
app = desktop._application()
desk = desktop.Desktop(app, desktop.open_session(Path(sys.argv[1])))
watch = Watch()
desk.console.installEventFilter(watch)
desk.start()
timer = QTimer()
timer.timeout.connect(look)
timer.start(20)
app.exec()
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


def test_the_rest_follows_by_itself(started: dict[str, Any]) -> None:
    assert started["script"]
    assert started["picture"]
