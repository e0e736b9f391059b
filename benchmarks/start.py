"""Cold start to the first painted console, against an empty PySide6 window.

Both are whole processes, from the interpreter's start to the first paint, in turn.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.measure import median, paired, report

_EMPTY = """
from PySide6.QtWidgets import QApplication, QWidget
class Window(QWidget):
    def paintEvent(self, event):
        QApplication.instance().quit()
app = QApplication([])
window = Window()
window.resize(1366, 768)
window.show()
app.exec()
"""

_CONSOLE = """
import sys
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, QTimer
from workshop_app import desktop
class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and watched is desk.console.body.preview:
            QTimer.singleShot(0, app.quit)
        return False
app = desktop._application()
desk = desktop.Desktop(app, desktop.open_session(Path(sys.argv[1])))
painted = Painted()
app.installEventFilter(painted)
desk.start()
app.exec()
"""


def cold_start() -> None:
    """Whole processes, so imports count; byte code is there, as after a first start."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as folder:
        environment |= {"QT_QPA_PLATFORM": "offscreen", "WORKSHOP_APP_HOME": folder}
        path = Path(folder) / "sample.workshop"
        from workshop_app.assembly.demo import make_sample

        make_sample(path)

        def ours() -> None:
            command = [sys.executable, "-c", _CONSOLE, str(path)]
            subprocess.run(command, env=environment, check=True)

        def empty() -> None:
            subprocess.run([sys.executable, "-c", _EMPTY], env=environment, check=True)

        times, floor = paired(ours, empty, 15)
    report(
        "cold_start",
        median(times),
        "ms",
        median(floor),
        "ratio <= 1.5",
        "process start to the first painted console on the sample session, against an empty "
        "PySide6 window",
    )
