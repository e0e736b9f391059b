"""What the room sees at one moment, as one figure: stage, console preview and picture files.

The stage paints exactly this; so does the console's preview, which is why it is true.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from workshop_app.assembly import join
from workshop_app.assembly.asking import question_pages, turnout_pages
from workshop_app.assembly.closing import closes, closing_pages, phase_closed_by
from workshop_app.assembly.content import NO_FOOTER, Content, looked_back_on, picture, under
from workshop_app.assembly.road import phase_at, progress
from workshop_app.figures import cards
from workshop_app.figures.canvas import STAGE_WIDTH, Canvas
from workshop_app.figures.figure import Figure, place
from workshop_app.figures.frame import FrameWords, frame
from workshop_app.figures.pages import chained
from workshop_app.kinds import registry
from workshop_app.kinds.contract import Footer
from workshop_app.method.model import REVEALED
from workshop_app.method.ways import ways_of
from workshop_app.session.door import JOIN
from workshop_app.session.holding import held_as, is_sensitive, notice, promise
from workshop_app.session.people import read_people
from workshop_app.session.touching import dots, is_touched
from workshop_app.session.votes import mode_words, of_round, turnout_words
from workshop_app.storage.tally import DRAWN_FORMS, drawn, latest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workshop_app.figures.layout import Box
    from workshop_app.figures.table import Table
    from workshop_app.kinds.contract import Kind
    from workshop_app.session.context import Context
    from workshop_app.session.holding import RoundPlan
    from workshop_app.session.live import Moment
    from workshop_app.session.workshop import Workshop
    from workshop_app.storage.tally import Round, Tally
    from workshop_app.words import Words


@dataclass(frozen=True, slots=True)
class Scene:
    """A whole stage of 100 u height, without the running countdown.

    ``start`` is the figure it grows from when it is revealed; ``content`` is the part below
    the question alone, for the explore view; ``tables`` say the same to a screen reader.
    ``secret`` is true where results exist that nobody may see yet. ``pages`` counts the
    pages of the picture, of which this is ``page`` (from 0). ``touch`` takes dots on the notes,
    or on the answers of the open round.
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
    touch: bool = False


