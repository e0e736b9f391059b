"""Photos of paper walls, one activity's each: made small and plain, kept in the session file.

What a camera adds, such as where and when, never comes in: only the picture is written anew. The
history records that a photo came or went and what it is called, not its picture, which would make
every step of undo as large as the photo itself.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from workshop_app import storage
from workshop_app.beside import beside
from workshop_app.errors import UserError
from workshop_app.session.notes import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PIL.Image import Image

    from workshop_app.storage import Edit, SessionFile

LONGEST_SIDE: Final = 2000
"""Pixels of a photo's longer side: enough to read a wall of notes on a page."""

MOST: Final = 24
"""Photos of one activity."""

MOST_BYTES: Final = 60_000_000
MOST_PIXELS: Final = 80_000_000
LONGEST_CAPTION: Final = 200

ENDINGS: Final = (".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff", ".gif")
_FORMATS: Final = ("JPEG", "PNG", "WEBP", "BMP", "TIFF", "GIF")
_HEIC: Final = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif")
_QUALITIES: Final = (84, 70, 50)
_MOST_KEPT: Final = 5_000_000


class Photo(NamedTuple):
    """A photo without its picture; the size is in pixels."""

    key: str
    caption: str
    width: int
    height: int


class Picture(NamedTuple):
    """A picture as it is kept: a plain JPEG."""

    data: bytes
    width: int
    height: int


def read_photos(file: SessionFile, activity: str) -> tuple[Photo, ...]:
    """The photos of an activity in their order; one whose picture is gone is left out."""
    rows = file.rows(
        "SELECT key, caption, width, height FROM photo WHERE activity = ? "
        "AND key IN (SELECT key FROM photo_data) ORDER BY position, key",
        activity,
    )
    return tuple(Photo(*row) for row in rows)


def read_picture(file: SessionFile, key: str) -> bytes:
    """The JPEG of a photo; nothing where there is none."""
    found = file.row("SELECT data FROM photo_data WHERE key = ?", key)
    return bytes(found[0]) if found else b""


def add_photos(
    file: SessionFile, label: str, activity: str, pictures: Sequence[Picture]
) -> list[str]:
    """Add photos behind the others, in one undoable step; returns their keys.

    Raises `UserError` where the activity would have more than `MOST`.
    """
    from workshop_app.storage.tables import PhotoDataRow, PhotoRow

    last, count = file.row(
        "SELECT COALESCE(MAX(position), 0), COUNT(*) FROM photo WHERE activity = ?", activity
    ) or (0.0, 0)
    if count + len(pictures) > MOST:
        raise UserError(
            "An activity has room for {most} photos, and this would make {n}.",
            "No photo was added.",
            "Take some out first, or choose fewer.",
            most=MOST,
            n=count + len(pictures),
        )
    keys = [storage.new_key() for _ in pictures]
    with file.edit(label) as edit:
        for at, (key, picture) in enumerate(zip(keys, pictures, strict=True), 1):
            edit.run(PhotoDataRow.insert(key=key, data=picture.data))
            edit.run(
                PhotoRow.insert(
                    key=key,
                    activity=activity,
                    position=last + at,
                    width=picture.width,
                    height=picture.height,
                )
            )
    return keys


def caption_photo(file: SessionFile, label: str, key: str, caption: str) -> None:
    """Say what a photo shows, undoable; also the text that is read out instead of it."""
    from workshop_app.storage.tables import PhotoRow

    said = one_line(caption)[:LONGEST_CAPTION]
    with file.edit(label) as edit:
        edit.run(PhotoRow.update(caption=said).where(PhotoRow.key == key))


def remove_photo(file: SessionFile, label: str, key: str) -> None:
    """Take a photo out, undoable; its picture stays for that until somebody is erased."""
    from workshop_app.storage.tables import PhotoRow

    with file.edit(label) as edit:
        edit.run(PhotoRow.delete().where(PhotoRow.key == key))


