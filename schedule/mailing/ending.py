"""Being told to end: a signal is noted, ends waiting at once, and interrupts nothing else."""

from __future__ import annotations

import os
import select
import signal
from collections.abc import Callable
from types import FrameType, TracebackType
from typing import Final, Self

SIGNALS: Final = (signal.SIGTERM, signal.SIGINT)


class Ending:
    """Listens for signals while its block runs, in the main thread of a process.

    A pipe carries them: waiting for it has no moment in which a signal could be missed.

    Args:
        others: Signals that end waiting and mean nothing else.
        with_parent: Whether to end as well when the process that started this one has ended.
    """

    def __init__(self, *others: signal.Signals, with_parent: bool = False) -> None:
        self._is_told = False
        self._parent = os.getppid() if with_parent else None
        self._others = others
        self._before: dict[int, Callable[..., object] | int | None] = {}

    def __enter__(self) -> Self:
        self._reader, self._writer = os.pipe()
        os.set_blocking(self._reader, False)
        os.set_blocking(self._writer, False)
        self._wakeup = signal.set_wakeup_fd(self._writer, warn_on_full_buffer=False)
        for number in SIGNALS:
            self._before[number] = signal.signal(number, self._ask)
        for number in self._others:
            self._before[number] = signal.signal(number, _note)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._wakeup)
        os.close(self._reader)
        os.close(self._writer)

    @property
    def is_asked(self) -> bool:
        """Whether it is to end."""
        return self._is_told or (self._parent is not None and os.getppid() != self._parent)

    def wait(self, seconds: float) -> bool:
        """Wait, until a signal at most; tell whether it is to end."""
        if not self.is_asked and select.select([self._reader], [], [], max(seconds, 0))[0]:
            os.read(self._reader, 4096)
        return self.is_asked

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        self._is_told = True


def _note(_number: int, _frame: FrameType | None) -> None:
    """Do nothing: the pipe has it."""
