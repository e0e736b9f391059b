"""The pages of a picture, drawn when somebody looks at them."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import overload

from workshop_app.figures.figure import Figure


class Pages(Sequence[Figure]):
    """Reads like a tuple of figures, each drawn when it is first asked for and then kept.

    A board of ten thousand notes has hundreds of pages; the stage shows one of them and the
    number of all.
    """

    def __init__(self, drawings: Iterable[Callable[[], Figure]]) -> None:
        """Take what draws each page."""
        self._drawings = tuple(drawings)
        self._drawn: dict[int, Figure] = {}

    def __len__(self) -> int:
        """How many pages there are; draws none."""
        return len(self._drawings)

    @overload
    def __getitem__(self, index: int) -> Figure: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Figure, ...]: ...

    def __getitem__(self, index: int | slice) -> Figure | tuple[Figure, ...]:
        """One page or some; `IndexError` for a page that there is not."""
        if isinstance(index, slice):
            return tuple(self[place] for place in range(*index.indices(len(self))))
        place = range(len(self))[index]
        if place not in self._drawn:
            self._drawn[place] = self._drawings[place]()
        return self._drawn[place]

    def __eq__(self, other: object) -> bool:
        """Whether the pages are the same; draws all of both."""
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]


def chained(*parts: Sequence[Figure]) -> Pages:
    """The pages of several pictures one after the other, each still drawn when looked at."""
    return Pages(
        partial(part.__getitem__, place) for part in parts for place in range(len(part))
    )
