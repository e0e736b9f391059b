#!/usr/bin/env python3
"""Sets up and starts workshop-app, with nothing but Python 3.11 to 3.13.

python3 run.py            set up what is missing, then open the sample session
python3 run.py test       the same with the test tools, then run every check and test
python3 run.py test ARGS  only pytest, with these arguments (such as -k radar)

All that is set up lies in .venv and resources/made; both can be deleted at any time.
"""

# Standard library only, in syntax that old Pythons read, so that they get a sentence.
from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "set-up.json"
WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")

SUPPORTED = ((3, 11), (3, 12), (3, 13))
LOCKS = {"run": "requirements.lock", "test": "requirements-test.lock"}
APP = ("-P", "-m", "workshop_app")

# What Qt loads from the system, and a bare Debian or Ubuntu does not have.
QT_LIBRARIES = "libbrotli1 libdbus-1-3 libegl1 libfontconfig1 libgl1 libglib2.0-0 libxkbcommon0"
SCREEN_LIBRARIES = """
libx11-xcb1 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0
libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libxcb-xkb1 libxkbcommon-x11-0
"""
# What the tests open the phones' page with: package and commands that will do.
BROWSER = {"chromium": ("chromium", "google-chrome"), "chromium-driver": ("chromedriver",)}

START_QT = "from PySide6.QtWidgets import QApplication; QApplication(['set-up'])"
LINT_IMPORTS = "from importlinter.cli import lint_imports_command as f; f(['--no-logo'])"
CHECKS = {
    "Lint": ("-m", "ruff", "check", "."),
    "Types": ("-m", "mypy"),
    "Imports": ("-c", LINT_IMPORTS),
}


class SetUpError(Exception):
    """What happened, what is safe and what to do, in words for the person at the keyboard."""


def main(arguments: list[str]) -> int:
    """Do what the README promises; returns the exit code."""
    try:
        if sys.version_info[:2] not in SUPPORTED:
            return start_with_another_python(arguments)
        if not arguments:
            return start()
        if arguments[0] == "test":
            return test(arguments[1:])
    except SetUpError as problem:
        say(str(problem))
        return 1
    except OSError as problem:
        say(f"The set-up could not go on: {problem}. No session was touched. Please start again.")
        return 1
    except KeyboardInterrupt:
        say("\nStopped. Nothing is broken: the next start does what is left.")
        return 130
    say(str(__doc__).strip())
    return 0 if arguments[0] in ("-h", "--help", "help") else 2


def start() -> int:
    """Open the sample session, or play the demo where nothing can be shown."""
    display = has_display()
    if not is_set_up("run", display):
        set_up("run", display)
    if display:
        return hand_over([*APP, str(ROOT / "sessions" / "sample.workshop")])
    say("There is no display here, so the demo plays in this terminal instead.")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return hand_over([*APP, "demo"])


def test(arguments: list[str]) -> int:
    """Run lint, types, import contracts and tests, or only pytest when it is given arguments."""
    if not is_set_up("test"):
        set_up("test", display=False)
    steps = {} if arguments else dict(CHECKS)
    steps["Tests"] = ("-m", "pytest", *(arguments or ["-n", str(min(os.cpu_count() or 1, 8))]))
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    failed: list[str] = []
    for name, command in steps.items():
        say(f"\n== {name} ==" + (f" ({', '.join(failed)} failed)" if failed else ""))
        if subprocess.run([str(PYTHON), *command], cwd=ROOT, env=environment).returncode:
            failed.append(name)
    return 1 if failed else 0


def has_display() -> bool:
    """Whether a window could be seen; no promise that it opens."""
    platform = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if platform:
        return platform not in ("minimal", "offscreen")
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def hand_over(arguments: list[str]) -> int:
    """Become the app, so that signals and the exit code are its own."""
    command = [str(PYTHON), *arguments]
    sys.stdout.flush()
    if not WINDOWS:
        os.execv(command[0], command)
    return subprocess.call(command)


