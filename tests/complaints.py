"""What a kind says of an activity in somebody's own method."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from workshop_app.method.model import Activity, KindShape

Path = tuple[str | int, ...]


def complaints(shape: KindShape, activity: Activity) -> list[tuple[Path, str]]:
    """Where something is wrong, and what, in English."""
    found: list[tuple[Path, str]] = []

    def complain(
        template: str, /, *path: str | int, near: Collection[str] = (), **fields: object
    ) -> None:
        assert not near
        found.append((path, template.format(**fields)))

    assert shape.check is not None
    shape.check(activity, complain)
    return found
