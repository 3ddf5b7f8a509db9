"""Python's garbage collector while much is made that stays: kept from looking through all of it again and again.

Used by `folder`, `event_log` and the plugin.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def paused_collector() -> Iterator[None]:
    """Pause the collector; within another pause this one changes nothing.

    Records, figures and the moments of a log stay for long and hold no cycles to speak of. The collector would walk
    through all of them each time that their number has grown by a quarter, a tenth of the time or more.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
