"""A disk that runs full: from `fill` on no file on it may grow, until `free`."""

from __future__ import annotations

from typing import Any

import apsw


class FullDisk(apsw.VFS):
    """What every connection opens its files with while this stands; `close` ends it."""

    def __init__(self) -> None:
        self.base = apsw.vfs_names()[0]
        self.is_full = False
        super().__init__("full-disk", self.base, makedefault=True)

    def xOpen(self, name: Any, flags: Any) -> _File:
        return _File(self, name, flags)

    def fill(self) -> None:
        self.is_full = True

    def free(self) -> None:
        self.is_full = False

    def close(self) -> None:
        self.unregister()


class _File(apsw.VFSFile):
    def __init__(self, disk: FullDisk, name: Any, flags: Any) -> None:
        super().__init__(disk.base, name, flags)
        self._disk = disk

    def xWrite(self, data: Any, offset: int) -> None:
        if self._disk.is_full and offset + len(data) > self.xFileSize():
            raise apsw.FullError("the disk is full")
        super().xWrite(data, offset)
