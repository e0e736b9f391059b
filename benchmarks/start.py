"""Cold start to the first painted console, against an empty PySide6 window.

Both are whole processes, in turn, from the interpreter's start until the window has been
painted; there they end, so that taking a window apart again is not counted.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from benchmarks.measure import median, paired, report

_RUNS = 15

_EMPTY = """
import os
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
class Window(QWidget):
    def paintEvent(self, event):
        QTimer.singleShot(0, lambda: os._exit(0))
app = QApplication([])
window = Window()
window.resize(1366, 768)
window.show()
app.exec()
"""

_CONSOLE = """
import os, sys
from pathlib import Path
from workshop_app import launch
front = launch.begin(Path(sys.argv[1]))
from PySide6.QtCore import QEvent, QObject, QTimer
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, painted)
        return False
def painted():
    body = front.desktop.console.body
    waiting = any(pane.is_waiting for pane in body.panes if pane.isVisible())
    if sys.argv[2] == "window" or not waiting and body.capture.editor.isVisible():
        os._exit(0)
watch = Watch()
front.desktop.console.installEventFilter(watch)
front.app.exec()
"""


def cold_start() -> None:
    """Whole processes, so imports count; byte code is there, as after set-up."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as folder:
        environment |= {"QT_QPA_PLATFORM": "offscreen", "WORKSHOP_APP_HOME": folder}
        path = Path(folder) / "sample.workshop"
        from workshop_app.assembly.demo import make_sample

        make_sample(path)

        def console(until: str) -> None:
            command = [sys.executable, "-c", _CONSOLE, str(path), until]
            subprocess.run(command, env=environment, check=True, stderr=subprocess.DEVNULL)

        def empty() -> None:
            subprocess.run([sys.executable, "-c", _EMPTY], env=environment, check=True)

        window, floor = paired(partial(console, "window"), empty, _RUNS)
        whole, second_floor = paired(partial(console, "complete"), empty, _RUNS)
    report(
        "cold_start",
        median(window),
        "ms",
        median(floor),
        "ratio <= 1.5",
        "process start to the first painted console on the sample session: bar, agenda, "
        "headings, steps and controls with what they say and do; the stage's picture, the "
        "script and the capture follow. Against an empty PySide6 window",
    )
    report(
        "cold_start_complete",
        median(whole),
        "ms",
        median(second_floor),
        "value <= 1000 ms",
        "process start until the preview shows the stage's picture, the script is written and "
        "the capture's editor has been painted, against an empty PySide6 window",
    )
