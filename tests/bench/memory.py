"""How much memory a process has held, measured by the kernel for this program alone.

`getrusage` tells the most that the process held before it became this program as well: a fresh interpreter that a large
one starts would seem as large as that one.
"""

from pathlib import Path


def peak_mb() -> float:
    """The most memory that this program has held so far, in MB."""
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    peak = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(peak.split()[1]) / 1024
