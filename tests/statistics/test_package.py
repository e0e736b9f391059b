"""The package as a whole: one door, and nothing heavy behind it."""

from __future__ import annotations

import importlib
import pkgutil
import subprocess
import sys

from workshop_app import statistics

INTERNAL = {"check_counts", "check_minimum"}
"""Used between the modules only."""


def test_everything_public_is_exported() -> None:
    defined = set()
    for info in pkgutil.iter_modules(statistics.__path__):
        module = importlib.import_module(f"{statistics.__name__}.{info.name}")
        defined |= {
            name
            for name, value in vars(module).items()
            if not name.startswith("_")
            and (name.isupper() or getattr(value, "__module__", "") == module.__name__)
        }
    assert defined - INTERNAL <= set(statistics.__all__)
    assert all(hasattr(statistics, name) for name in statistics.__all__)


def test_importing_it_loads_nothing_heavy() -> None:
    code = "import sys, workshop_app.statistics; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert not loaded & {"numpy", "statistics", "fractions", "decimal", "random", "PySide6"}
