"""Photos of paper walls, beside what was typed: added, said what they show, taken out."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from workshop_app.errors import UserError
from workshop_app.session.photos import (
    ENDINGS,
    LONGEST_CAPTION,
    Photo,
    Picture,
    add_photos,
    caption_photo,
    read_image,
    read_photos,
    read_picture,
    remove_photo,
)
from workshop_app.ui import icon
from workshop_app.ui.capture_parts import label
from workshop_app.ui.drawer import Drawer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPixmap

    from workshop_app.ui.desk import Desk

THUMBNAIL: Final = (132, 99)


class PhotoPanel(Drawer):
    """A row for each photo; pictures may be dropped anywhere on it."""

    def __init__(self, desk: Desk) -> None:
        """Start closed, for no activity."""
        super().__init__(desk, "image")
        self._activity = ""
        self._photos: tuple[Photo, ...] | None = None
        self._waiting: list[Path] = []
        self._pictures: list[Picture] = []
        self._refused: UserError | None = None
        self.captions: list[QLineEdit] = []
        self.add = QPushButton()
        self.add.clicked.connect(self._on_add)
        self.choose: Callable[[], Sequence[Path]] = self._chosen
        """Asks which files; the system's own dialog."""
        self.setAcceptDrops(True)

    def show_activity(self, activity: str) -> None:
        """Show the photos of ``activity``."""
        if activity != self._activity:
            self._activity, self._photos = activity, None
            self.set_open(False)
        self.refresh()

    def refresh(self) -> None:
        """Read again which photos there are."""
        words = self.desk.workshop.words
        found = read_photos(self.desk.workshop.file, self._activity) if self._activity else ()
        text = words("photos.strip.some", n=len(found)) if found else words("photos.strip")
        self.say(text, there=bool(self._activity))
        if found == self._photos and self.add.text() == words("photos.add"):
            return
        before, self._photos = self._photos or (), found
        if [photo.key for photo in before] == [photo.key for photo in found] and found:
            for field, photo in zip(self.captions, found, strict=False):
                if field.text() != photo.caption and not field.hasFocus():
                    field.setText(photo.caption)
            if self.add.text() == words("photos.add"):
                return
        if self.is_open:
            self._fill()

    def set_open(self, on: bool) -> None:
        """Show the page, with its photos, or hide it."""
        if on and not self.is_open:
            self._fill()
        super().set_open(on)

    def focus_first(self) -> None:
        """The first photo without a caption, else the button that adds some."""
        empty = [field for field in self.captions if not field.text()]
        (empty[0] if empty else self.add).setFocus()

    # -- rows ----------------------------------------------------------------------------

    def _fill(self) -> None:
        words, photos = self.desk.workshop.words, self._photos or ()
        self.add.setParent(None)
        self.empty_grid()
        self.captions = []
        self.grid.addWidget(label("meta", words("photos.lead"), wrap=True), 0, 0, 1, 3)
        for row, photo in enumerate(photos, 1):
            self._fill_row(row, photo, len(photos))
        self.add.setText(words("photos.add"))
        icon.dress(self.add, "plus", self.desk.theme)
        end = len(photos) + 1
        self.grid.addWidget(self.add, end, 0, 1, 3, Qt.AlignmentFlag.AlignLeft)
        self.add.show()
        self.grid.setColumnStretch(1, 1)
        self.grid.setRowStretch(end + 1, 1)
        self.grew.emit()

    def _fill_row(self, row: int, photo: Photo, of: int) -> None:
        words = self.desk.workshop.words
        said = photo.caption or words("photos.none")
        shown = QLabel()
        shown.setPixmap(_thumbnail(read_picture(self.desk.workshop.file, photo.key)))
        shown.setAccessibleName(words("photos.picture", n=row, of=of, caption=said))
        field = QLineEdit(photo.caption)
        field.setMaxLength(LONGEST_CAPTION)
        field.setPlaceholderText(words("photos.caption", n=row))
        field.setAccessibleName(words("photos.caption", n=row))
        field.editingFinished.connect(partial(self._on_captioned, field, photo))
        out = QPushButton()
        out.setProperty("look", "quiet")
        out.setAccessibleName(words("photos.remove", n=row))
        out.setToolTip(words("photos.remove", n=row))
        icon.dress(out, "trash-2", self.desk.theme)
        out.clicked.connect(partial(self._on_removed, photo.key))
        self.captions.append(field)
        self.grid.addWidget(shown, row, 0)
        self.grid.addWidget(field, row, 1)
        self.grid.addWidget(out, row, 2)

    def _on_captioned(self, field: QLineEdit, photo: Photo) -> None:
        now = {one.key: one.caption for one in self._photos or ()}
        if field.text().strip() == now.get(photo.key):
            return
        file, words = self.desk.workshop.file, self.desk.workshop.words
        self.desk.attempt(
            partial(caption_photo, file, words("photos.captioned"), photo.key, field.text())
        )

    def _on_removed(self, key: str, *_checked: bool) -> None:
        file, said = self.desk.workshop.file, self.desk.workshop.words("photos.removed")
        if self.desk.attempt(partial(remove_photo, file, said, key)):
            self.desk.toast(said, undoable=True)

    # -- adding --------------------------------------------------------------------------

    def take(self, paths: Sequence[Path]) -> None:
        """Add these pictures, one in each turn of the event loop, in one undoable step."""
        if paths and not self._waiting:
            QTimer.singleShot(0, self._take_next)
        self._waiting += paths

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take pictures only."""
        if pictures_in(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add what was dropped."""
        event.acceptProposedAction()
        self.take(pictures_in(event))

    def _take_next(self) -> None:
        try:
            self._pictures.append(read_image(self._waiting[0]))
        except UserError as error:
            self._refused = self._refused or error
        self._waiting.pop(0)
        if self._waiting:
            QTimer.singleShot(0, self._take_next)
            return
        pictures, self._pictures = self._pictures, []
        refused, self._refused = self._refused, None
        if pictures and not self.desk.attempt(partial(self._save, pictures)):
            return
        if refused is not None:
            self.desk.fail(refused)

    def _save(self, pictures: Sequence[Picture]) -> None:
        workshop = self.desk.workshop
        said = workshop.words("photos.added", n=len(pictures))
        add_photos(workshop.file, said, self._activity, pictures)
        self.desk.toast(said, undoable=True)
        self.refresh()
        self.open()

    def _on_add(self) -> None:
        self.take(self.choose())

    def _chosen(self) -> Sequence[Path]:
        from PySide6.QtWidgets import QFileDialog

        words = self.desk.workshop.words
        kinds = words("photos.kinds", endings=" ".join(f"*{one}" for one in ENDINGS))
        names, _ = QFileDialog.getOpenFileNames(self, words("photos.add"), "", kinds)
        return [Path(name) for name in names]


def pictures_in(event: QDropEvent) -> list[Path]:
    """The files that are dragged here, if all of them may be pictures; HEIC is told about."""
    files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    known = (*ENDINGS, ".heic", ".heif")
    return files if all(path.suffix.casefold() in known for path in files) else []


def _thumbnail(data: bytes) -> QPixmap:
    """A photo small enough for a row, read no larger than that."""
    # Named here: what Qt calls things costs time, and most sessions have no photos.
    from PySide6.QtCore import QBuffer, QByteArray, QSize
    from PySide6.QtGui import QImageReader, QPixmap

    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    reader = QImageReader(buffer)
    size = reader.size()
    reader.setScaledSize(size.scaled(QSize(*THUMBNAIL), Qt.AspectRatioMode.KeepAspectRatio))
    return QPixmap.fromImage(reader.read())