def start_with_another_python(arguments: list[str]) -> int:
    """Find a Python that fits, when this one is too old or too new."""
    for major, minor in reversed(SUPPORTED):
        found = shutil.which(f"python{major}.{minor}")
        if found:
            return subprocess.call([found, str(ROOT / "run.py"), *arguments])
    major, minor = sys.version_info[:2]
    raise SetUpError(
        f"This is Python {major}.{minor}, and workshop-app needs Python 3.11, 3.12 or 3.13. "
        "Nothing was changed. Please install one of these and start again with it, for example: "
        "python3.13 run.py"
    )


def is_set_up(kind: str, display: bool = False) -> bool:
    """Whether the last set-up finished, for these very dependencies and this kind of display."""
    stamp = read_stamp()
    return bool(stamp.get("screen" if display else "qt")) and has_all(stamp, kind)


def has_all(stamp: dict[str, object], kind: str) -> bool:
    """Whether packages, fonts and icons are those that this version wants."""
    assets = ROOT / "resources" / "made" / "stamp.json"
    return stamp.get(kind) == fingerprint(kind) and assets.exists()


def fingerprint(kind: str) -> str:
    """Changes when the dependencies, the maker of fonts and icons, or this file change."""
    names = (LOCKS[kind], "workshop_app/assets.py", "run.py")
    return hashlib.sha256(b"".join((ROOT / name).read_bytes() for name in names)).hexdigest()


def this_python() -> str:
    """What a .venv belongs to."""
    return f"{sys.implementation.cache_tag} {sys.platform}"


