"""PROMISES: the right screen. Two of them, really unplugged where a window server is there."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from workshop_app.stage.screens import ScreenName

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Play = Callable[[str], dict[str, Any]]

ROOT = Path(__file__).parents[2]
SCREEN = {"width": 1920, "height": 1080, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
TWO = {
    "screens": [
        {"name": "Console", "x": 0, "y": 0, **SCREEN},
        {"name": "Projector", "x": 1920, "y": 0, **SCREEN, "width": 1280, "height": 720},
    ]
}
PROGRAMS = ("Xvfb", "xrandr", "openbox")


def play(scenario: str, folder: Path, **environment: str) -> dict[str, Any]:
    """Run one scenario of two_screens.py in its own process."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.stage.two_screens", scenario, str(folder)],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=50,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.fixture
def offscreen(tmp_path: Path) -> Play:
    file = tmp_path / "two.json"
    file.write_text(json.dumps(TWO), encoding="utf-8")
    platform = f"offscreen:configfile={file}"
    return lambda scenario: play(scenario, tmp_path, QT_QPA_PLATFORM=platform)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Play]:
    """A window server with two monitors that can be taken away."""
    missing = [program for program in PROGRAMS if shutil.which(program) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    read, write = os.pipe()
    running = [
        subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-noreset", "-screen", "0", "3200x1080x24"],
            pass_fds=(write,),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    ]
    os.close(write)
    with os.fdopen(read) as pipe:
        number = pipe.readline().strip()
    display = {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
    try:
        _monitor(display, "Console", "1920/508x1080/286+0+0", "screen")
        _monitor(display, "Projector", "1280/338x720/190+1920+0", "none")
        running.append(_window_manager(display, tmp_path / "managed"))
        yield lambda scenario: play(scenario, tmp_path, **display)
    finally:
        for process in reversed(running):
            process.terminate()
            process.wait(10)


def _window_manager(display: dict[str, str], sign: Path) -> subprocess.Popen[bytes]:
    """Start openbox; it runs a command of ours once it manages windows."""
    manager = subprocess.Popen(
        ["openbox", "--startup", f"touch {sign}"],
        env=os.environ | display,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    deadline = time.monotonic() + 10
    while not sign.exists():
        assert time.monotonic() < deadline, "openbox does not start"
        with suppress(subprocess.TimeoutExpired):
            manager.wait(0.02)
    return manager


def _monitor(display: dict[str, str], *arguments: str) -> None:
    subprocess.run(
        ["xrandr", "--setmonitor", *arguments],
        env=os.environ | display,
        check=True,
        capture_output=True,
    )


def test_the_stage_fills_the_screen_that_is_not_the_consoles(offscreen: Play) -> None:
    found = offscreen("opening")
    assert found["where"] == ["on", "Projector", True]
    assert found["listed"] == [["Projector", "Projector", True]]
    assert found["label"] == "Projector"
    assert found["over"] == 0


def test_a_choice_is_remembered_by_name_and_serial(offscreen: Play) -> None:
    found = offscreen("choosing")
    assert found["where"] == ["on", "Console", True], "the console was on the projector"
    assert found["kept"] == {"name": "Projector", "manufacturer": "", "model": "", "serial": ""}
    assert found["again"] == "Projector"
    assert found["over"] == 0


def test_a_stage_put_over_the_console_hides_at_once(offscreen: Play) -> None:
    found = offscreen("guarding")
    assert found["at_once"] == ["lost", "", False]
    assert found["over"] == 0


def test_the_check_sees_a_stage_over_the_console(offscreen: Play) -> None:
    assert offscreen("unguarded")["over"] > 0


def test_a_console_dragged_to_the_projector_takes_it(offscreen: Play) -> None:
    found = offscreen("dragging")
    assert found["away"] == ["lost", "", False]
    assert found["back"] == ["on", "Projector", True]
    assert found["over"] == 0


def test_console_and_stage_change_places(offscreen: Play) -> None:
    found = offscreen("swapping")
    assert found["once"] == ["Projector", "on", "Console", True]
    assert found["twice"] == ["Console", "on", "Projector", True]


@pytest.mark.gui
def test_an_unplugged_projector_never_lands_on_the_console(server: Play) -> None:
    found = server("unplugging")
    away = ["lost", "", False]
    home = ["on", "Projector", True]
    assert found["seen"] == [home, away, away, away, home]
    assert found["heard"] == ["screen_lost", "offered Other", "screen_returned"]
    assert found["over"] == 0
    assert found["same"], "the stage came back to the same second"


@pytest.mark.gui
def test_without_the_guard_it_would(server: Play) -> None:
    assert server("unplugging_unguarded")["over"] > 0


@pytest.mark.gui
def test_another_projector_is_asked_about_and_taken(server: Play) -> None:
    found = server("accepting")
    assert found["where"] == ["on", "Other", True]
    assert found["over"] == 0


@pytest.mark.gui
def test_the_stage_does_not_take_the_keyboard(server: Play) -> None:
    found = server("opening")
    assert found["where"] == ["on", "Projector", True]
    assert not found["active"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("DP-1", "Epson", "EB-L260", "X1"), ("HDMI-2", "Epson", "EB-L260", "X1"), True),
        (("DP-1", "Epson", "EB-L260", "X1"), ("DP-1", "Epson", "EB-L260", "X2"), False),
        (("DP-1", "Epson", "EB-L260", ""), ("DP-1", "Epson", "EB-L260", ""), True),
        (("DP-1", "Epson", "EB-L260", ""), ("DP-2", "Epson", "EB-L260", ""), False),
        (("DP-1", "", "", ""), ("DP-1", "Epson", "EB-L260", ""), False),
    ],
)
def test_a_screen_is_known_by_its_serial_or_else_its_name(
    one: tuple[str, str, str, str], other: tuple[str, str, str, str], same: bool
) -> None:
    assert ScreenName(*one).is_same(ScreenName(*other)) is same


@pytest.mark.parametrize("text", ["", "[]", '{"nome": 1}', "not json", "{}"])
def test_a_broken_memory_is_no_memory(text: str, tmp_path: Path, offscreen: Play) -> None:
    (tmp_path / "screen.json").write_text(text, encoding="utf-8")
    assert offscreen("opening")["where"] == ["on", "Projector", True]
