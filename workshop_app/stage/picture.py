"""What the stage shows, as a PNG or SVG file, without a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app import atomic
from workshop_app.assembly.scene import Scene, scene, view_scene
from workshop_app.errors import UserError
from workshop_app.figures.theme import THEMES, Theme
from workshop_app.kinds import registry
from workshop_app.session.live import Moment

if TYPE_CHECKING:
    from pathlib import Path

    from workshop_app.session.workshop import Workshop


def write_picture(
    workshop: Workshop,
    activity: str,
    path: Path,
    *,
    size: tuple[int, int] = (1920, 1080),
    theme: str = "light",
    step: str | None = None,
    page: int = 0,
) -> None:
    """Write one view of an activity; ``size`` is in pixels, ``page`` counts from 0.

    ``step`` is the number of a step, the name of a view, or ``None`` for the richest picture
    of the results. Raises `UserError` for an unknown activity, step or file type.
    """
    if path.suffix.lower() not in (".png", ".svg"):
        raise UserError(
            "{name} is neither a PNG nor an SVG file.",
            "Nothing was written.",
            "End the name in .png or .svg.",
            name=path.name,
        )
    stage_width = 100.0 * size[0] / size[1]
    shown = _scene(workshop, activity, step, page, stage_width)
    if not 0 <= page < shown.pages:
        raise UserError(
            "There is no page {page}.",
            "Nothing was written.",
            "Choose a page from 1 to {pages}.",
            page=page + 1,
            pages=shown.pages,
        )
    write_scene(shown, path, size, THEMES[theme])


def _scene(
    workshop: Workshop, activity: str, step: str | None, page: int, stage_width: float
) -> Scene:
    found = workshop.method.activity(activity)
    views = registry.kind(found.kind).picture_views
    slot = workshop.slot_of(activity)
    if step is not None and step.isdecimal():
        if not 1 <= int(step) <= len(found.steps):
            raise UserError(
                "{activity} has no step {step}.",
                "Nothing was written.",
                "Choose a step from 1 to {steps}.",
                activity=activity,
                step=step,
                steps=len(found.steps),
            )
        if slot is not None:
            moment = Moment(slot.key, int(step) - 1, page)
            return scene(workshop, moment, stage_width=stage_width)
        step = found.steps[int(step) - 1].view
    known = dict.fromkeys([*(entry.view for entry in found.steps), *views])
    if step is not None and step not in known:
        raise UserError(
            "{activity} has no step “{step}”.",
            "Nothing was written.",
            "Choose a number or one of: {known}.",
            activity=activity,
            step=step,
            known=", ".join(known),
        )
    view = step or (views[-1] if views else "question")
    return view_scene(workshop, activity, view, page=page, stage_width=stage_width)


def write_scene(shown: Scene, path: Path, size: tuple[int, int], theme: Theme) -> None:
    """Write a scene as PNG (drawn by Qt, as the stage is) or SVG; whole or not at all."""
    if path.suffix.lower() == ".svg":
        from workshop_app.figures.svg import to_svg

        atomic.write_bytes(path, to_svg(shown.figure, theme).encode())
        return
    from workshop_app.ui.png_file import write_png

    write_png(shown.figure, theme, path, size)
