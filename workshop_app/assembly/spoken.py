"""The languages in which a session can be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.errors import UserError
from workshop_app.words import Words

if TYPE_CHECKING:
    from workshop_app.session.workshop import Workshop


def words_in(workshop: Workshop, language: str | None) -> Words:
    """The session's own words, or those of another language that its method has.

    Raises `UserError` for a language that the app or the method does not have.
    """
    if language in (None, workshop.words.language):
        return workshop.words
    words, known = Words.load(language), workshop.method.languages
    if words.language not in known:
        raise UserError(
            "The method of this session has no language “{language}”.",
            "Nothing was written.",
            "Choose one of: {known}.",
            language=language,
            known=", ".join(known),
        )
    return words
