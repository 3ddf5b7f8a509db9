"""Builds generated journeys with the plugin, and the same as plain Material pages; prints what each costs.

Used by `make bench`; the environment's N says how many journeys (300 when left out).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from generate import write_markdown, write_yaml

# Runs one build, and says how much memory it took at most, in kB; in a process of its own, because the system keeps the
# peak of all children together.
MEASURED = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
sys.stderr.write(done.stderr if done.returncode else "")
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(peak // 1024 if sys.platform == "darwin" else peak)
sys.exit(done.returncode)
"""

PLUGIN = "site_name: Bench\nsite_url: https://bench.example/\ntheme: material\nplugins: [search, journeybook]\n"
PLAIN = (
    "site_name: Bench\nsite_url: https://bench.example/\n"
    "theme: {name: material, features: [navigation.prune]}\nplugins: [search]\nmarkdown_extensions: [tables]\n"
)


@dataclass(frozen=True)
class Cost:
    """What a build took."""

    seconds: float
    output_mb: float
    peak_mb: float


def measure_build(folder: Path) -> Cost:
    """Build the site in `folder` once."""
    environment = os.environ | {"SOURCE_DATE_EPOCH": "1795219200", "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-c", MEASURED, sys.executable, "-m", "mkdocs", "build", "--quiet"]
    start = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    seconds = time.perf_counter() - start
    size = sum(file.stat().st_size for file in (folder / "site").rglob("*") if file.is_file())
    return Cost(seconds, size / 1e6, int(done.stdout) / 1024)


def main() -> None:
    """Generate, build both, print."""
    count = int(os.environ.get("N", "300"))
    with tempfile.TemporaryDirectory() as scratch:
        costs = {}
        for name, config, write in (("plugin", PLUGIN, write_yaml), ("plain", PLAIN, write_markdown)):
            folder = Path(scratch, name)
            write(folder / "docs", count)
            (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
            costs[name] = measure_build(folder)
    print(f"{count} journeys of 16 touchpoints and 5 improvements")
    print(f"{'':8}{'seconds':>9}{'ms each':>9}{'output MB':>11}{'peak MB':>9}")
    for name, cost in costs.items():
        each = cost.seconds / count * 1000
        print(f"{name:8}{cost.seconds:9.1f}{each:9.1f}{cost.output_mb:11.1f}{cost.peak_mb:9.0f}")
    print(f"ratio   {costs['plugin'].seconds / costs['plain'].seconds:9.2f}")


if __name__ == "__main__":
    main()
