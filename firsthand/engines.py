"""Who works: threads at first, processes of their own once there is enough to do.

Threads wait for each other's Python; a process waits for nobody, but takes as long to start as two cores take for a
dozen articles.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from functools import cached_property, partial
from itertools import count
from multiprocessing import get_context
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Result = TypeVar("Result")

WORKERS = 4
"""Things done at once, at most, and no more than there are cores (two where there is one)."""
SAID = "FIRSTHAND_WORKERS"
"""The environment variable by which a user says how many instead; in a process of a Crew it is 1."""
MANY = 32
"""Things done in threads before processes are started; set by hand."""


def workers() -> int:
    """How many things are done at once on this machine: what FIRSTHAND_WORKERS says, else as WORKERS tells."""
    told = os.environ.get(SAID, "")
    return int(told) if told.isdecimal() and int(told) else min(WORKERS, max(2, os.cpu_count() or 1))


class Crew(Executor):
    """An executor whose first ``many`` calls run in threads, and the others in processes that stay until its end.

    What these run must be a function of a module, and what it takes and gives must be picklable. ``ready`` is run first
    in each process. As with any processes of Python, a program that makes a Crew does so where ``__name__`` is
    ``"__main__"``. Calls whose process was killed raise BrokenExecutor; later ones run in threads again.

    >>> with Crew() as crew:
    ...     crew.submit(len, "abc").result()
    3
    """

    def __init__(self, ready: Callable[[], object] = int, many: int = MANY) -> None:
        """No process is started yet."""
        self._ready, self._many = ready, many
        self._calls = count()
        self._threads = ThreadPoolExecutor(workers())

    def submit(self, call: Callable[Given, Result], /, *given: Given.args, **named: Given.kwargs) -> Future[Result]:
        """As any executor does."""
        if next(self._calls) >= self._many:
            try:
                return self._processes.submit(call, *given, **named)
            except (BrokenExecutor, OSError):
                self._many = sys.maxsize
        return self._threads.submit(call, *given, **named)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """As any executor does."""
        for pool in (self._threads, self.__dict__.get("_processes")):
            if pool is not None:
                pool.shutdown(wait, cancel_futures=cancel_futures)

    @cached_property
    def _processes(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(workers(), get_context("spawn"), partial(_begin, self._ready))


def _begin(ready: Callable[[], object]) -> None:
    os.environ[SAID] = "1"
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interruption is told to the process that began it all
    ready()
    gc.freeze()  # what is loaded by now stays to the end: the collector need not look at it again
