"""Group commits: while one is on its way to the disk, the next ballots gather."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from workshop_app.lan.asking import Store, Vote
    from workshop_app.lan.pause import Pause
    from workshop_app.method.ways import Outcome

MOST_AT_ONCE: Final = 250
"""Votes in one commit, so that whoever else wants the file never waits long for it."""


class Commits:
    """Hands votes to the store in one worker thread; used in the server's thread only."""

    def __init__(self, store: Store, pause: Pause) -> None:
        """Start no thread yet. No commit begins in a ``pause``."""
        self._store = store
        self._pause = pause
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="ballots")
        self._waiting: list[tuple[Vote, asyncio.Future[Outcome]]] = []
        self._task: asyncio.Task[None] | None = None

    async def save(self, vote: Vote) -> Outcome:
        """Return when the vote is on disk, or was refused; raises what the store raises."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Outcome] = loop.create_future()
        self._waiting.append((vote, future))
        self._begin()
        return await future

    def _begin(self) -> None:
        if self._task is None and self._waiting:
            self._task = asyncio.create_task(self._commit())

    def _stored(self, votes: list[Vote]) -> list[Outcome]:
        self._pause.sit_out()
        outcomes = self._store(votes)
        if len(outcomes) != len(votes):
            raise RuntimeError("the store has to say what became of each vote")
        return outcomes

    async def _commit(self) -> None:
        batch, self._waiting = self._waiting[:MOST_AT_ONCE], self._waiting[MOST_AT_ONCE:]
        loop = asyncio.get_running_loop()
        saving = loop.run_in_executor(self._worker, self._stored, [vote for vote, _ in batch])
        await asyncio.wait((saving,))
        self._task = None
        self._begin()
        error = saving.exception()
        for index, (_, future) in enumerate(batch):
            if future.done():
                continue
            if error is not None:
                future.set_exception(error)
            else:
                future.set_result(saving.result()[index])

    async def close(self) -> None:
        """Save what waits, then end the worker."""
        while self._task is not None:
            await asyncio.wait((self._task,))
        self._worker.shutdown()
