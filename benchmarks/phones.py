"""The phone server: votes a second on disk, a whole room that joins, and what the console feels.

Every run is a fresh process with the session file, the server, console and stage; the phones are
another one (`hall`, `crowd`). All figures of `votes` are of the same runs. They need the computer
for themselves: whether they had it is told by the floors, which store nothing.
"""

from __future__ import annotations

import json
import subprocess
import sys
from statistics import median
from typing import Any

from benchmarks.hall import CONNECTIONS, MINDS, PHONES
from benchmarks.measure import paired_ratio, percentile, report

_RUNS = 7


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
        f"{PHONES} phones vote and change their minds, {PHONES * MINDS} votes over {CONNECTIONS} "
        "connections at the same time, each answered when it is on disk, while console and stage "
        "follow; against the same server with a store that does nothing, beside windows that are "
        f"told as often; the middle of {_RUNS} pairs",
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
        PHONES * _RUNS,
        "value = 0",
        "phones whose last acknowledged answer the session file does not hold after the same runs, "
        "and ballots more than phones, against all phones",
    )
    report(
        "phone_votes_console_gap",
        _middle(ours, "gap"),
        "ms",
        _middle(bare, "gap"),
        "value <= 50 ms",
        "the longest time that the event loop of console and stage did not get round, the middle "
        f"one of the same runs; {_worst(ours, 'gap')} ms in the worst",
    )
    times = [time for run in ours for time in run["repaints"]]
    quiet = [time for run in ours for time in run["quiet"]]
    report(
        "phone_votes_repaint",
        percentile(times, 0.99),
        "ms",
        percentile(quiet, 0.99),
        "value <= 100 ms",
        f"from a batch on disk until the stage at 1920x1080 has painted it, 99th percentile of the "
        f"{len(times)} batches with a new ballot of the same runs, against a ballot alone in a "
        f"quiet room; {percentile(times, 0.5):.0f} ms in the middle, {percentile(times, 0.95):.0f} "
        f"ms at the 95th, {max(times) * 1000:.0f} ms at most",
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
