"""What is new for each team since the last edition, and what each went to see itself. Used by the pages of teams."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeybook.model import AFTER, MONTH_ONLY
from journeybook.pages.review import find_new

if TYPE_CHECKING:
    from collections.abc import Mapping

    from journeybook.analysis import JourneyInsight, MomentInsight
    from journeybook.model import Evidence
    from journeybook.pages.view import Build


@dataclass(frozen=True, slots=True)
class News:
    """A piece of new evidence that saw something of a team's."""

    journey: JourneyInsight
    evidence: Evidence
    moments: tuple[MomentInsight, ...]
    """The moments of the team that it is about."""
    surprises: tuple[MomentInsight, ...]
    """Those of them where it was not as expected."""


def find_news(build: Build) -> Mapping[str, tuple[News, ...]]:
    """New evidence by team, newest month first; a review, which is a team's own word, is none.

    New is what the last edition did not have; before the first one, what lies in the review period.
    """
    if "news" not in build.kept:
        found: dict[str, list[News]] = {}
        for journey in build.insight.present:
            for team, news in _list_news(build, journey):
                found.setdefault(team, []).append(news)
        build.kept["news"] = {
            team: tuple(sorted(news, key=lambda n: _order(n.evidence))) for team, news in found.items()
        }
    return build.kept["news"]  # type: ignore[no-any-return]


def _list_news(build: Build, journey: JourneyInsight) -> list[tuple[str, News]]:
    moments = {m.id: m for m in journey.moments}
    listed = []
    for evidence in find_new(journey, build.site.last_edition):
        if evidence.method == "review":
            continue
        about: dict[str, dict[str, MomentInsight]] = {}
        unexpected = set()
        for name, seen in evidence.observations.items():
            moment = moments.get(name) or moments[name.removesuffix(AFTER)]
            owner = moment.moment.owner
            if owner:
                about.setdefault(owner, {})[moment.id] = moment
            if seen.expected is False:
                unexpected.add(moment.id)
        for team, places in about.items():
            surprises = tuple(m for m in places.values() if m.id in unexpected)
            listed.append((team, News(journey, evidence, tuple(places.values()), surprises)))
    return listed


def find_gathered(build: Build) -> Mapping[str, tuple[tuple[JourneyInsight, Evidence], ...]]:
    """The evidence that each team brought, on its own journeys or on others', newest month first; without reviews."""
    if "gathered" not in build.kept:
        found: dict[str, list[tuple[JourneyInsight, Evidence]]] = {}
        for journey in build.insight.present:
            for evidence in journey.evidence:
                if evidence.by and evidence.method != "review":
                    found.setdefault(evidence.by, []).append((journey, evidence))
        build.kept["gathered"] = {t: tuple(sorted(all_of, key=lambda e: _order(e[1]))) for t, all_of in found.items()}
    return build.kept["gathered"]  # type: ignore[no-any-return]


def _order(evidence: Evidence) -> tuple[int, int, bool, int, str]:
    """Newest month first, then what shows its day: no place tells the day of what shows the month alone."""
    date, hidden = evidence.date, evidence.method in MONTH_ONLY
    return -date.year, -date.month, hidden, 0 if hidden else -date.day, evidence.id
