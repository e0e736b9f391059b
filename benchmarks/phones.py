"""The phone server: votes a second on disk, a whole room that joins, and what the console feels.

Every run is a fresh process with the server, a Qt event loop and a real session file; the phones
are another one (`hall`, `crowd`).
"""

from __future__ import annotations

import json
import subprocess
import sys
from statistics import median
from typing import Any

from benchmarks.hall import CONNECTIONS, PHONES, VOTES
from benchmarks.measure import paired_ratio, report

_RUNS = 9


def _run(what: str, store: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.hall", what, store]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _middle(runs: list[dict[str, Any]], name: str) -> float:
    return float(median(run[name] for run in runs))


def _worst(runs: list[dict[str, Any]], name: str) -> int:
    return int(max(run[name] for run in runs))


def votes() -> None:
    """Votes answered when they are on disk, against the same server that stores nothing."""
    ours: list[dict[str, Any]] = []
    bare: list[dict[str, Any]] = []
    turns = [("file", ours), ("nothing", bare)]
    for _ in range(_RUNS):
        for store, runs in turns:
            runs.append(_run("vote", store))
        turns.reverse()
    rates, floors = [run["rate"] for run in ours], [run["rate"] for run in bare]
    report(
        "phone_votes",
        median(rates),
        "votes/s",
        median(floors),
        "value >= 2000 votes/s and ratio >= 0.7",
        f"{VOTES} phones vote over {CONNECTIONS} connections at the same time, each answered when "
        "its ballot is on disk, against the same server with a store that does nothing; the middle "
        f"of {_RUNS} pairs",
        paired_ratio(rates, floors),
    )
    report(
        "phone_votes_p99",
        _middle(ours, "p99"),
        "ms",
        _middle(bare, "p99"),
        "value <= 150 ms",
        "what 99 of 100 answers took at most, the middle one of the same runs; "
        f"{_worst(ours, 'p99')} ms in the worst",
    )
    report(
        "phone_votes_lost_or_double",
        sum(run["lost"] + run["double"] for run in ours),
        "votes",
        VOTES * _RUNS,
        "value = 0",
        "by what the session file holds after the same runs, against all that were sent",
    )
    report(
        "phone_votes_console_gap",
        _middle(ours, "gap"),
        "ms",
        _middle(bare, "gap"),
        "value <= 50 ms",
        "the longest time that the Qt event loop beside the server, which counts the ballots after "
        "every change, did not get round, the middle one of the same runs; "
        f"{_worst(ours, 'gap')} ms in the worst",
    )


def join() -> None:
    """A room of 500 loads the page, joins, listens and votes, all at once."""
    ours = [_run("join", "file") for _ in range(3)]
    bare = _run("join", "nothing")
    lost = sum(run["lost"] + run["double"] for run in ours)
    report(
        "phone_join",
        max(run["seconds"] for run in ours),
        "s",
        bare["seconds"],
        "value <= 60 s",
        f"{PHONES} phones load the page, join by secret, listen for events and vote; {lost} votes "
        "lost or double; the slowest of 3 runs, against a store that does nothing",
    )
    report(
        "phone_memory",
        max(run["memory"] for run in ours),
        "MiB",
        bare["memory"],
        "value <= 40 MiB",
        "what the process grew by from before the server was started, at its height in the same "
        "runs: aiohttp, two connections a phone, the ballots",
    )
    report(
        "phone_join_console_gap",
        _middle(ours, "gap"),
        "ms",
        bare["gap"],
        "value <= 50 ms",
        "the longest time that the Qt event loop did not get round, the middle one of the same "
        f"runs; {_worst(ours, 'gap')} ms in the worst",
    )
