"""What the kinds share whose activity is a ballot: a round, its picture, and what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Protocol, TypeVar

from workshop_app.kinds.contract import Footer, Kind
from workshop_app.session.said import said_pages, said_tables
from workshop_app.session.votes import turnout_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workshop_app.figures.canvas import Canvas
    from workshop_app.figures.figure import Figure
    from workshop_app.figures.table import Table
    from workshop_app.method.question import Question
    from workshop_app.session.context import Context
    from workshop_app.storage.tally import Round


class Voted(Protocol):
    """What was voted in the newest revealed round, and said in the activity's columns."""

    @property
    def round(self) -> Round | None:
        """The round; ``None`` before one is revealed."""

    @property
    def said(self) -> Mapping[str, tuple[str, ...]]:
        """What was said, by column."""

    @property
    def compares(self) -> bool:
        """Whether the answers of any group may show."""


V = TypeVar("V", bound=Voted)
V_contra = TypeVar("V_contra", bound=Voted, contravariant=True)


class Model(Protocol[V]):
    """A kind's ``model.py``."""

    def questions(self, context: Context) -> tuple[Question, ...]:
        """The lines of the ballot."""

    def read_results(self, context: Context) -> V:
        """What the counts of the newest revealed round say."""

    def numbers(self, results: V, context: Context) -> Mapping[str, Any]:
        """The activity's entry of the results file, unrounded."""


class Picture(Protocol[V_contra]):
    """A kind's ``figure.py``."""

    def figures(
        self, results: V_contra, view: str, canvas: Canvas, context: Context, grown: float = 1.0
    ) -> Sequence[Figure]:
        """The pages of one view; ``grown`` = 0 gives the figure the picture grows from."""


class Tables(Protocol[V_contra]):
    """A kind's ``tables.py``."""

    def tables(self, results: V_contra, context: Context) -> tuple[Table, ...]:
        """The numbers behind the picture; none about votes before a round is revealed."""


class VotedKind(Kind[V]):
    """Questions, their newest revealed answers, and the picture of all of us and of groups.

    ``guess`` has no values, ``groups`` without groups shows all of us, and ``content`` is what
    was said in the columns. The picture grows from the same one with every value at nothing.
    """

    picture_views: ClassVar[tuple[str, ...]] = ("total", "agreement", "groups")
    measured_view = "total"

    def __init__(self, model: Model[V], picture: Picture[V], tables: Tables[V]) -> None:
        """A kind of the three modules that know what is special about it."""
        self._model = model
        self._picture = picture
        self._tables = tables

    def reading(self, results: V, view: str, context: Context) -> str:
        """How to read a picture of votes, for the stage's bottom line."""
        return ""

    def questions(self, context: Context) -> tuple[Question, ...]:
        """The lines of the ballot."""
        return self._model.questions(context)

    def results(self, context: Context) -> V:
        """The newest revealed round."""
        return self._model.read_results(context)

    def is_empty(self, results: V) -> bool:
        """Whether nobody has voted and nothing was said."""
        return not (results.said or (results.round and results.round.returned))

    def returned(self, results: V) -> int | None:
        """How many ballots were returned."""
        return results.round.returned if results.round else None

    def figures(
        self, results: V, view: str, canvas: Canvas, context: Context
    ) -> Sequence[Figure]:
        """What was said, or the picture of the votes."""
        if view == "content" and context.activity.list("columns"):
            return said_pages(results.said, canvas, context)
        return self._picture.figures(results, view, canvas, context)

    def start_figure(
        self, results: V, view: str, canvas: Canvas, context: Context
    ) -> Figure | None:
        """The same picture with every value at nothing."""
        if view in ("guess", "content"):
            return None
        return self._picture.figures(results, view, canvas, context, grown=0.0)[0]

    def tables(self, results: V, context: Context) -> tuple[Table, ...]:
        """The numbers, and what was said."""
        return (*self._tables.tables(results, context), *said_tables(results.said, context))

    def footer(self, results: V, view: str, context: Context) -> Footer:
        """How to read the picture, how many voted, and why no groups are compared."""
        words, round_ = context.words, results.round
        if round_ is None or view in ("guess", "content"):
            return Footer()
        reading = self.reading(results, view, context)
        state = turnout_words(words, round_)
        if view != "groups":
            return Footer(reading, state)
        if results.compares:
            return Footer(reading, f"{state} · {words('votes.groups_from', k=round_.minimum)}")
        why = "_live" if round_.live else "" if round_.attribute else "_asked"
        return Footer(reading, state, words(f"votes.no_groups{why}", k=round_.minimum))

    def numbers(self, results: V, context: Context) -> Mapping[str, Any]:
        """The activity's entry of the results file."""
        return self._model.numbers(results, context)