def forget_pictures(edit: Edit) -> None:
    """Delete the pictures of photos that were taken out: undo does not bring them back."""
    from workshop_app.storage.tables import PhotoDataRow, PhotoRow

    kept = PhotoRow.select(PhotoRow.key)
    edit.run(PhotoDataRow.delete().where(PhotoDataRow.key.not_in(kept)))


# -- from a camera -----------------------------------------------------------------------


def read_images(
    paths: Sequence[Path], told: Callable[[float], None]
) -> list[Picture | UserError]:
    """What `read_image` makes of each, in their order, in a process of its own.

    Pressing a picture into a JPEG is one long call, for which the windows would wait. ``told``
    hears how much is done, from 0 to 1; whatever it raises ends it.
    """
    return beside(_read_each, tuple(paths), told=told)


def _read_each(
    paths: Sequence[Path], told: Callable[[float], None]
) -> list[Picture | UserError]:
    came: list[Picture | UserError] = []
    for path in paths:
        told(len(came) / len(paths))
        try:
            came.append(read_image(path))
        except UserError as error:
            came.append(error)
    return came


def read_image(path: Path) -> Picture:
    """A picture file made small and plain: upright, in colour, without what a camera adds.

    Raises `UserError` for what is too large, cannot be read or is no picture.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            head = stream.read(16)
    except OSError as error:
        raise UserError(
            "{name} could not be read: {reason}.",
            "No photo was added.",
            "Check that the file is there, then try again.",
            name=path.name,
            reason=error.strerror or error,
        ) from error
    if size > MOST_BYTES:
        raise _too_large(path)
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC:
        raise UserError(
            "{name} is a HEIC picture, which this app does not read.",
            "No photo was added.",
            "Save it as JPEG, or set the phone’s camera to “most compatible”.",
            name=path.name,
        )
    return _converted(path)


def _converted(path: Path) -> Picture:
    # Loaded when the first photo comes: most sessions have none.
    import PIL.Image
    import PIL.ImageOps

    longest = (LONGEST_SIDE, LONGEST_SIDE)
    try:
        with PIL.Image.open(path, formats=_FORMATS) as found:
            if found.width * found.height > MOST_PIXELS:
                raise _too_large(path)
            found.draft("RGB", longest)
            image = PIL.ImageOps.exif_transpose(found)
            image.thumbnail(longest)
            return _plain(image)
    except (PIL.Image.DecompressionBombError, PIL.Image.DecompressionBombWarning) as error:
        raise _too_large(path) from error
    except (OSError, SyntaxError, ValueError) as error:
        raise UserError(
            "{name} is no picture that can be read.",
            "No photo was added.",
            "Choose a JPEG or PNG file.",
            name=path.name,
        ) from error


def _plain(image: Image) -> Picture:
    """A JPEG of the pixels alone, on white where they let something through."""
    from PIL.Image import new

    if image.mode.startswith("I;16"):
        # Scanners make pictures of 65,536 greys, which Pillow cuts at 255 instead of scaling.
        image = image.convert("I").point(_to_256).convert("L")
    whole = image.convert("RGBA") if image.has_transparency_data else image.convert("RGB")
    flat = new("RGB", whole.size, "white")
    flat.paste(whole, mask=whole.getchannel("A") if whole.mode == "RGBA" else None)
    data = b""
    for quality in _QUALITIES:
        stream = BytesIO()
        flat.save(stream, "JPEG", quality=quality, optimize=True)
        data = stream.getvalue()
        if len(data) <= _MOST_KEPT:
            break
    return Picture(data, *flat.size)


def _to_256(grey: Any) -> Any:
    return grey * (1 / 256)


def _too_large(path: Path) -> UserError:
    return UserError(
        "{name} is too large for a photo.",
        "No photo was added.",
        "Choose a file of at most {bytes} MB and {pixels} megapixels.",
        name=path.name,
        bytes=MOST_BYTES // 1_000_000,
        pixels=MOST_PIXELS // 1_000_000,
    )
