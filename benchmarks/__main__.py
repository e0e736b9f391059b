"""Runs every benchmark, or those whose names are given."""

from __future__ import annotations

import sys

from benchmarks import booklet, export, painting, phones, programme, start, storage

ALL = {
    "commit": storage.commit,
    "open": storage.open_large,
    "merge": storage.merge_large,
    "radar": painting.radar_repaint,
    "note": painting.note_to_stage,
    "board": painting.large_board,
    "booklet": booklet.booklet,
    "booklets": booklet.booklets,
    "stalls": booklet.stalls,
    "export": export.workbook,
    "programme": programme.programme,
    "start": start.cold_start,
    "votes": phones.votes,
    "join": phones.join,
}

if __name__ == "__main__":
    unknown = set(sys.argv[1:]) - set(ALL)
    if unknown:
        sys.exit(f"No benchmark {', '.join(sorted(unknown))}; there are {', '.join(ALL)}.")
    for name in sys.argv[1:] or ALL:
        ALL[name]()
