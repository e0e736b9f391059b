"""Finds every kind by its folder; the one place that imports kinds."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from workshop_app import kinds

if TYPE_CHECKING:
    from workshop_app.kinds.contract import Kind
    from workshop_app.method.model import KindShape


@lru_cache(maxsize=1)
def keys() -> tuple[str, ...]:
    """The keys of all kinds, which are their folders' names and what session files store."""
    import pkgutil

    return tuple(entry.name for entry in pkgutil.iter_modules(kinds.__path__) if entry.ispkg)


@lru_cache(maxsize=64)
def kind(key: str) -> Kind[Any]:
    """The kind with that key, imported when first asked for; `KeyError` when there is none."""
    if key not in keys():
        raise KeyError(key)
    found: Kind[Any] = import_module(f"workshop_app.kinds.{key}").KIND
    return found


def shapes() -> dict[str, KindShape]:
    """What the method's loader may expect of each kind."""
    return {key: kind(key).shape for key in keys()}


def editor(key: str) -> type[Any]:
    """The Qt widget that captures this kind on the console, imported when first opened."""
    widget: type[Any] = import_module(f"workshop_app.kinds.{key}.editor").Editor
    return widget
