"""The set-up that the README promises: pinned, quick the second time, clear when it fails."""

from __future__ import annotations

import ast
import importlib.util
import json
import os
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from workshop_app import paths

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent
LOCKS = ["requirements.lock", "requirements-test.lock"]
posix = pytest.mark.skipif(os.name == "nt", reason="a shell script stands in for Python")


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("run_under_test", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _edit(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8") + "# newer\n", encoding="utf-8")


@pytest.fixture(scope="module")
def run() -> ModuleType:
    return _load(ROOT / "run.py")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder that is set up as far as run.py can see; its Python is a script that tells."""
    root = tmp_path / "a folder with spaces"
    for name in ("run.py", *LOCKS, "workshop_app/assets.py"):
        copy = root / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes((ROOT / name).read_bytes())
    made = root / "resources" / "made"
    made.mkdir(parents=True)
    (made / "stamp.json").write_text("{}")
    python = root / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\nexit 7\n')
    python.chmod(0o755)
    run = _load(root / "run.py")
    stamp = {"python": run.this_python(), "run": run.fingerprint("run")}
    stamp |= {"qt": True, "screen": True}
    (root / ".venv" / "set-up.json").write_text(json.dumps(stamp))
    return root


def _start(root: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/")}
    return subprocess.run(
        [sys.executable, str(root / "run.py")],
        cwd=root.parent,
        env={**kept, **environment},
        capture_output=True,
        text=True,
        timeout=30,
    )


# The locks


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_pinned_with_hashes_and_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert "index-url" not in text
    requirements = re.split(r"^(?=\w)", text, flags=re.MULTILINE)[1:]
    assert len(requirements) > 10
    for requirement in requirements:
        assert re.match(r"[\w.-]+==\S+", requirement), requirement
        assert "--hash=sha256:" in requirement, requirement


def _pins(lock: str) -> dict[str, str]:
    text = (ROOT / lock).read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE))


def test_the_test_lock_only_adds() -> None:
    runtime, testing = (_pins(lock) for lock in LOCKS)
    assert runtime.items() < testing.items()


def test_the_locks_hold_what_pyproject_asks_for() -> None:
    import tomllib

    from packaging.requirements import Requirement

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    for lock, lines in (
        ("requirements.lock", project["dependencies"] + extras["setup"]),
        ("requirements-test.lock", extras["test"]),
    ):
        pins = _pins(lock)
        for requirement in map(Requirement, lines):
            assert requirement.specifier.contains(pins[requirement.name.lower()]), requirement


def test_what_is_installed_is_what_is_locked() -> None:
    from packaging.requirements import Requirement

    text = (ROOT / "requirements-test.lock").read_text(encoding="utf-8")
    locked = [Requirement(line) for line in re.findall(r"^[\w.-]+==[^\\\n]+", text, re.MULTILINE)]
    wanted = [one for one in locked if one.marker is None or one.marker.evaluate()]
    assert len(wanted) > 40
    for one in wanted:
        assert one.specifier.contains(metadata.version(one.name)), one


# Qt


def test_qt_is_the_release_that_works_on_every_supported_python() -> None:
    assert _pins("requirements.lock")["pyside6-essentials"] == "6.11.3"
    assert _pins("requirements.lock")["shiboken6"] == "6.11.3"


def test_qt_addons_are_not_installed() -> None:
    installed = {distribution.name.lower() for distribution in metadata.distributions()}
    assert not installed & {"pyside6", "pyside6-addons", "pyside6_addons"}


def test_void_calls_keep_their_reference_to_none() -> None:
    """PySide6 6.12.0 on Python 3.11 lost one at each call, until the interpreter aborted."""
    from PySide6.QtCore import QObject

    thing = QObject()
    thing.setObjectName("warm up")
    before = sys.getrefcount(None)
    for _ in range(1000):
        thing.setObjectName("name")
    assert abs(sys.getrefcount(None) - before) < 50


# run.py itself


def test_run_imports_the_standard_library_only() -> None:
    tree = ast.parse((ROOT / "run.py").read_text(encoding="utf-8"))
    imported = {
        name.partition(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert imported <= sys.stdlib_module_names


def test_an_old_python_can_read_run_and_gets_a_sentence() -> None:
    ast.parse((ROOT / "run.py").read_text(encoding="utf-8"), feature_version=(3, 8))


@pytest.mark.parametrize("version", [(3, 10, 4), (3, 14, 0)])
def test_a_python_that_does_not_fit_is_told(
    run: ModuleType,
    version: tuple[int, int, int],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(run.sys, "version_info", version)
    monkeypatch.setattr(run.shutil, "which", lambda name: None)
    assert run.main([]) == 1
    said = capsys.readouterr().out
    assert f"This is Python 3.{version[1]}" in said
    assert "3.11, 3.12 or 3.13" in said


def test_help_and_mistakes_show_the_commands(
    run: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run.main(["--help"]) == 0
    assert run.main(["tset"]) == 2
    assert capsys.readouterr().out.count("python3 run.py test") == 4


@posix
@pytest.mark.e2e
def test_a_second_start_goes_straight_to_the_app(checkout: Path) -> None:
    result = _start(checkout, DISPLAY=":0")
    sample = checkout / "sessions" / "sample.workshop"
    assert result.stdout.splitlines() == ["-P", "-m", "workshop_app", str(sample)]
    assert result.returncode == 7, "the app's own exit code"


@posix
@pytest.mark.e2e
def test_without_a_display_the_demo_plays(checkout: Path) -> None:
    result = _start(checkout)
    sentence, *arguments = result.stdout.splitlines()
    assert sentence == "There is no display here, so the demo plays in this terminal instead."
    assert arguments == ["-P", "-m", "workshop_app", "demo"]


@posix
@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / ".venv" / "set-up.json").unlink(),
        lambda root: (root / ".venv" / "set-up.json").write_text('{"python": '),
        lambda root: (root / ".venv" / "set-up.json").write_text("[]"),
        lambda root: (root / ".venv" / "bin" / "python").unlink(),
        lambda root: _edit(root / "requirements.lock"),
        lambda root: _edit(root / "workshop_app" / "assets.py"),
        lambda root: (root / "resources" / "made" / "stamp.json").unlink(),
    ],
    ids=["interrupted", "half a stamp", "no stamp", "no python", "lock", "maker", "no assets"],
)
def test_set_up_runs_again_when_something_changed(
    checkout: Path, change: Callable[[Path], object]
) -> None:
    run = _load(checkout / "run.py")
    assert run.is_set_up("run")
    assert not run.is_set_up("test"), "the test tools were never installed"
    change(checkout)
    assert not run.is_set_up("run")


@posix
def test_the_first_start_on_a_display_looks_for_its_libraries(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After `test`, or the demo without a display, Qt was only tried off screen."""
    run = _load(checkout / "run.py")
    stamp = json.loads(run.STAMP.read_text())
    del stamp["screen"]
    run.STAMP.write_text(json.dumps(stamp))
    assert run.is_set_up("run")
    assert not run.is_set_up("run", display=True)
    looked: list[bool] = []
    monkeypatch.setattr(run, "install_libraries", looked.append)
    monkeypatch.setattr(run, "run", lambda *arguments: (0, ""))
    run.set_up("run", display=True)
    assert looked == [True]
    assert run.is_set_up("run", display=True)
    run.set_up("run", display=False)
    assert run.is_set_up("run", display=True), "what was tried stays known"


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen:configfile=two.json"}, False),
        ({"QT_QPA_PLATFORM": "vnc"}, True),
    ],
)
def test_a_display_is_recognised(
    run: ModuleType,
    environment: dict[str, str],
    expected: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(run.sys, "platform", "linux")
    assert run.has_display() is expected


def test_missing_libraries_are_read_from_dpkg(run: ModuleType) -> None:
    answer = (
        "libegl1 install ok installed\n"
        "libgl1 deinstall ok config-files\n"
        "libglib2.0-0t64 install ok installed\n"
        "libdbus-1-3 hold ok installed\n"
        "dpkg-query: no packages found matching libxkbcommon0\n"
    )
    wanted = ["libegl1", "libgl1", "libglib2.0-0", "libdbus-1-3", "libxkbcommon0"]
    assert run.not_installed(wanted, answer) == ["libgl1", "libxkbcommon0"]


def test_who_may_not_install_gets_the_one_line(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "may_install", lambda: False)
    run.apt_install(["libgl1", "libegl1"], "system libraries that Qt needs")
    [said] = capsys.readouterr().out.splitlines()
    assert "system libraries that Qt needs" in said
    assert said.endswith("sudo apt-get install libgl1 libegl1")


@pytest.mark.parametrize(
    ("there", "wanted"),
    [
        ({"apt-get"}, [["chromium", "chromium-driver"]]),
        ({"apt-get", "chromium"}, [["chromium-driver"]]),
        ({"apt-get", "google-chrome", "chromedriver"}, []),
        ({"chromium"}, []),
    ],
    ids=["none", "half", "another one", "no Debian"],
)
def test_only_the_tests_get_a_browser(
    run: ModuleType, there: set[str], wanted: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    installed: list[list[str]] = []
    monkeypatch.setattr(run.shutil, "which", lambda name: name if name in there else None)
    monkeypatch.setattr(run, "apt_install", lambda packages, what: installed.append(packages))
    run.install_browser()
    assert installed == wanted
    source = (ROOT / "run.py").read_text(encoding="utf-8")
    assert 'if kind == "test":\n        install_browser()' in source


def test_debian_without_venv_gets_the_one_line(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(run, "may_install", lambda: False)
    monkeypatch.setattr(run, "run", lambda command: (1, "ensurepip is not available"))
    line = f"sudo apt-get install python3.{sys.version_info[1]}-venv"
    with pytest.raises(run.SetUpError, match=line):
        run.make_venv()
    assert line in capsys.readouterr().out


def test_a_folder_that_cannot_be_written_is_left_alone(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(run, "ROOT", tmp_path / "not there")
    with pytest.raises(run.SetUpError, match="cannot be written"):
        run.set_up("run", display=False)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ("WARNING: Retrying (Retry(total=4)) after connection broken", "the network did not"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "not the one this app was tested"),
        ("OSError: [Errno 28] No space left on device", "The disk is full"),
        ("ERROR: No matching distribution found for apsw", "ready-made for this system"),
        ("ERROR: something new", "could not be installed"),
    ],
)
def test_what_pip_prints_becomes_a_sentence(run: ModuleType, output: str, expected: str) -> None:
    said = run.explain_pip(output)
    assert expected in said.splitlines()[0]
    assert "No session was touched." in said
    assert output in said


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ("qt.qpa.xcb: could not connect to display :7", "the display does not answer"),
        ("ImportError: libGL.so.1: cannot open shared object file", "libraries seem to be missing"),
    ],
)
def test_why_qt_does_not_start_is_said(run: ModuleType, output: str, expected: str) -> None:
    said = run.explain_qt(output)
    assert expected in said.splitlines()[0]
    assert output in said


