"""What the room sees at one moment, as one figure: stage, console preview and picture files.

The stage paints exactly this; so does the console's preview, which is why it is true.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from workshop_app.assembly.asking import question_pages, turnout_pages
from workshop_app.assembly.closing import closes, closing_pages, phase_closed_by
from workshop_app.figures import cards
from workshop_app.figures.canvas import STAGE_WIDTH, Canvas
from workshop_app.figures.figure import Figure, place
from workshop_app.figures.frame import FrameWords, frame
from workshop_app.figures.pages import Pages, chained
from workshop_app.kinds import registry
from workshop_app.kinds.contract import Footer
from workshop_app.method.model import REVEALED
from workshop_app.session.people import read_people
from workshop_app.storage.tally import latest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop_app.figures.table import Table
    from workshop_app.kinds.contract import Kind
    from workshop_app.session.context import Context
    from workshop_app.session.live import Moment
    from workshop_app.session.workshop import Workshop
    from workshop_app.storage.tally import Round

_NO_FOOTER = Footer()


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

    pages: Sequence[Figure]
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
    """What the stage shows at a moment; ``surface`` is ``step``, ``blank`` or ``hold``.

    Stage and preview ask for the same one: it is composed once for each change.
    """
    key = (moment, surface, stage_width, scale)
    shown = workshop.drawn.get(key)
    if not isinstance(shown, Scene):
        shown = workshop.drawn[key] = _composed(workshop, moment, surface, stage_width, scale)
    return shown


def _composed(
    workshop: Workshop, moment: Moment, surface: str, stage_width: float, scale: float
) -> Scene:
    activity = workshop.activity_at(moment)
    phase = phase_at(workshop, moment)
    if surface == "blank":
        empty = cards.blank(stage_width)
        return Scene(empty, empty, shows_timer=False, phase=phase)
    if surface == "hold" or activity is None:
        return _hold(workshop, stage_width, phase)
    step = workshop.step_at(moment)
    return view_scene(
        workshop,
        activity.id,
        step.view if step else "question",
        page=moment.page,
        phase=phase,
        progress=progress(workshop, moment),
        stage_width=stage_width,
        scale=scale,
        ends=(phase_closed_by(workshop, moment),) if closes(workshop, moment) else None,
    )


def _hold(workshop: Workshop, stage_width: float, phase: str) -> Scene:
    info = workshop.info
    parts = (info.client, workshop.dates(workshop.words), info.place)
    detail = " · ".join(part for part in parts if part)
    figure = cards.hold_card(info.title, detail=detail, stage_width=stage_width)
    return Scene(figure, figure, shows_timer=False, phase=phase)


def phase_at(workshop: Workshop, moment: Moment) -> str:
    """The phase of a moment; a pause belongs to the phase before it."""
    phase = "see"
    for slot in workshop.slots():
        phase = workshop.method.activities[slot.activity].phase or phase
        if slot.key == moment.slot:
            return phase
    return "see" if moment.slot is None else phase


def progress(workshop: Workshop, moment: Moment) -> float:
    """How much of the moment's phase is done, from 0 to 1, by planned minutes and steps."""
    phase = phase_at(workshop, moment)
    total = done = 0.0
    reached = False
    for slot in workshop.slots():
        activity = workshop.method.activities[slot.activity]
        if activity.phase != phase:
            reached = reached or slot.key == moment.slot
            continue
        total += max(slot.minutes, 1)
        if slot.key == moment.slot:
            done += max(slot.minutes, 1) * (moment.step + 1) / max(len(activity.steps), 1)
            reached = True
        elif not reached:
            done += max(slot.minutes, 1)
    return done / total if total else 0.0


