"""What the end-to-end curve says, in words. Used by `/lifecycle/` below the chart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from journeybook.figures.lifecycle_curve import MOST_VIEWS
from journeybook.figures.style import format_feeling, round_feeling
from journeybook.model import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from journeybook.analysis.sides.findings import PhaseSide
    from journeybook.figures.lifecycle_curve import LifecycleCurve
    from journeybook.model import Handbook

_MOST_NAMES: Final = 3


def describe_lifecycle(phases: Sequence[PhaseSide], handbook: Handbook) -> str:
    """One or two sentences: where it feels best and worst, where most red points lie, which phases are blind spots.

    Phases that are shown with the same mean are named together; more than three are no longer worth a name.
    """
    along = [phase for phase in phases if phase.id is not None]
    said = [*_tell_ends(along, handbook), *_tell_red(along, handbook)]
    text = "; ".join(said)
    text = f"{text[:1].upper()}{text[1:]}." if text else ""
    blind = [_name(phase, handbook) for phase in along if not phase.journeys]
    if blind:
        text += f" No journey yet in {_list(blind)}: a blind spot."
    return text.strip()


def _tell_ends(phases: Sequence[PhaseSide], handbook: Handbook) -> Iterator[str]:
    means = [round_feeling(p.spread.mean) for p in phases if p.spread.mean is not None]
    if len(set(means)) < 2:  # noqa: PLR2004 - one mean is neither the best nor the worst
        return
    ends = []
    for word, mean in (("best", max(means)), ("worst", min(means))):
        names = [
            _name(p, handbook) for p in phases if p.spread.mean is not None and round_feeling(p.spread.mean) == mean
        ]
        if len(names) <= _MOST_NAMES:
            ends.append(f"{word} in {_list(names)} ({format_feeling(mean)})")
    if ends:
        yield f"it feels {' and '.join(ends)}"


def _tell_red(phases: Sequence[PhaseSide], handbook: Handbook) -> Iterator[str]:
    most = max((phase.red for phase in phases), default=0)
    names = [_name(phase, handbook) for phase in phases if phase.red == most]
    if most and len(names) <= _MOST_NAMES:
        yield f"most red points lie in {_list(names)} ({most:,}{' each' if len(names) > 1 else ''})"


def explain_detail(curve: LifecycleCurve) -> str:
    """How the journeys are drawn where they are too many for their moments, and what is left out; else empty."""
    said = []
    unknown = sum(s.journey.score is None for s in curve.stretches)
    if curve.detail == "journeys":
        said.append(
            f"With {len(curve.stretches)} journeys each is one mark: its score, and the span from its lowest moment to "
            "its highest."
        )
    elif curve.detail == "spread":
        said.append(
            f"With {len(curve.stretches):,} journeys each phase shows how their scores are spread: the line is the "
            "middle one, half of them lie in the dark band and eight of ten in the light one. Below stands how many."
        )
    if unknown and curve.detail != "moments":
        said.append(f"{unknown} without any feeling yet {'is' if unknown == 1 else 'are'} not drawn.")
    if len(curve.personas) > MOST_VIEWS:
        said.append(f"Of {len(curve.personas)} personas the {MOST_VIEWS} with most journeys can be chosen here.")
    return " ".join(said)


def _name(phase: PhaseSide, handbook: Handbook) -> str:
    return plain_text(handbook.label("phase", phase.id or ""))


def _list(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
