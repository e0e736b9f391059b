"""Photos of paper walls, beside what was typed: added, said what they show, taken out."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from workshop_app.errors import UserError
from workshop_app.session.photos import (
    ENDINGS,
    LONGEST_CAPTION,
    Photo,
    Picture,
    add_photos,
    caption_photo,
    read_images,
    read_photos,
    read_picture,
    remove_photo,
)
from workshop_app.ui import icon
from workshop_app.ui.capture_parts import label
from workshop_app.ui.drawer import Drawer
from workshop_app.ui.long_work import LongWork

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
        self._photos: tuple[Photo, ...] = ()
        self._language = ""
        self._waiting: list[tuple[str, Path]] = []
        self._for = ""
        self._percent = 0
        self._reading = LongWork(self)
        self._reading.progressed.connect(self._on_progressed)
        self._reading.done.connect(self._on_read)
        self._reading.stopped.connect(self._on_stopped)
        self.captions: list[QLineEdit] = []
        self.add = QPushButton()
        self.add.clicked.connect(self._on_add)
        self.choose: Callable[[], Sequence[Path]] = self._chosen
        """Asks which files; the system's own dialog."""
        self.setAcceptDrops(True)

    def show_activity(self, activity: str) -> None:
        """Show the photos of ``activity``."""
        if activity != self._activity:
            self._activity, self._photos = activity, ()
            self.set_open(False)
        self.refresh()

    def refresh(self) -> None:
        """Read again which photos there are."""
        found = read_photos(self.desk.workshop.file, self._activity) if self._activity else ()
        before, self._photos = self._photos, found
        self._say()
        is_said = self._language == self.desk.workshop.words.language
        if is_said and [one.key for one in before] == [one.key for one in found]:
            for field, photo in zip(self.captions, found, strict=False):
                if field.text() != photo.caption and not field.hasFocus():
                    field.setText(photo.caption)
        elif self.is_open:
            self._fill()

    def _say(self) -> None:
        """Name the buttons after the photos there are, or how many have been read."""
        words, n = self.desk.workshop.words, len(self._photos)
        text = words("photos.strip.some", n=n) if n else words("photos.strip")
        add, image = words("photos.add"), "plus"
        if self._reading.is_busy:
            text = words("photos.reading", percent=self._percent)
            add, image = words("photos.stop", percent=self._percent), "x"
        self.say(text, there=bool(self._activity))
        self.add.setText(add)
        icon.dress(self.add, image, self.desk.theme)

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
        words, photos = self.desk.workshop.words, self._photos
        self._language = words.language
        self.add.setParent(None)
        self.empty_grid()
        self.captions = []
        self.grid.addWidget(label("meta", words("photos.lead"), wrap=True), 0, 0, 1, 3)
        for row, photo in enumerate(photos, 1):
            self._fill_row(row, photo, len(photos))
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
        now = {one.key: one.caption for one in self._photos}
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
        """Add these pictures to the activity that shows now, in one undoable step."""
        self._waiting += [(self._activity, path) for path in paths]
        self._read_next()

    def stop(self) -> None:
        """Add none of those that were to be added."""
        self._waiting.clear()
        self._reading.stop()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take pictures only."""
        if pictures_in(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add what was dropped."""
        event.acceptProposedAction()
        self.take(pictures_in(event))

    def _read_next(self) -> None:
        """Read what waits for one activity."""
        if self._reading.is_busy or not self._waiting:
            return
        self._for = self._waiting[0][0]
        paths = [path for activity, path in self._waiting if activity == self._for]
        self._waiting = [one for one in self._waiting if one[0] != self._for]
        self._reading.begin(partial(read_images, paths))
        self._on_progressed(0)

    @Slot(int)
    def _on_progressed(self, percent: int) -> None:
        self._percent = percent
        self._say()

    @Slot(list)
    def _on_read(self, came: list[Picture | UserError]) -> None:
        self._say()
        pictures = [one for one in came if isinstance(one, Picture)]
        refused = [one for one in came if isinstance(one, UserError)]
        if (not pictures or self.desk.attempt(partial(self._save, pictures))) and refused:
            self.desk.fail(refused[0])
        self._read_next()

    @Slot()
    def _on_stopped(self) -> None:
        self._say()
        self.desk.toast(self.desk.workshop.words("photos.stopped"))
        self._read_next()

    def _save(self, pictures: Sequence[Picture]) -> None:
        workshop = self.desk.workshop
        said = workshop.words("photos.added", n=len(pictures))
        add_photos(workshop.file, said, self._for, pictures)
        self.desk.toast(said, undoable=True)
        self.refresh()
        if self._for == self._activity:
            self.open()

    def _on_add(self) -> None:
        if self._reading.is_busy:
            self.stop()
            return
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
