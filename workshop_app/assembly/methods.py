"""The built-in method and a facilitator's own, which the same loader reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app import paths
from workshop_app.kinds import registry
from workshop_app.method.loader import load_method

if TYPE_CHECKING:
    from workshop_app.method.library import Library
    from workshop_app.method.model import Method

BUILT_IN = "see-think-act-be"


def built_in_method() -> Method:
    """Read the method that ships with the app."""
    return load_method(paths.resources() / "methods" / BUILT_IN, registry.shapes())


def library() -> Library:
    """Every method there is, with what the kinds ask of them."""
    from workshop_app.method.library import Library

    return Library(registry.shapes())
