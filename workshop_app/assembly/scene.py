"""What the room sees at one moment, as one figure: stage, console preview and picture files.

The stage paints exactly this; so does the console's preview, which is why it is true.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from workshop_app.figures import frame
from workshop_app.figures.canvas import STAGE_WIDTH, Canvas
from workshop_app.figures.figure import Figure, place
from workshop_app.figures.theme import PHASES
from workshop_app.kinds import registry
from workshop_app.kinds.contract import Footer
from workshop_app.storage.tally import latest, rounds

if TYPE_CHECKING:
    from workshop_app.figures.frame import Area
    from workshop_app.figures.table import Table
    from workshop_app.kinds.contract import Kind
    from workshop_app.session.context import Context
    from workshop_app.session.live import Moment
    from workshop_app.session.workshop import Workshop

_NO_FOOTER = Footer()

NOTHING_SECRET = ("title", "question", "card", "guess")
"""Views that never depend on an answer."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A whole stage of 100 u height, without the running countdown.

    ``start`` is the figure it grows from when it is revealed; ``content`` is the part below
    the question alone, for the explore view; ``tables`` say the same to a screen reader.
    ``secret`` is true where results exist that nobody may see yet. ``pages`` counts the
    pages of the picture, of which this is ``page`` (from 0).
    """

    figure: Figure
    content: Figure
    start: Figure | None = None
    tables: tuple[Table, ...] = ()
    page: int = 0
    pages: int = 1
    phase: str = "see"
    secret: bool = False
    shows_timer: bool = True


@dataclass(frozen=True, slots=True)
class _Content:
    """The part below the question: pages of one size, and what goes with them."""

    pages: tuple[Figure, ...]
    start: Figure | None = None
    footer: Footer = _NO_FOOTER
    tables: tuple[Table, ...] = ()
    secret: bool = False


def scene(
    workshop: Workshop,
    moment: Moment,
    *,
    surface: str = "step",
    stage_width: float = STAGE_WIDTH,
    scale: float = 1.0,
) -> Scene:
    """What the stage shows at a moment; ``surface`` is ``step``, ``blank`` or ``hold``."""
    activity = workshop.activity_at(moment)
    if surface == "blank":
        empty = frame.blank(stage_width)
        return Scene(empty, empty, shows_timer=False, phase=activity.phase if activity else "see")
    if surface == "hold" or activity is None:
        return _hold(workshop, stage_width, activity.phase if activity else "see")
    step = workshop.step_at(moment)
    return view_scene(
        workshop,
        activity.id,
        step.view if step else "question",
        page=moment.page,
        progress=progress(workshop, moment),
        stage_width=stage_width,
        scale=scale,
    )


def _hold(workshop: Workshop, stage_width: float, phase: str) -> Scene:
    info = workshop.info
    parts = (info.client, workshop.words.date(info.date), info.place)
    figure = frame.hold_card(info.title, " · ".join(p for p in parts if p), stage_width)
    return Scene(figure, figure, shows_timer=False, phase=phase)


def progress(workshop: Workshop, moment: Moment) -> tuple[float, float, float, float]:
    """How much of each phase is done at a moment, by planned minutes and steps."""
    total = dict.fromkeys(PHASES, 0.0)
    done = dict.fromkeys(PHASES, 0.0)
    slots = workshop.slots()
    keys = [slot.key for slot in slots]
    current = keys.index(moment.slot) if moment.slot in keys else -1
    for index, slot in enumerate(slots):
        activity = workshop.method.activities[slot.activity]
        if activity.pause:
            continue
        minutes = max(slot.minutes, 1)
        total[activity.phase] += minutes
        if index < current:
            done[activity.phase] += minutes
        elif index == current:
            done[activity.phase] += minutes * (moment.step + 1) / max(len(activity.steps), 1)
    see, think, act, be = (done[p] / total[p] if total[p] else 0.0 for p in PHASES)
    return see, think, act, be


def view_scene(
    workshop: Workshop,
    activity: str,
    view: str,
    *,
    page: int = 0,
    progress: tuple[float, float, float, float] = (0, 0, 0, 0),
    stage_width: float = STAGE_WIDTH,
    scale: float = 1.0,
) -> Scene:
    """One view of one activity, with its frame, as `scene` and the picture command show it."""
    context = workshop.context(activity)
    phase = context.activity.phase
    words = frame.FrameWords(
        phase=context.of_method(f"phases.{phase}.name"),
        activity=context.text("title"),
        question="" if view == "title" else context.text("question"),
    )
    outline, area = frame.frame(phase, words, progress, stage_width, scale)
    content = _content(context, view, area, scale)
    chosen = min(max(page, 0), len(content.pages) - 1)
    footer = content.footer
    if len(content.pages) > 1:
        counter = f"{chosen + 1} / {len(content.pages)}"
        state = f"{footer.state} · {counter}" if footer.state else counter
        footer = replace(footer, state=state)
    words = replace(words, context=footer.context, state=footer.state)
    outline, area = frame.frame(phase, words, progress, stage_width, scale)
    picture = content.pages[chosen]
    start = content.start if chosen == 0 else None
    return Scene(
        figure=replace(place(outline, picture, area.x, area.y), title=picture.title),
        content=picture,
        start=place(outline, start, area.x, area.y) if start else None,
        tables=content.tables,
        page=chosen,
        pages=len(content.pages),
        phase=phase,
        secret=content.secret,
    )


def _content(context: Context, view: str, area: Area, scale: float) -> _Content:
    kind = registry.kind(context.activity.kind)
    if view == "title":
        return _title(context, area, scale)
    if view == "card":
        language = context.words.language
        card = frame.ballot_card(context.method.texts("card", language), area, scale)
        return _Content((card,))
    if kind.questions(context) and (view == "collect" or view in kind.picture_views):
        round_ = latest(context.file, context.activity.id)
        if round_ is None or round_.state != "revealed" or view == "collect":
            return _before_reveal(context, kind, view, area, scale)
    return _picture(context, kind, view, area, scale)


def _title(context: Context, area: Area, scale: float) -> _Content:
    phase = context.activity.phase
    words = frame.TitleWords(
        phase=context.of_method(f"phases.{phase}.name"),
        line=context.of_method(f"phases.{phase}.line"),
        activity=context.text("title"),
        aim=context.text("aim"),
        question=context.text("question"),
    )
    return _Content((frame.title_card(phase, words, area, scale),))


def _before_reveal(
    context: Context, kind: Kind[Any], view: str, area: Area, scale: float
) -> _Content:
    """Turnout and nothing else, unless the activity collects notes and no round is open."""
    words = context.words
    found = rounds(context.file, context.activity.id)
    open_ = found[-1] if found and found[-1].state == "open" else None
    closed = found[-1] if found and found[-1].state == "closed" else None
    if open_ is None and closed is None:
        if view == "collect" and kind.places(context):
            return _picture(context, kind, "content", area, scale)
        sentence = words("scene.not_yet")
        return _Content((frame.invitation(sentence, area, context.activity.phase, "vote"),))
    round_ = found[-1]
    sentence = words("scene.turnout", n=round_.returned, total=round_.expected)
    hint = words("scene.hidden") if open_ else words("scene.closed")
    card = frame.turnout_card(
        round_.returned, round_.expected, sentence, hint, context.activity.phase, area
    )
    state = words(f"mode.{round_.mode}")
    return _Content((card,), footer=Footer(words("scene.totals_only"), state), secret=True)


def _picture(context: Context, kind: Kind[Any], view: str, area: Area, scale: float) -> _Content:
    results = kind.results(context)
    canvas = Canvas(area.width, area.height, context.activity.phase, scale)
    if view == "question":
        return _question(context, area)
    if kind.is_empty(results) and view not in NOTHING_SECRET:
        sentence = context.words(f"scene.invite.{kind.key}")
        return _Content((frame.invitation(sentence, area, canvas.phase),))
    return _Content(
        pages=kind.figures(results, view, canvas, context),
        start=kind.start_figure(results, view, canvas, context),
        footer=kind.footer(results, view, context),
        tables=kind.tables(results, context),
    )


def _question(context: Context, area: Area) -> _Content:
    """The question alone in the frame, with the activity's aim beneath it."""
    figure = frame.aim_card(context.text("aim"), context.activity.phase, area)
    return _Content((figure,))
