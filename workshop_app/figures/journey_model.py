"""What a customer journey is made of, and the words around it."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Emotion:
    """The median of the votes from −2 to +2 and their range."""

    median: float
    low: float
    high: float

    @property
    def range(self) -> float:
        """How far the votes lie apart."""
        return self.high - self.low


@dataclass(frozen=True, slots=True)
class Friction:
    """Something that chafes: ``score`` is severity × frequency, from 1 to 9."""

    key: str
    text: str
    score: int


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of the journey and what stands in its lanes.

    ``emotion`` is ``None`` where it was not scored; ``votes`` counts the dots on a moment
    to redesign (``None`` while they are hidden) and ``chosen`` marks those that won.
    """

    key: str
    label: str
    does: tuple[str, ...] = ()
    touchpoints: tuple[str, ...] = ()
    thinks: tuple[str, ...] = ()
    emotion: Emotion | None = None
    frictions: tuple[Friction, ...] = ()
    involved: tuple[str, ...] = ()
    opportunities: tuple[str, ...] = ()
    votes: int | None = None
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class JourneyWords:
    """Names of the lanes, of the emotions at +2, 0 and −2, and of what stands out.

    ``nobody`` stands where no department is involved, ``unscored`` where no emotion is.
    """

    does: str
    touchpoints: str
    thinks: str
    friction: str
    involved: str
    opportunities: str
    delighted: str
    neutral: str
    let_down: str
    nobody: str
    unscored: str
    lowest: str
    disputed: str
    title: str = ""


def lowest(stages: Sequence[Stage]) -> int | None:
    """The index of the stage with the lowest median; the first of equal ones."""
    scored = [
        (stage.emotion.median, index) for index, stage in enumerate(stages) if stage.emotion
    ]
    return min(scored)[1] if len(scored) > 1 else None


def most_disputed(stages: Sequence[Stage]) -> int | None:
    """The index of the stage whose votes lie furthest apart; ``None`` where none differ."""
    scored = [
        (-stage.emotion.range, index) for index, stage in enumerate(stages) if stage.emotion
    ]
    if len(scored) < 2 or min(scored)[0] == 0:
        return None
    return min(scored)[1]


def worst_friction(stages: Sequence[Stage]) -> int:
    """The highest score of any friction, 0 without one."""
    return max((one.score for stage in stages for one in stage.frictions), default=0)
