"""Limits that a process sets itself, where the system has them; elsewhere the one who started it watches."""

from __future__ import annotations

import os
import sys

MEMORY_BYTES = 2 * 1024**3  # of the import process
NICE = 5  # a third of the weight of a process that is not nice

if sys.platform == "win32":

    def limit_memory(size_bytes: int) -> None:
        """Windows has no such limit for a process itself."""

    def limit_cpu(seconds: int) -> None:
        """Windows has no such limit for a process itself."""
else:
    import resource

    def limit_memory(size_bytes: int) -> None:
        """Let allocations beyond this many bytes of address space raise MemoryError."""
        try:
            resource.setrlimit(resource.RLIMIT_AS, (size_bytes, size_bytes))
        except (ValueError, OSError):
            return  # some versions of macOS refuse it; a lower limit set by the person stays

    def limit_cpu(seconds: int) -> None:
        """Let the system end this process after so much more processor time, counted from now."""
        used_s = int(sum(resource.getrusage(resource.RUSAGE_SELF)[:2]))
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        wanted = used_s + seconds
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))


def give_way() -> None:
    """Let the window go first where both want the processor; on Windows the system decides."""
    if sys.platform != "win32":
        os.setpriority(os.PRIO_PROCESS, 0, max(NICE, os.getpriority(os.PRIO_PROCESS, 0)))
