"""Stops a wheel from being built without the fonts and icons that the app cannot do without."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class MadeHook(BuildHookInterface):  # type: ignore[misc, type-arg, unused-ignore]
    """Looks for what set-up makes and git does not keep."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """End the build with one sentence when ``resources/made`` is not there."""
        if not (Path(self.root) / "resources" / "made" / "stamp.json").is_file():
            sys.exit(
                "The fonts and icons in resources/made are not made yet, so no wheel was built. "
                "Run “python3 run.py” once, then build again."
            )
