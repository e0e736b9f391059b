"""A session file page by page, for when SQLite does not open it any more.

Reads what the file format describes (https://www.sqlite.org/fileformat2.html): trees of pages
that hold records. What is not as it was written is left out, and where something was left out
is said.
"""

from __future__ import annotations

from struct import unpack, unpack_from
from typing import TYPE_CHECKING, Final, NamedTuple

from workshop_app.storage import checksums

if TYPE_CHECKING:
    from collections.abc import Iterator

_INDEX_NODE: Final = 2
_TABLE_NODE: Final = 5
_INDEX_LEAF: Final = 10
_TABLE_LEAF: Final = 13
_NODES: Final = (_INDEX_NODE, _TABLE_NODE)
_PAGES: Final = (*_NODES, _INDEX_LEAF, _TABLE_LEAF)
_PAGE_SIZE: Final = 4096
_FILE_HEADER: Final = 100

Value = str | int | float | bytes | None
Record = tuple[Value, ...]
"""The values of one row, in the order they are stored; cut short where a page is missing."""


class DamageError(ValueError):
    """A page or a record that is not what it should be."""


class Row(NamedTuple):
    """One record; ``whole`` is false where its end is missing."""

    record: Record
    whole: bool


class Pages:
    """The pages of a file. A page that is damaged is never read."""

    def __init__(self, data: bytes) -> None:
        """Take the size of a page from the file's head, or as this app makes them."""
        size = int.from_bytes(data[16:18], "big")
        self.size = size if size in (512, 1024, 2048, 4096, 8192, 16384, 32768) else _PAGE_SIZE
        self._data = data
        self.count = -(-len(data) // self.size)
        self._reserved = self._reserve()
        self._usable = self.size - self._reserved
        self.bad = {number for number in range(1, self.count + 1) if not self._is_sound(number)}

    def _reserve(self) -> int:
        """As most pages have it, because the file's head may be the page that is damaged."""
        pages = range(1, min(self.count, 20) + 1)
        summed = sum(checksums.is_sound(raw) for raw in map(self._raw, pages) if any(raw))
        return checksums.RESERVED if summed else 0

    def _raw(self, number: int) -> bytes:
        page = self._data[(number - 1) * self.size : number * self.size]
        return page.ljust(self.size, b"\0")

    def _is_sound(self, number: int) -> bool:
        whole = number * self.size <= len(self._data)
        return whole and (not self._reserved or checksums.is_sound(self._raw(number)))

    def _page(self, number: int) -> bytes:
        if not 1 <= number <= self.count or number in self.bad:
            raise DamageError(f"page {number}")
        return self._raw(number)

    def head(self) -> bytes:
        """The file's own facts, at the beginning of its first page; empty where that is lost."""
        return self._raw(1)[:_FILE_HEADER] if self.count and 1 not in self.bad else b""

    # -- trees ---------------------------------------------------------------------------

    def rows(self, root: int, seen: set[int]) -> Iterator[Row | None]:
        """The rows of a tree in its order; ``None`` where some are missing.

        ``seen`` gathers the pages of the tree, so that none is read twice.
        """
        if root in seen:
            yield None
            return
        seen.add(root)
        try:
            page = self._page(root)
            start = _FILE_HEADER if root == 1 else 0
            kind = page[start]
            if kind not in _PAGES:
                raise DamageError(f"page {root} is of no known kind")
            cells = unpack_from(f">{self._cells(page, start)}H", page, start + _head(kind))
        except (DamageError, ValueError, IndexError):
            yield None
            return
        for cell in cells:
            if kind in _NODES:
                yield from self.rows(int.from_bytes(page[cell : cell + 4], "big"), seen)
            if kind != _TABLE_NODE:
                yield self._row(page, cell, kind)
        if kind in _NODES:
            yield from self.rows(int.from_bytes(page[start + 8 : start + 12], "big"), seen)

    def _cells(self, page: bytes, start: int) -> int:
        count: int = unpack_from(">H", page, start + 3)[0]
        if start + 12 + 2 * count > self._usable:
            raise DamageError("more cells than there is room for")
        return count

    def orphans(self, seen: set[int]) -> list[int]:
        """The roots of trees that nothing sound leads to, of the pages not in ``seen``."""
        left = [n for n in range(1, self.count + 1) if n not in seen and n not in self.bad]
        nodes = [n for n in left if self._raw(n)[0] in _PAGES]
        children: set[int] = set()
        for number in nodes:
            page = self._raw(number)
            if page[0] in _NODES:
                cells = unpack_from(f">{unpack_from('>H', page, 3)[0]}H", page, 12)
                children |= {int.from_bytes(page[at : at + 4], "big") for at in (*cells, 8)}
        return [number for number in nodes if number not in children]

    def is_table(self, root: int) -> bool:
        """Whether a tree is of a table with row numbers, not of an index or one without them."""
        return self._raw(root)[_FILE_HEADER if root == 1 else 0] in (_TABLE_NODE, _TABLE_LEAF)

    # -- records -------------------------------------------------------------------------

    def _row(self, page: bytes, at: int, kind: int) -> Row | None:
        try:
            at += 4 if kind == _INDEX_NODE else 0
            size, at = _varint(page, at)
            if kind == _TABLE_LEAF:
                _, at = _varint(page, at)
            payload = self._payload(page, at, size, kind)
            return Row(_record(payload), len(payload) == size)
        except (DamageError, ValueError, IndexError):
            return None

    def _payload(self, page: bytes, at: int, size: int, kind: int) -> bytes:
        usable = self._usable
        most = usable - 35 if kind == _TABLE_LEAF else (usable - 12) * 64 // 255 - 23
        if size <= most:
            return page[at : at + size]
        least = (usable - 12) * 32 // 255 - 23
        local = least + (size - least) % (usable - 4)
        local = local if local <= most else least
        found, following = page[at : at + local], int.from_bytes(page[at + local :][:4], "big")
        while len(found) < size:
            try:
                page = self._page(following)
            except DamageError:
                break
            found += page[4:usable][: size - len(found)]
            following = int.from_bytes(page[:4], "big")
        return found


def _head(kind: int) -> int:
    return 12 if kind in _NODES else 8


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """A whole number of one to nine bytes, and where the next one begins."""
    value = 0
    for byte in data[at : at + 8]:
        value, at = value << 7 | byte & 0x7F, at + 1
        if byte < 0x80:
            return value, at
    return value << 8 | data[at], at + 1


def _record(payload: bytes) -> Record:
    length, at = _varint(payload, 0)
    kinds = []
    while at < length:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    values: list[Value] = []
    for kind in kinds:
        size = (kind - 12) // 2 if kind >= 12 else (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)[kind]
        if at + size > len(payload):
            break
        values.append(_value(kind, payload[at : at + size]))
        at += size
    return tuple(values)


def _value(kind: int, raw: bytes) -> Value:
    if kind >= 12:
        return raw.decode() if kind % 2 else raw
    if kind == 7:
        number: float = unpack(">d", raw)[0]
        return number
    if kind in (8, 9):
        return kind - 8
    return int.from_bytes(raw, "big", signed=True) if kind else None
