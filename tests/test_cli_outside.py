"""Commands as processes: devices, links, rights, displays, and what is no text."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from workshop_app.cli import main
from workshop_app.storage import SessionFile

pytestmark = [pytest.mark.usefixtures("qapp"), pytest.mark.e2e]


def _process(*arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "workshop_app", *arguments],
        text=True,
        check=False,
        timeout=50,
        **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options},
    )


def test_a_sound_session_is_not_rescued(tmp_path: Path) -> None:
    """Or the ballots of an open round would come along into a file that nobody closes."""
    path = tmp_path / "day.workshop"
    assert main(["new", str(path), "--agenda", "taster-90"]) == 0
    found = _process("rescue", str(path), "-o", str(tmp_path / "new.workshop"))
    assert found.returncode == 1
    assert "is sound; there is nothing to rescue" in found.stderr
    with SessionFile.open(path):
        found = _process("rescue", str(path), "-o", str(tmp_path / "new.workshop"))
    assert "already open in another window" in found.stderr
    assert not (tmp_path / "new.workshop").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="devices and displays of Linux")
def test_outputs_that_are_no_files_get_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "day.workshop"
    assert main(["new", str(path), "--agenda", "taster-90"]) == 0
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    found = _process("booklet", str(path), "-o", str(fifo))
    assert found.returncode == 1
    assert "is a device, not a file to write" in found.stderr
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        found = _process("check", str(path), stdout=full)
    assert found.returncode == 1
    assert "The answer could not be shown" in found.stderr
    assert "Traceback" not in found.stderr


def test_an_output_keeps_its_link_and_its_rights(tmp_path: Path) -> None:
    path, target, link = (tmp_path / name for name in ("d.workshop", "real.svg", "link.svg"))
    assert main(["new", str(path), "--agenda", "taster-90"]) == 0
    target.write_text("old", encoding="utf-8")
    target.chmod(0o600)
    link.symlink_to(target)
    assert main(["picture", str(path), "see-roster", "-o", str(link)]) == 0
    assert link.is_symlink()
    assert target.stat().st_mode & 0o777 == 0o600
    assert target.read_text(encoding="utf-8").startswith("<?xml")


@pytest.mark.skipif(sys.platform != "linux", reason="displays of Linux")
def test_without_a_screen_there_is_a_sentence(tmp_path: Path) -> None:
    environment = {key: value for key, value in os.environ.items() if "DISPLAY" not in key}
    environment |= {"QT_QPA_PLATFORM": "xcb", "WORKSHOP_APP_HOME": str(tmp_path)}
    found = _process(env=environment)
    assert found.returncode == 1
    assert "There is no screen to open a window on" in found.stderr


def test_bytes_that_are_no_text_get_a_sentence(tmp_path: Path) -> None:
    found = _process("new", str(tmp_path / "bad\udcff.workshop"), "--agenda", "taster-90")
    assert found.returncode == 1
    assert "bytes that are no text" in found.stderr
    assert list(tmp_path.iterdir()) == []
