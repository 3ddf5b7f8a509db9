"""Measures what is promised: builds beside plain Material, evidence beside none, event logs beside `csv.reader`.

Used by `make bench`; the environment's N says how many journeys (300 when left out), EVENTS how many rows (a million).
"""

from __future__ import annotations

import os

from builds import compare_builds

from events import compare_events


def main() -> None:
    """Measure and print seconds of the processor; 0 leaves a part out."""
    if events := int(os.environ.get("EVENTS", "1000000")):
        compare_events(events)
        print()
    if journeys := int(os.environ.get("N", "300")):
        compare_builds(journeys)


if __name__ == "__main__":
    main()
