"""Makes the README's pictures from the sample session: ``python docs/screenshots.py``.

Everything is drawn by the app's own windows, without a screen, into ``docs/screenshots``. The
phones are a real Chromium on the app's own server; where there is none their picture stays as
it is.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtGui import QColor, QImage, QPainter  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from workshop_app import paths  # noqa: E402
from workshop_app.assembly import conduct  # noqa: E402
from workshop_app.assembly.booklet import make_booklet  # noqa: E402
from workshop_app.assembly.demo import play_sample, sample_workshop  # noqa: E402
from workshop_app.assembly.phones import Polling  # noqa: E402
from workshop_app.assembly.scene import scene  # noqa: E402
from workshop_app.console.window import ConsoleWindow  # noqa: E402
from workshop_app.figures.theme import DARK, LIGHT  # noqa: E402
from workshop_app.lan.room import Room  # noqa: E402
from workshop_app.lan.server import PhoneServer  # noqa: E402
from workshop_app.session import voting  # noqa: E402
from workshop_app.session.ballots_csv import read_ballots_csv  # noqa: E402
from workshop_app.session.door import JOIN, Door  # noqa: E402
from workshop_app.session.holding import RoundPlan  # noqa: E402
from workshop_app.session.live import Moment  # noqa: E402
from workshop_app.stage.picture import write_scene  # noqa: E402
from workshop_app.storage.rounds import cast_all  # noqa: E402
from workshop_app.ui import theme as themes  # noqa: E402
from workshop_app.ui.figure_painter import load_fonts  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.lan.phones import Phone
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

VOTED = "see-checklist"
DOOR = Door("http://10.42.0.1:49160/#", "http://10.42.0.1:49160", "AB3K7Q")
PHONE = (360, 700)
GAP = 24


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
        workshop = sample_workshop(Path(folder) / "voting.workshop")
        with workshop.file:
            _vote(workshop)
            _ways_in(workshop)
            _phones(workshop)


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


def _vote(workshop: Workshop) -> None:
    """Go to a round that takes booth, paper and phones, in which eleven have voted."""
    activity = workshop.method.activities[VOTED]
    slot = workshop.slot_of(VOTED)
    assert slot is not None
    views = [step.view for step in activity.steps]
    workshop.go(Moment(slot.key, views.index("collect")), workshop.info.start)
    context, questions = workshop.context(VOTED), conduct.questions(workshop, activity)
    voting.choose_plan(context, RoundPlan("booth+paper+phones", "band"))
    round_ = voting.open_round(context, questions)
    path = paths.sample_data() / f"ballots-{VOTED}.csv"
    ballots = read_ballots_csv(path, questions, context).ballots[:11]
    cast_all(workshop.file, round_, questions, [(one.group, one.answers) for one in ballots])


def _ways_in(workshop: Workshop) -> None:
    """What the stage shows of the phones' room: a corner beside the turnout, and the whole card."""
    moment = workshop.live().moment
    secret = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"  # as long as a real one
    workshop.show_door(DOOR._replace(url=DOOR.url + secret, shown_at=moment))
    write_scene(scene(workshop, moment), OUT / "stage-vote.png", (1280, 720), LIGHT)
    way_in = scene(workshop, moment, surface=JOIN)
    write_scene(way_in, OUT / "stage-join.png", (1280, 720), LIGHT)


def _phones(workshop: Workshop) -> None:
    """Three screens of one phone that votes in this round, beside one another."""
    from tests.lan.phones import Phone, browser
    from tests.lan.stand_in import page_words

    if not shutil.which("chromedriver"):
        return
    polling, room = Polling(workshop), Room()
    server = PhoneServer(room, polling.store)
    port = server.start("127.0.0.1")
    server.show(polling.look())
    server.show_turnout(*polling.turnout())
    drivers = browser()
    try:
        phone = Phone(next(drivers), page_words()["en"])
        phone.size(*PHONE)
        phone.cdp("Emulation.setScrollbarsHidden", hidden=True)
        phone.driver.get(f"http://127.0.0.1:{port}/#{room.secret}")
        screens = [*_ballot(phone)]
        server.show_turnout(*polling.turnout())
        phone.says("phone.turnout.other", n=12, total=16)
        _beside([*screens, _screen(phone)], OUT / "phones.png")
        next(drivers, None)
    finally:
        server.stop()


def _ballot(phone: Phone) -> Iterator[QImage]:
    """Vote until it is saved; yields the group and a question."""
    phone.press("group-0")
    yield _screen(phone)
    phone.press("next")
    phone.press("answer-3")
    yield _screen(phone)
    while phone.driver.find_elements("id", "next"):
        phone.press("answer-3")
        phone.press("next")
    phone.press("cast")
    phone.screen("phone.saved.title")


def _screen(phone: Phone) -> QImage:
    phone.js("document.activeElement.blur(); scrollTo(0, 0)")
    return QImage.fromData(phone.driver.get_screenshot_as_png())


def _beside(screens: list[QImage], path: Path) -> None:
    width, height = screens[0].width(), screens[0].height()
    gap = GAP * width // PHONE[0]
    whole = QImage((width + gap) * len(screens) + gap, height + 2 * gap, QImage.Format.Format_RGB32)
    whole.fill(QColor(LIGHT.colour("line")))
    with QPainter(whole) as painter:
        for place, screen in enumerate(screens):
            painter.drawImage(gap + place * (width + gap), gap, screen)
    whole.save(str(path))


if __name__ == "__main__":
    main()
