"""Python's garbage collector during a build: kept from looking through the whole handbook again and again.

Used by the plugin's `on_pre_build`.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def paused_collector() -> Iterator[None]:
    """Pause the collector while much is made that stays; afterwards all of it is looked through once.

    Records and figures live until the pages are rendered, and the collector would walk through all of them each time
    that their number has grown by a quarter.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
            gc.collect()