def read_stamp() -> dict[str, object]:
    """What the last set-up finished; empty when .venv is missing, broken or another Python's."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    fits = isinstance(stamp, dict) and stamp.get("python") == this_python() and PYTHON.exists()
    return stamp if fits else {}


# Set-up


def set_up(kind: str, display: bool) -> None:
    """Make whatever is missing; the stamp comes last, so that an interrupted set-up is seen."""
    began = time.monotonic()
    if not os.access(str(ROOT), os.W_OK):
        raise SetUpError(
            f"The folder {ROOT} cannot be written, so nothing could be set up in it. Nothing was "
            "changed. Please copy it to a place of your own and start it there."
        )
    say(f"Setting up workshop-app in {VENV} (minutes the first time, never again after that)")
    install_libraries(display)
    if kind == "test":
        install_browser()
    stamp = read_stamp()
    if not has_all(stamp, kind):
        if stamp:
            STAMP.unlink()
        else:
            make_venv()
        install_packages(ROOT / LOCKS[kind])
        make_importable()
        say("- Making fonts and icons (some 10 s)")
        failed, output = run([PYTHON, "-P", "-m", "workshop_app.assets"])
        if failed:
            raise SetUpError(f"This did not work. No session was touched.\n{tail(output)}")
        run([PYTHON, "-P", "-m", "compileall", "-q", ROOT / "workshop_app"])  # or the app does it
        stamp = {name: fingerprint(name) for name in LOCKS if name in (kind, "run")}
        stamp["python"] = this_python()
    say("- Trying Qt")
    failed, output = run([PYTHON, "-P", "-c", START_QT], None if display else "offscreen")
    stamp.update(dict.fromkeys(("screen", "qt") if display else ("qt",), not failed))
    STAMP.write_text(json.dumps(stamp), encoding="utf-8")
    if failed:
        if display or kind == "test":
            raise SetUpError(explain_qt(output))
        say(explain_qt(output))
    say(f"Set up in {time.monotonic() - began:.0f} s.")


def make_venv() -> None:
    """A fresh .venv, whatever was left of an earlier one."""
    say("- Making .venv")
    package = "python{}.{}-venv".format(*sys.version_info[:2])
    if importlib.util.find_spec("ensurepip") is None:
        apt_install([package], "Python's venv module")
    inside = Path(sys.prefix).resolve() == VENV.resolve()
    base = getattr(sys, "_base_executable", sys.executable) if inside else sys.executable
    failed, output = run([base, "-m", "venv", "--clear", VENV])
    if failed or not PYTHON.exists():
        raise SetUpError(
            f"Python could not make the folder .venv:\n{tail(output)}\nNothing else was changed. "
            f"On Debian and Ubuntu, run: sudo apt-get install {package}; then start again."
        )


def install_packages(lock: Path) -> None:
    """Exactly what the lock names, checked by its hashes, never built from source."""
    lines = lock.read_text(encoding="utf-8").splitlines()
    wanted = [number for number, line in enumerate(lines, 1) if re.match(r"[\w.-]+==", line)]
    say(f"- Installing {len(wanted)} packages (about 150 MB to download)")
    astray = ("PIP_PREFIX", "PIP_TARGET", "PIP_USER", "PYTHONHOME", "PYTHONPATH")
    environment = {name: text for name, text in os.environ.items() if name not in astray}
    environment.update(PYTHONUNBUFFERED="1", PYTHONUTF8="1")
    options = "--no-deps --no-input --disable-pip-version-check --progress-bar off"
    command = f"-m pip install --require-hashes --only-binary :all: {options} -r"
    with subprocess.Popen(
        [str(PYTHON), *command.split(), str(lock)],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as pip:
        output = []
        for line in pip.stdout or ():
            output.append(line)
            if named := re.match(r"(?:Collecting|Processing) .*\(line (\d+)\)", line):
                number = int(named.group(1))
                name = lines[number - 1].split()[0].replace("==", " ")
                say(f"  {wanted.index(number) + 1:>2} of {len(wanted)}  {name}")
            elif size := re.search(r"Downloading .*\((\d.* MB)\)", line):
                say(f"            downloading {size.group(1)}")
            elif line.startswith("Installing collected"):
                say("  Unpacking")
    if pip.returncode:
        raise SetUpError(explain_pip("".join(output)))


def make_importable() -> None:
    """Point .venv at this folder; relative, so that the folder can be moved."""
    packages = (VENV / "Lib" if WINDOWS else next(VENV.glob("lib/python3.*"))) / "site-packages"
    up = os.path.relpath(str(ROOT), str(packages))
    (packages / "workshop_app.pth").write_text(f"{up}\n", encoding="utf-8")
    options = " ".join(APP)
    if WINDOWS:
        command = VENV / "Scripts" / "workshop-app.cmd"
        text = f'@"%~dp0python.exe" {options} %*\n'
    else:
        command = VENV / "bin" / "workshop-app"
        text = f'#!/bin/sh\nexec "$(dirname "$(readlink -f "$0")")/python" {options} "$@"\n'
    command.write_text(text, encoding="utf-8")
    command.chmod(0o755)


def explain_pip(output: str) -> str:
    """One clear paragraph from what pip printed."""
    signs = {
        "The disk is full. No session was touched. Please free about 1 GB and start again.": (
            "No space left",
            "not enough space",
        ),
        "A downloaded package is not the one this app was tested with, so it was not installed. "
        "No session was touched. Please start again; if it happens twice, something on the way "
        "changes downloads.": ("DO NOT MATCH THE HASHES",),
        "The packages could not be downloaded: the network did not answer. No session was "
        "touched. Please connect to the internet once and start again; afterwards the app works "
        "without.": ("Retrying", "Max retries", "timed out", "Connection", "ProxyError", "SSLErr"),
        "A package does not exist ready-made for this system. No session was touched. Qt needs "
        "64-bit Windows 10, macOS 13, or Linux with glibc 2.34 (Debian 12, Ubuntu 22.04; on ARM "
        "2.39, Ubuntu 24.04) or newer.": ("No matching distribution",),
    }
    for sentence, words in signs.items():
        if any(word in output for word in words):
            return f"{sentence}\n{tail(output, 2)}"
    return f"The packages could not be installed. No session was touched.\n{tail(output)}"


def explain_qt(output: str) -> str:
    """Why Qt does not start, as far as it says so, and what helps."""
    why, do = "system libraries seem to be missing", "install them and start again"
    if "could not connect to display" in output:
        why, do = "the display does not answer", "start again on a desktop, or unset DISPLAY"
    elif shutil.which("apt-get"):
        do = f"run: sudo apt-get install {' '.join((QT_LIBRARIES + SCREEN_LIBRARIES).split())}"
    return (
        f"Qt, which draws the windows, cannot start here: {why}. Everything else is set up. "
        f"Please {do}\n{tail(output)}"
    )


# Debian and Ubuntu


def install_libraries(display: bool) -> None:
    """The few system libraries Qt needs; a screen's too when there is one, or root asks."""
    if not shutil.which("dpkg-query"):
        return
    screen = SCREEN_LIBRARIES if display or may_install() else ""
    wanted = [*QT_LIBRARIES.split(), *screen.split()]
    # Newer systems add t64 to some names.
    names = [name + ending for name in wanted for ending in ("", "t64")]
    _, answer = run(["dpkg-query", "-W", "-f", "${Package} ${Status}\n", *names])
    if missing := not_installed(wanted, answer):
        apt_install(missing, "system libraries that Qt needs")


