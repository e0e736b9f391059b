"""The photos of an activity as the booklet prints them and the export writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_app.booklet.edition import Photograph
from workshop_app.session.photos import read_photos, read_picture

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workshop_app.session.context import Context
    from workshop_app.session.workshop import Workshop


def photographs(context: Context) -> tuple[Photograph, ...]:
    """Every photo with what is read out instead: its caption, else what it is a photo of."""
    file, words = context.file, context.words
    found = read_photos(file, context.activity.id)
    return tuple(
        Photograph(
            read_picture(file, photo.key),
            photo.width,
            photo.height,
            photo.caption
            or words("booklet.photo.alt", title=context.text("title"), n=at, of=len(found)),
            photo.caption,
        )
        for at, photo in enumerate(found, 1)
    )


def named_photos(workshop: Workshop) -> Iterator[tuple[str, bytes]]:
    """The JPEGs of the day's activities with names that sort as the agenda does."""
    for number, slot in enumerate(workshop.slots(), 1):
        for at, photo in enumerate(read_photos(workshop.file, slot.activity), 1):
            yield f"{number:02d} {slot.activity} photo {at}.jpg", read_picture(
                workshop.file, photo.key
            )
