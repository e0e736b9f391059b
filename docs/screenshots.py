"""Makes the README's pictures from the sample session: ``python docs/screenshots.py``.

Everything is drawn by the app's own windows, without a screen, into ``docs/screenshots``.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtWidgets import QApplication  # noqa: E402

from workshop_app.assembly.booklet import make_booklet  # noqa: E402
from workshop_app.assembly.demo import play_sample, sample_workshop  # noqa: E402
from workshop_app.console.window import ConsoleWindow  # noqa: E402
from workshop_app.figures.theme import DARK, LIGHT  # noqa: E402
from workshop_app.stage.picture import write_scene  # noqa: E402
from workshop_app.ui import theme as themes  # noqa: E402
from workshop_app.ui.figure_painter import load_fonts  # noqa: E402

if TYPE_CHECKING:
    from workshop_app.session.workshop import Workshop

OUT = ROOT / "docs" / "screenshots"
STAGES = {
    "see-checklist-groups": "stage-radar.png",
    "see-journey-content": "stage-journey.png",
    "see-customer-story-collect": "stage-board.png",
    "act-rituals-total": "stage-rituals.png",
    "be-heartbeat-total": "stage-heartbeat.png",
}
CONSOLES = {"see-customer-story-collect": "console.png", "see-checklist-groups": "console-wide.png"}


def main() -> None:
    """Play the sample and take a picture wherever one is wanted."""
    OUT.mkdir(exist_ok=True)
    app = QApplication([])
    load_fonts()
    themes.apply(app, LIGHT)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["WORKSHOP_APP_HOME"] = folder
        workshop = sample_workshop(Path(folder) / "sample.workshop")
        with workshop.file:
            for played in play_sample(workshop):
                key = f"{played.activity}-{played.view}"
                if key in STAGES:
                    theme = DARK if key.startswith("be-") else LIGHT
                    write_scene(played.scene, OUT / STAGES[key], (1280, 720), theme)
                if key in CONSOLES:
                    size = (1366, 768) if CONSOLES[key] == "console.png" else (1920, 1080)
                    _console(app, workshop, OUT / CONSOLES[key], size)
            make_booklet(workshop, OUT.parent / "booklet.pdf")


def _console(app: QApplication, workshop: Workshop, path: Path, size: tuple[int, int]) -> None:
    began = workshop.live().timer.started_at or workshop.info.start

    def clock() -> datetime:
        return (began + timedelta(minutes=2)).astimezone()

    window = ConsoleWindow(workshop, theme=LIGHT, clock=clock)
    window.resize(*size)
    window.show()
    until = time.monotonic() + 1.5
    while time.monotonic() < until:
        app.processEvents()
    window.grab().save(str(path))
    window.close()
    window.deleteLater()
    app.processEvents()


if __name__ == "__main__":
    main()