def install_browser() -> None:
    """A browser for the tests, which say so themselves when there is none; the app needs none."""
    missing = [name for name, ways in BROWSER.items() if not any(map(shutil.which, ways))]
    if missing and shutil.which("apt-get"):
        apt_install(missing, "the browser that the phones' page is tested in")


def not_installed(wanted: list[str], answer: str) -> list[str]:
    """Read dpkg-query's ``name want error status`` lines."""
    lines = [line.split() for line in answer.splitlines()]
    installed = {words[0] for words in lines if words[-1:] == ["installed"]}
    return [name for name in wanted if not installed & {name, f"{name}t64"}]


def may_install() -> bool:
    """Whether this account may install packages without a password."""
    if not shutil.which("apt-get") or WINDOWS:
        return False
    return os.geteuid() == 0 or bool(shutil.which("sudo") and not run(["sudo", "-n", "true"])[0])


def apt_install(packages: list[str], what: str) -> None:
    """Install when that needs no password; else print the one line that does it."""
    line = f"sudo apt-get install {' '.join(packages)}"
    if not shutil.which("apt-get") or not may_install():
        say(f"- Missing: {what}; this account may not install them. Please run: {line}")
        return
    say(f"- Installing {what}: {' '.join(packages)}")
    apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=120"]
    if os.geteuid() != 0:
        apt = ["sudo", "-n", *apt]
    for lists in ("as they are", "new"):
        if lists == "new":
            run([*apt, "update"])
        there = [f"{n}t64" if not run(["apt-cache", "show", f"{n}t64"])[0] else n for n in packages]
        failed, output = run([*apt, "install", "--yes", "--no-install-recommends", *there])
        if not failed:
            return
    say(f"  That did not work; the rest goes on. Please run: {line}\n{tail(output, 3)}")


def run(command: list[str | Path], platform: str | None = None) -> tuple[int, str]:
    """Run quietly; returns the exit code and all that was printed."""
    result = subprocess.run(
        [str(part) for part in command],
        env=dict(os.environ, QT_QPA_PLATFORM=platform) if platform else None,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    return result.returncode, result.stdout


def say(text: str) -> None:
    """Show a line at once, in whatever the terminal can show."""
    encoding = sys.stdout.encoding or "ascii"
    sys.stdout.write(text.encode(encoding, "replace").decode(encoding) + "\n")
    sys.stdout.flush()


def tail(text: str, lines: int = 12) -> str:
    """The end of what a tool printed, where it says why."""
    return "\n".join(f"  {line}" for line in text.strip().splitlines()[-lines:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