def test_a_terminal_without_unicode_is_no_reason_to_fail(run: ModuleType) -> None:
    script = f"import runpy; runpy.run_path({str(ROOT / 'run.py')!r})['say']('Zürich → ✓')"
    result = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        timeout=30,
    )
    assert result.stdout.split() == [b"Z?rich", b"?", b"?"]


# The wheel


def test_a_wheel_without_fonts_and_icons_is_not_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Interface:
        def __init__(self, root: Path) -> None:
            self.root = str(root)

    name = "hatchling.builders.hooks.plugin.interface"
    interface = ModuleType(name)
    interface.BuildHookInterface = Interface  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, name, interface)
    hook = _load(ROOT / "hatch_build.py").MadeHook(tmp_path)
    with pytest.raises(SystemExit, match="no wheel was built"):
        hook.initialize("standard", {})
    (tmp_path / "resources" / "made").mkdir(parents=True)
    (tmp_path / "resources" / "made" / "stamp.json").write_text("{}")
    hook.initialize("standard", {})
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert "custom" in settings["tool"]["hatch"]["build"]["targets"]["wheel"]["hooks"]


# The user's folders


def test_nothing_is_written_outside_the_given_home(home: Path) -> None:
    for folder in (
        paths.sessions(),
        paths.settings_folder(),
        paths.copies_folder(),
        paths.reports_folder(),
    ):
        assert folder.is_relative_to(home)
        assert folder.is_dir()
    assert paths.resources() == ROOT / "resources"


def test_paths_cost_nothing_to_import() -> None:
    script = "import sys, workshop_app.paths; print('platformdirs' in sys.modules)"
    result = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=30
    )
    assert result.stdout.strip() == "False"