def view_scene(
    workshop: Workshop,
    activity: str,
    view: str,
    *,
    page: int = 0,
    phase: str = "",
    progress: float = 0.0,
    stage_width: float = STAGE_WIDTH,
    scale: float = 1.0,
    ends: tuple[str] | None = None,
) -> Scene:
    """One view of one activity, with its frame, as `scene` and the picture command show it.

    ``ends`` adds what the activity came to, and the insights of the phase named in it.
    """
    context = workshop.context(activity)
    phase = phase or context.activity.phase or "see"
    words = FrameWords(
        phase_name=context.of_method(f"phases.{phase}.name"),
        activity=context.text("title"),
        question=context.text("question"),
    )
    empty = frame(phase, words, progress=progress, stage_width=stage_width, scale=scale)
    box = empty.content
    canvas = Canvas(box.width, box.height, phase, scale)
    if view == "title":
        content = _Content((_title(context, phase, progress, stage_width, scale),))
    else:
        content = _content(context, view, canvas)
    pages = content.pages
    if ends is not None and not content.secret:
        pages = chained(pages, closing_pages(context, ends[0], canvas))
    chosen = min(max(page, 0), len(pages) - 1)
    picture = pages[chosen]
    closing = chosen >= len(content.pages)
    if view == "title" and not closing:
        return Scene(picture, picture, pages=len(pages), phase=phase, shows_timer=False)
    footer = _NO_FOOTER if closing else content.footer
    words = replace(
        words,
        context=footer.context,
        state=footer.state,
        page=f"{chosen + 1} / {len(pages)}" if len(pages) > 1 else "",
        title=picture.title,
    )
    framed = frame(phase, words, progress=progress, stage_width=stage_width, scale=scale)
    start = content.start if chosen == 0 else None
    return Scene(
        figure=place(framed.figure, picture, box.x, box.y),
        content=picture,
        start=place(framed.figure, start, box.x, box.y) if start else None,
        tables=content.tables,
        page=chosen,
        pages=len(pages),
        phase=phase,
        secret=content.secret,
    )


def _title(
    context: Context, phase: str, progress: float, stage_width: float, scale: float
) -> Figure:
    words = cards.TitleWords(
        phase_name=context.of_method(f"phases.{phase}.name"),
        title=context.text("title"),
        phase_line=context.of_method(f"phases.{phase}.line"),
        aim=context.text("aim"),
    )
    return cards.title_card(phase, words, progress=progress, stage_width=stage_width, scale=scale)


def _content(context: Context, view: str, canvas: Canvas) -> _Content:
    kind = registry.kind(context.activity.kind)
    if view == "question":
        pages = question_pages(kind.questions(context), canvas, context.text("question"))
        return _Content(pages or (cards.aim_card(context.text("aim"), canvas),))
    if view == "card":
        sentences = context.method.texts("card", context.words.language)
        return _Content((cards.ballot_card(sentences, canvas),))
    if view in (*REVEALED, "collect") and kind.questions(context):
        round_ = latest(context.file, context.activity.id)
        if round_ is None or round_.state != "revealed" or view == "collect":
            return _before_reveal(context, kind, round_, view, canvas)
    return _picture(context, kind, view, canvas)


def _before_reveal(
    context: Context, kind: Kind[Any], round_: Round | None, view: str, canvas: Canvas
) -> _Content:
    """Turnout and what is voted on; before and after the round what was asked or noted."""
    words = context.words
    questions = kind.questions(context)
    if round_ is None or round_.state == "revealed":
        if view != "collect":
            return _Content((cards.invitation_card(words("scene.nobody"), canvas, "vote"),))
        pages = question_pages(questions, canvas, context.text("question"))
        if not pages and kind.places(context):
            return _picture(context, kind, "content", canvas)
        return _Content(
            pages or (cards.invitation_card(words("scene.not_yet"), canvas, "vote"),)
        )
    hint = words(_hint(context, round_))
    said = "scene.turnout" if round_.expected else "scene.turnout_open"
    sentence = words(said, n=round_.returned, total=round_.expected)
    title = context.text("question")
    pages = turnout_pages(round_, questions, canvas, (sentence, hint), title)
    footer = Footer(words("scene.totals_only"), words(f"mode.{round_.mode}"))
    return _Content(pages, footer=footer, secret=True)


def _hint(context: Context, round_: Round) -> str:
    """What is said below the turnout: that all are in only where nobody present is missing."""
    if round_.state == "open":
        return "scene.hidden"
    present = sum(person.present for person in read_people(context.file))
    complete = round_.returned == round_.expected and round_.returned >= present
    return "scene.closed_all" if complete else "scene.closed"


def _picture(context: Context, kind: Kind[Any], view: str, canvas: Canvas) -> _Content:
    results = kind.results(context)
    footer = kind.footer(results, view, context)
    whole, canvas = cards.noticed(footer.notice, canvas)
    top = whole.height - canvas.height
    pages = kind.figures(results, view, canvas, context)
    start = kind.start_figure(results, view, canvas, context)
    return _Content(
        pages=Pages(partial(_page, pages, index, whole, top) for index in range(len(pages))),
        start=start and _page((start,), 0, whole, top),
        footer=footer,
        tables=kind.tables(results, context),
    )


def _page(pages: Sequence[Figure], index: int, whole: Figure, top: float) -> Figure:
    page = pages[index]
    return place(whole._replace(title=page.title), page, 0, top)
