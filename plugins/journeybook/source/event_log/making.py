"""The whole way of an event log on one screen: read, check, count, write. Used by the command."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from journeybook.model.evidence import FEWEST_PEOPLE
from journeybook.source.collector import paused_collector
from journeybook.source.event_log.counting import LogCount, count_log
from journeybook.source.event_log.moments import TOUCHPOINTS
from journeybook.source.event_log.reader import Log, read_log
from journeybook.source.event_log.telling import check_log, note_log, tell_log
from journeybook.source.event_log.writing import Heading, day_of, write_evidence

if TYPE_CHECKING:
    from journeybook.model import Journey
    from journeybook.source.event_log.log_map import Map
    from journeybook.source.event_log.refusal import Desk


@dataclass(frozen=True, slots=True)
class CountedLog:
    """What an event log holds and tells of a journey."""

    journey: Journey
    log_map: Map
    log: Log
    count: LogCount

    @property
    def date(self) -> dt.date:
        """The day of the last event, in the map's time zone, else in UTC."""
        return day_of(self.count.until, self.log_map.zone or dt.UTC)

    @property
    def events(self) -> int:
        """How many events at touchpoints of the journey there were."""
        return sum(self.count.visits)

    def write(self, *, by: str | None = None, date: dt.date | None = None) -> str:
        """The YAML of its evidence; `by` is the team that did it, `date` another day than that of the last event."""
        ends = frozenset(self.log_map.ends_at)
        zone = self.log_map.zone or dt.UTC
        heading = Heading(self.journey.id, self.log.values.ids, ends, date or self.date, zone, by, note_log(self.log))
        return write_evidence(heading, self.count)

    def tell(self) -> tuple[str, ...]:
        """What else there is to say of it, line by line; no customer's id is in it."""
        return tuple(tell_log(self.log, self.count, self.log_map.ends_at))


def count_events(stream: BinaryIO, journey: Journey, log_map: Map, desk: Desk) -> CountedLog:
    """What the log in `stream` tells of `journey`; RefusedLogError where it cannot be used, the reason at `desk`."""
    if len(journey.touchpoints) > TOUCHPOINTS:
        many = f"the journey has {len(journey.touchpoints)} touchpoints, more than can be told apart in a log"
        desk.refuse("too-large", many, help=f"make several journeys of it; {TOUCHPOINTS} are the most")
    with paused_collector():
        log = read_log(stream, journey, log_map, desk)
        check_log(log, desk)
        count = count_log(log.moments, len(log.values.ids))
    if count.customers < FEWEST_PEOPLE:
        few = f"fewer than {FEWEST_PEOPLE} of the journey's customers"
        way_out = "export it for a longer time"
        desk.refuse("too-few-customers", f"the log holds {few}, so figures would tell who they were", help=way_out)
    return CountedLog(journey, log_map, log, count)
