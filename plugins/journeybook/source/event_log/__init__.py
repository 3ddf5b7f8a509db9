"""Event logs → evidence: reach, loss, order, steps and paths of many customers, and of no single one.

Used by the command `journeybook events`. A log is read from wherever it lies, once, row by row; only aggregates leave.
"""

from journeybook.source.event_log.log_map import Map, read_map
from journeybook.source.event_log.making import CountedLog, count_events
from journeybook.source.event_log.refusal import Desk, RefusedLogError

__all__ = ["CountedLog", "Desk", "Map", "RefusedLogError", "count_events", "read_map"]
