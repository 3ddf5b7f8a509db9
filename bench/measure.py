"""Runs a command in a process of its own, and says how long it took and how much memory at most.

Used by builds.py and events.py.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

# In a process of its own once more, because the system keeps the peak of all children together.
_MEASURED = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
sys.stderr.write(done.stderr if done.returncode else "")
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024))
sys.exit(done.returncode)
"""


class Cost(NamedTuple):
    """What a command took."""

    seconds: float
    processor: float
    """Seconds of the processor alone, which other programs do not lengthen."""
    peak_mb: float


def measure(arguments: list[str], folder: Path) -> Cost:
    """Run Python with `arguments` in `folder` once."""
    environment = os.environ | {"SOURCE_DATE_EPOCH": "1795219200", "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-c", _MEASURED, sys.executable, *arguments]
    start = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    processor, peak_mb = map(float, done.stdout.split())
    return Cost(time.perf_counter() - start, processor, peak_mb)
