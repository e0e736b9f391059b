"""What a kind of activity is given to work with."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workshop_app.method.question import Answer

if TYPE_CHECKING:
    from workshop_app.method.model import Activity, Method
    from workshop_app.session.info import Info
    from workshop_app.storage import SessionFile
    from workshop_app.words import Words


class Context(NamedTuple):
    """One activity of one session, in one language."""

    file: SessionFile
    method: Method
    activity: Activity
    info: Info
    words: Words
    live: bool = False
    """Whether totals count that are drawn while a round is open: for the stage alone."""

    def text(self, key: str) -> str:
        """The activity's own words under a key such as ``items.ck01`` or ``title``."""
        return self.method.text(f"{self.activity.id}.{key}", self.words.language)

    def of_method(self, key: str) -> str:
        """The method's words under a key such as ``bands.floor``."""
        return self.method.text(key, self.words.language)

    def scale(self, id_: str) -> tuple[tuple[Answer, ...], Answer | None]:
        """A scale's answers in order with their words, and its "cannot judge" if it has one."""
        scale = self.method.scales[id_]

        def answer(point: int, digits: str = "") -> Answer:
            key = f"scales.{id_}.{point}"
            has = self.method.has(key, self.words.language)
            return Answer(str(point), self.of_method(key) if has else str(point), digits)

        signed = any(point < 0 for point in scale.points)
        answers = tuple(
            answer(point, str(place) if signed else "")
            for place, point in enumerate(scale.points, 1)
        )
        return answers, answer(0) if scale.zero else None

    def group_name(self, name: str) -> str:
        """How a group is called on screen and paper: a band by its words, others as they are."""
        if name in ("", "other"):
            return self.words("group.none" if not name else "group.other")
        key = f"bands.{name}"
        known = any(band.id == name for band in self.method.bands)
        return self.of_method(key) if known else name

    def in_language(self, words: Words) -> Context:
        """The same activity in another language."""
        return self._replace(words=words)
