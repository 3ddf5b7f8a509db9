"""Whether answers in evidence are to questions that are asked: the channel's standards, or the touchpoint's own.

Used by `sightings`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeybook.model import Channel
from journeybook.source.misfits import suggest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from journeybook.model import Named, Observation, Touchpoint
    from journeybook.problems import Report


@dataclass(frozen=True, slots=True)
class Questions:
    """The questions of every touchpoint; `channels` is None where the file of channels has errors."""

    channels: Mapping[str, Named] | None
    report: Report

    def match(self, seen: Observation, touchpoint: Touchpoint) -> Observation:
        """The observation with each answer by its question as it is asked; a warning where nobody asks it."""
        if not seen.answers or (self.channels is None and touchpoint.channel):
            return seen
        asked = {question.strip(): question for question in self._list(touchpoint)}
        matched = {}
        for question, answer in seen.answers.items():
            present = asked.get(question.strip(), question)
            if present not in asked.values():
                near = suggest(question, asked) if asked else None
                add = f"write it word for word, or add it to the `questions` of `{touchpoint.id}`"
                way_out = near if near and near.endswith("?") else add
                message = f"nobody asks this at `{touchpoint.id}`"
                self.report.warning("unknown-question", message, seen.place.key("answers", question), help=way_out)
            matched[present] = answer
        return seen if matched == seen.answers else seen.model_copy(update={"answers": matched})

    def _list(self, touchpoint: Touchpoint) -> Iterator[str]:
        yield from touchpoint.questions
        for name in touchpoint.channel.all_values() if touchpoint.channel else ():
            channel = (self.channels or {}).get(name)
            if isinstance(channel, Channel):
                yield from channel.standards
