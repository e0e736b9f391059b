"""Photos of paper walls: small, plain, undoable, and refused in words."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from workshop_app.errors import UserError
from workshop_app.session import photos
from workshop_app.session.photos import (
    LONGEST_SIDE,
    MOST,
    Picture,
    add_photos,
    caption_photo,
    forget_pictures,
    read_image,
    read_photos,
    read_picture,
    remove_photo,
)
from workshop_app.storage import SessionFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ORIENTATION, GPS, MAKER = 0x0112, 0x8825, 0x010F


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SessionFile]:
    with SessionFile.create(tmp_path / "one.workshop") as file:
        yield file


def camera_picture(path: Path, size: tuple[int, int] = (3000, 2250)) -> Path:
    """What a phone writes: on its side, with maker and place; its upper left corner is red."""
    image = Image.effect_noise(size, 60).convert("RGB")
    image.paste("red", (0, 0, size[0] // 4, size[1] // 4))
    about = Image.Exif()
    about[ORIENTATION] = 6
    about[MAKER] = "SecretPhone"
    about.get_ifd(GPS)[2] = (51.0, 55.0, 12.0)
    image.save(path, exif=about)
    return path


def picture(path: Path) -> Picture:
    return read_image(camera_picture(path, (80, 60)))


def test_a_photo_is_made_small_upright_and_plain(tmp_path: Path) -> None:
    made = read_image(camera_picture(tmp_path / "wall.jpg"))
    assert (made.width, made.height) == (1500, LONGEST_SIDE)
    assert b"SecretPhone" not in made.data
    with Image.open(BytesIO(made.data)) as image:
        assert image.format == "JPEG"
        assert not image.getexif()
        assert "icc_profile" not in image.info
        red, green, _ = image.getpixel((1400, 50))  # type: ignore[misc]
        assert red > 200 > 60 > green, "turned to the right, the red corner is at the right"


@pytest.mark.parametrize("ending", ["jpg", "png", "tif", "webp"])
def test_what_programs_write_beside_the_pixels_never_comes_in(
    tmp_path: Path, ending: str
) -> None:
    """Comments, texts, XMP, profiles and the small picture that shows what was cut away."""
    path = tmp_path / f"wall.{ending}"
    about = Image.Exif()
    about[MAKER] = "SECRETmaker"
    texts = PngInfo()
    texts.add_text("Author", "SECRETauthor")
    extra: dict[str, object] = {
        "jpg": {"comment": b"SECRETcomment", "xmp": b"<x>SECRETxmp</x>", "icc_profile": b"SECRET"},
        "png": {"pnginfo": texts, "icc_profile": b"SECRETprofile"},
        "tif": {"description": "SECRETdescription", "software": "SECRETsoftware"},
        "webp": {"xmp": b"<x>SECRETxmp</x>", "icc_profile": b"SECRETprofile"},
    }[ending]  # type: ignore[assignment]
    Image.new("RGB", (60, 40), "teal").save(path, exif=about, **extra)  # type: ignore[arg-type]
    assert b"SECRET" in path.read_bytes(), "the search sees what is there"
    made = read_image(path)
    assert b"SECRET" not in made.data
    with Image.open(BytesIO(made.data)) as image:
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_what_is_see_through_lies_on_white(tmp_path: Path) -> None:
    Image.new("RGBA", (20, 10), (0, 0, 0, 0)).save(tmp_path / "clear.png")
    with Image.open(BytesIO(read_image(tmp_path / "clear.png").data)) as image:
        assert image.getpixel((5, 5)) == (255, 255, 255)


def test_the_greys_of_a_scanner_are_scaled(tmp_path: Path) -> None:
    for value, grey in ((0, 0), (30_000, 117), (65_535, 255)):
        Image.new("I;16", (20, 10), value).save(tmp_path / "scan.png")
        with Image.open(BytesIO(read_image(tmp_path / "scan.png").data)) as image:
            assert image.getpixel((5, 5)) == pytest.approx((grey,) * 3, abs=2)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("list.jpg", b"Name;Email", "is no picture that can be read"),
        ("cut.jpg", b"\xff\xd8\xff\xe0", "is no picture that can be read"),
        ("phone.heic", b"\0\0\0\x18ftypheic\0\0\0\0", "is a HEIC picture"),
        ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "is no picture"),
    ],
)
def test_what_is_no_photo_is_refused_in_words(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UserError, match=said):
        read_image(tmp_path / name)
    with pytest.raises(UserError, match="could not be read"):
        read_image(tmp_path / "nowhere.jpg")


def test_a_bomb_and_a_giant_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Image.new("1", (20_000, 20_000)).save(tmp_path / "bomb.png")
    assert (tmp_path / "bomb.png").stat().st_size < 100_000
    with pytest.raises(UserError, match="too large"):
        read_image(tmp_path / "bomb.png")
    monkeypatch.setattr(photos, "MOST_BYTES", 100)
    with pytest.raises(UserError, match="too large"):
        read_image(camera_picture(tmp_path / "wall.jpg", (80, 60)))


def test_photos_come_and_go_with_undo(file: SessionFile, tmp_path: Path) -> None:
    one = picture(tmp_path / "wall.jpg")
    first, second = add_photos(file, "Add", "see-x", [one, one])
    assert [photo.key for photo in read_photos(file, "see-x")] == [first, second]
    assert read_picture(file, first) == one.data
    caption_photo(file, "Say", second, "  The wall of  table 2 ")
    assert read_photos(file, "see-x")[1].caption == "The wall of table 2"
    remove_photo(file, "Out", first)
    assert [photo.key for photo in read_photos(file, "see-x")] == [second]
    file.undo()
    assert len(read_photos(file, "see-x")) == 2
    for _ in range(2):
        file.undo()
    assert read_photos(file, "see-x") == ()
    file.redo()
    assert len(read_photos(file, "see-x")) == 2


def test_the_history_does_not_keep_the_pictures(file: SessionFile, tmp_path: Path) -> None:
    one = read_image(camera_picture(tmp_path / "wall.jpg"))
    assert len(one.data) > 100_000
    (key,) = add_photos(file, "Add", "see-x", [one])
    remove_photo(file, "Out", key)
    ((size,),) = file.rows("SELECT SUM(length(changeset)) FROM journal")
    assert size < 1000
    assert read_picture(file, key), "undo may bring it back"
    with file.edit("", undoable=False) as edit:
        forget_pictures(edit)
    assert read_picture(file, key) == b""
    file.undo()
    assert read_photos(file, "see-x") == ()


def test_an_activity_has_room_for_so_many(file: SessionFile, tmp_path: Path) -> None:
    one = picture(tmp_path / "wall.jpg")
    add_photos(file, "Add", "see-x", [one] * MOST)
    with pytest.raises(UserError, match=f"room for {MOST} photos"):
        add_photos(file, "Add", "see-x", [one])
    assert len(read_photos(file, "see-x")) == MOST