def scene(
    workshop: Workshop,
    moment: Moment,
    *,
    surface: str = "step",
    stage_width: float = STAGE_WIDTH,
    scale: float = 1.0,
) -> Scene:
    """What the stage shows at a moment; ``surface`` is ``step``, ``blank``, ``hold`` or ``join``.

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
    if surface == JOIN and workshop.door is not None:
        way_in = join.card(workshop.door, workshop.words, phase, stage_width, scale)
        return Scene(way_in, way_in, shows_timer=False, phase=phase)
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
    whole = _view(workshop, activity, view, phase, progress, stage_width, scale, ends)
    return whole.scene(min(max(page, 0), len(whole.pages) - 1))


def view_scenes(
    workshop: Workshop, activity: str, view: str, *, ends: tuple[str] | None = None
) -> Iterator[Scene]:
    """Every page of a view, which is read and laid out once for all of them."""
    whole = _view(workshop, activity, view, "", 0.0, STAGE_WIDTH, 1.0, ends)
    for page in range(len(whole.pages)):
        yield whole.scene(page)


class _View(NamedTuple):
    """All pages of a view, each framed when it is wanted."""

    pages: Sequence[Figure]
    content: Content
    words: FrameWords
    phase: str
    way_in: Figure
    box: Box
    progress: float
    stage_width: float
    scale: float
    bare: bool
    """Whether the pages before the ends are a whole stage by themselves."""

    def scene(self, page: int) -> Scene:
        """One page, counted from 0."""
        picture, pages, phase = self.pages[page], len(self.pages), self.phase
        closing = page >= len(self.content.pages)
        if self.bare and not closing:
            return Scene(picture, picture, pages=pages, phase=phase, shows_timer=False)
        footer = NO_FOOTER if closing else self.content.footer_of(page)
        words = replace(
            self.words,
            context=footer.context,
            state=footer.state,
            page=f"{page + 1} / {pages}" if pages > 1 else "",
            title=picture.title,
        )
        framed = frame(
            phase, words, progress=self.progress, stage_width=self.stage_width, scale=self.scale
        )
        framed = replace(framed, figure=place(framed.figure, self.way_in, 0, 0))
        start = self.content.start if page == 0 else None
        return Scene(
            figure=place(framed.figure, picture, self.box.x, self.box.y),
            content=picture,
            start=place(framed.figure, start, self.box.x, self.box.y) if start else None,
            tables=self.content.tables,
            page=page,
            pages=pages,
            phase=phase,
            secret=self.content.secret,
            touch=self.content.touch and not closing,
        )


def _view(
    workshop: Workshop,
    activity: str,
    view: str,
    phase: str,
    progress: float,
    stage_width: float,
    scale: float,
    ends: tuple[str] | None,
) -> _View:
    context = workshop.context(activity)
    phase = phase or context.activity.phase or "see"
    words = FrameWords(
        phase_name=context.of_method(f"phases.{phase}.name"),
        activity=context.text("title"),
        question=context.text("question"),
    )
    empty = frame(phase, words, progress=progress, stage_width=stage_width, scale=scale)
    box = empty.content
    canvas, way_in = Canvas(box.width, box.height, phase, scale), Figure(box.width, box.height)
    if view == "title":
        content = Content((_title(context, phase, progress, stage_width, scale),))
    else:
        way_in, canvas = join.corner(workshop, activity, canvas, (box.x, box.y))
        content = _content(context, view, canvas)
    pages = content.pages
    if ends is not None and not content.secret:
        pages = chained(pages, closing_pages(context, ends[0], canvas))
    return _View(
        pages=pages, content=content, words=words, phase=phase, way_in=way_in, box=box,
        progress=progress, stage_width=stage_width, scale=scale, bare=view == "title",
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


def _content(context: Context, view: str, canvas: Canvas) -> Content:
    """The part below the question; above it what the room must know of a round held openly."""
    kind = registry.kind(context.activity.kind)
    if view in kind.picture_views and is_touched(context):
        return _touched(context, kind, view, canvas)
    if view == "content" or not kind.questions(context):
        return _plain(context, kind, view, canvas)
    held = _held(context, view)
    whole, below = cards.noticed(notice(context, held), canvas)
    return under(whole, below, _plain(context, kind, view, below, held))


def _touched(context: Context, kind: Kind[Any], view: str, canvas: Canvas) -> Content:
    """A picture of notes that takes dots: how many are left stands below."""
    words, found = context.words, dots(context)
    said = words("votes.override") if is_sensitive(context.activity) else ""
    whole, below = cards.noticed(said, canvas)
    content = under(whole, below, _plain(context, kind, view, below))
    if found is None:
        return content
    key = "touch.each" if found.left is None else "touch.left"
    left = words(key, each=found.each, left=found.left)
    return replace(content, footer=replace(content.footer, context=left), touch=True)


def _held(context: Context, view: str) -> RoundPlan | Round:
    """How the round is held that a view is about: the newest one, or the next."""
    found = latest(context.file, context.activity.id)
    if found is None or (found.state == "revealed" and view not in REVEALED):
        return held_as(context)
    return found


def _plain(
    context: Context, kind: Kind[Any], view: str, canvas: Canvas,
    held: RoundPlan | Round | None = None,
) -> Content:
    if view == "question":
        pages = (
            question_pages(kind.questions(context), canvas, context.text("question"))
            or looked_back_on(context, canvas)
            or (cards.aim_card(context.text("aim"), canvas),)
        )
        return Content(pages, footer=Footer(_kept(context, held)))
    if view == "card":
        named = held is not None and held.named
        symbol = "user" if named else "lock"
        return Content((cards.ballot_card(promise(context, named=named), canvas, symbol=symbol),))
    if view in (*REVEALED, "collect") and kind.questions(context):
        round_ = latest(context.file, context.activity.id)
        if round_ is None or round_.state != "revealed" or view == "collect":
            return _before_reveal(context, kind, round_, view, canvas)
    return picture(context, kind, view, canvas)


def _kept(context: Context, held: RoundPlan | Round | None) -> str:
    """Whether answers are kept with names; nothing where nobody votes."""
    return context.words("scene.named" if held.named else "scene.totals_only") if held else ""


def _before_reveal(
    context: Context, kind: Kind[Any], round_: Round | None, view: str, canvas: Canvas
) -> Content:
    """Turnout and what is voted on; before and after the round what was asked or noted."""
    words = context.words
    questions = kind.questions(context)
    if round_ is None or round_.state == "revealed":
        if view != "collect":
            return Content((cards.invitation_card(words("scene.nobody"), canvas, "vote"),))
        pages = question_pages(questions, canvas, context.text("question"))
        if not pages and kind.places(context):
            return picture(context, kind, "content", canvas)
        pages = pages or (cards.invitation_card(words("scene.not_yet"), canvas, "vote"),)
        return Content(pages, footer=Footer(_kept(context, held_as(context))))
    if round_.state == "open" and "touch" in ways_of(round_.mode):
        from workshop_app.assembly.touched import touched_pages

        touched = touched_pages(context, round_, questions, canvas)
        if touched is not None:
            drawing, table = touched
            footer = Footer(_kept(context, round_), turnout_words(words, round_))
            return Content(drawing, footer=footer, tables=(table,), secret=True, touch=True)
    if round_.live and round_.state == "open":
        hint = words("scene.live_soon", k=round_.minimum)
        shown = drawn(context.file, round_)
        if shown is not None:
            content = picture(context._replace(live=True), kind, "total", canvas)
            footer = Footer(_drawn_words(words, shown), _live_turnout(words, round_))
            return replace(content, start=None, footer=footer, secret=True)
    else:
        hint = _hint(context, round_)
    sentence = _turnout(words, round_)
    title = context.text("question")
    pages = turnout_pages(round_, questions, canvas, (sentence, hint), title)
    footer = Footer(_kept(context, round_), mode_words(words, round_.mode))
    return Content(pages, footer=footer, secret=True)


def _turnout(words: Words, round_: Round) -> str:
    """How many have voted; more ballots than people are said as what they are."""
    key = "scene.turnout_surplus" if round_.has_surplus else "scene.turnout"
    key = key if round_.expected else "scene.turnout_open"
    return words(key, n=round_.returned, total=round_.expected)


def _live_turnout(words: Words, round_: Round) -> str:
    """The turnout beside a live picture, which shows fewer answers than that."""
    state = f"{_turnout(words, round_)}, {mode_words(words, round_.mode)}"
    return of_round(words, round_, state)


def _drawn_words(words: Words, shown: Tally) -> str:
    """How many answers a live picture holds; at most so many where questions differ."""
    counts = [shown.total.counts[one.id] for one in shown.questions if one.form in DRAWN_FORMS]
    held = {count.valid + count.cannot_judge for count in counts}
    key = "scene.live" if len(held) == 1 else "scene.live_up_to"
    return words(key, n=max(held), k=shown.round.minimum)


def _hint(context: Context, round_: Round) -> str:
    """What is said below the turnout: that all are in only where nobody present is missing."""
    words = context.words
    if round_.state == "open":
        return words("scene.hidden")
    present = sum(person.present for person in read_people(context.file))
    complete = round_.returned == round_.expected and round_.returned >= present
    said = words("scene.closed_all" if complete else "scene.closed")
    return f"{words('scene.closed_named')} {said}" if round_.named else said
