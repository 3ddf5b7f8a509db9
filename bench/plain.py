"""The generated journeys as somebody would write them by hand: plain Markdown, with what the plugin makes of them.

Used by builds.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from generate import CHANNELS, FOLDER_SIZE, PERSONAS, TEAMS, make_journey, name_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from generate import Json

PAGE_ROWS = 120
"""Rows a page of a long list, as in the plugin's."""
LOW = -0.5
"""From here down a feeling is a red point."""


class Moment(NamedTuple):
    """A touchpoint with where it stands."""

    number: int
    """The journey's."""
    journey: Json
    stage: str
    touchpoint: Json

    def feels(self, persona: str) -> float:
        """How a persona feels it."""
        feels = self.touchpoint["feels"]
        return float(feels[persona] if isinstance(feels, dict) else feels)

    @property
    def lowest(self) -> float:
        """How whoever likes it least feels it."""
        return min(self.feels(persona) for persona in self.journey["personas"])

    @property
    def why(self) -> str:
        """Who does not like it; empty where everybody does."""
        return ", ".join(persona for persona in self.journey["personas"] if self.feels(persona) <= LOW)


def write_journeys(folder: Path, count: int) -> None:
    """Write the journeys alone, with a list of journeys and a backlog for each folder."""
    (folder / "journeys").mkdir(parents=True, exist_ok=True)
    (folder / "index.md").write_text("# Journeys\n", encoding="utf-8")
    for first in range(0, count, FOLDER_SIZE):
        journeys = {number: make_journey(number) for number in range(first, min(first + FOLDER_SIZE, count))}
        area = folder / "journeys" / name_of(first).split("/")[0]
        area.mkdir(parents=True)
        for number, journey in journeys.items():
            (folder / "journeys" / f"{name_of(number)}.md").write_text(as_markdown(journey), encoding="utf-8")
        (area / "index.md").write_text(list_journeys(journeys), encoding="utf-8")
        (area / "backlog.md").write_text(list_improvements(journeys), encoding="utf-8")


def write_book(folder: Path, count: int) -> None:
    """Write the journeys with what the plugin publishes beside them, at its addresses: sheets and lists."""
    write_journeys(folder, count)
    moments: list[Moment] = []
    for number in range(count):
        journey = make_journey(number)
        sheets = folder / "journeys" / name_of(number)
        sheets.mkdir()
        (sheets / "walk-sheet.md").write_text(as_walk_sheet(journey), encoding="utf-8")
        here = [Moment(number, journey, s["name"], t) for s in journey["stages"] for t in s["touchpoints"]]
        (sheets / "review.md").write_text(as_review(journey, here), encoding="utf-8")
        moments += here
    moments.sort(key=lambda moment: moment.lowest)
    for kind, field, names in (("teams", "owner", TEAMS), ("channels", "channel", CHANNELS)):
        for name in names:
            rows = [list_moment(m) for m in moments if m.touchpoint[field] == name]
            write_list(folder / kind / name, "touchpoints", MOMENT_HEADS, rows)
    for persona in PERSONAS:
        red = [list_moment(m) for m in moments if persona in m.why.split(", ")]
        write_list(folder / "personas" / persona, "red", MOMENT_HEADS, red)
        own = [m for m in moments if persona in m.journey["personas"]]
        write_list(folder / "personas" / persona, "journeys", JOURNEY_HEADS, list_own(own, persona))


def table(*rows: list[Any]) -> list[str]:
    """A Markdown table whose first row is its head, and an empty line."""
    head, *body = ["| " + " | ".join(map(str, row)) + " |" for row in rows]
    return [head, "|---" * len(rows[0]) + "|", *body, ""]


def list_journeys(journeys: dict[int, Json]) -> str:
    """The index of a folder."""
    rows = [
        [f"[{j['title']}](journey-{number:04}.md)", j["summary"], j["owner"], j["lifecycle"], j["volume"]["customers"]]
        for number, j in journeys.items()
    ]
    return "\n".join(["# Journeys", "", *table(["Journey", "Summary", "Owner", "Phase", "Customers"], *rows)])


def list_improvements(journeys: dict[int, Json]) -> str:
    """The backlog of a folder."""
    rows = [
        [i["title"], f"[{j['title']}](journey-{number:04}.md)", i["owner"], i["status"], i["effort"], i["confidence"]]
        for number, j in journeys.items()
        for i in j["improvements"]
    ]
    return "\n".join(["# Backlog", "", *table(["Improvement", "Journey", "Team", "Status", "Effort", "Sure"], *rows)])


def as_markdown(journey: Json) -> str:
    """A journey the way somebody would write it by hand: facts, feelings, touchpoints by stage, lanes, improvements."""
    volume = journey["volume"]
    lines = [f"# {journey['title']}", "", journey["summary"], ""]
    lines += table(
        ["Owner", "Phase", "Personas", "Customers a month", "Goal"],
        [journey["owner"], journey["lifecycle"], ", ".join(journey["personas"]), volume["customers"], journey["goal"]],
    )
    touchpoints = [t for stage in journey["stages"] for t in stage["touchpoints"]]
    lines += ["## How it feels", ""]
    lines += table(
        ["Touchpoint", *journey["personas"]],
        *([t["name"], *(_feeling(t["feels"], persona) for persona in journey["personas"])] for t in touchpoints),
    )
    for stage in journey["stages"]:
        lines += [f"## {stage['name']}", "", stage["goal"], ""]
        for t in stage["touchpoints"]:
            lines += _touchpoint(t)
    lines += ["## Behind the scenes", ""]
    lines += table(
        ["Touchpoint", "Frontstage", "Backstage"],
        *(
            [t["name"], *(f"{t[lane][0]['does']} ({t[lane][0]['team']})" for lane in ("frontstage", "backstage"))]
            for t in touchpoints
        ),
    )
    lines += ["## Improvements", ""]
    lines += table(
        ["Improvement", "Mends", "Team", "Status", "Effort", "Sure"],
        *(
            [f"**{i['title']}** {i['because']}", i["fixes"][0], i["owner"], i["status"], i["effort"], i["confidence"]]
            for i in journey["improvements"]
        ),
    )
    return "\n".join(lines)


def _touchpoint(t: Json) -> list[str]:
    lines = [
        f"### {t['name']}",
        "",
        f"{t['channel']} · {t['owner']} · {t['took']}",
        "",
        f"**When it fails:** {t['when_it_fails']}",
        "",
    ]
    lines += [f"> {t['thinks']}", "", f"- Does: {t['does']}", f"- Expects: {t['expects']}", f"- Gets: {t['gets']}"]
    lines += [f"- Hurts: {pain}" for pain in t["pains"]]
    lines += [f"- Says: “{quote['text']}” ({quote['persona']})" for quote in t["quotes"]]
    if "lost" in t:
        lines.append(f"- Lost: {t['lost']}")
    if "moment_of_truth" in t:
        lines.append(f"- Moment of truth: {t['moment_of_truth']}")
    if "after" in t:
        lines.append(f"- Then {t['after']['wait']}, feels {t['after']['feels']}: {t['after']['note']}")
    return [*lines, ""]


def _feeling(feels: Any, persona: str) -> Any:
    return feels[persona] if isinstance(feels, dict) else feels


def as_walk_sheet(journey: Json) -> str:
    """A sheet to note on what is seen while somebody goes through the journey."""
    lines = [f"# Walk sheet: {journey['title']}", "", journey["summary"], "", f"You want: {journey['goal']}", ""]
    lines += [
        "- How: walk, mystery shop, gemba, interview",
        f"- For: {', '.join(journey['personas'])}",
        "- Date, team",
        "",
    ]
    for stage in journey["stages"]:
        lines += [f"## {stage['name']}", "", stage["goal"], ""]
        for t in stage["touchpoints"]:
            lines += [f"### {t['name']}", "", t["channel"], ""]
            lines += [f"- The customer: {t['does']}", f"- Expected: {t['expects']}", f"- Gets today: {t['gets']}", ""]
            lines += [
                "How does it feel? upset, annoyed, even, pleased, delighted",
                "",
                "Did it go as expected? yes, no",
                "",
            ]
            lines += [
                "What you saw; what surprised you:",
                "",
                "How long it took:",
                "",
                "What was said, word for word:",
                "",
            ]
            wait = f": {t['after']['wait']}. {t['after']['note']}" if "after" in t else ""
            lines += [f"**Until the next step**{wait}", "", "How does the time in between feel? How long was it?", ""]
            lines += ["What happened meanwhile, or failed to:", ""]
    return "\n".join(lines)


def as_review(journey: Json, moments: Iterable[Moment]) -> str:
    """A sheet for the meeting in which those who own the journey decide."""
    moments = list(moments)
    lines = [f"# Review: {journey['title']}", "", f"For {journey['owner']} and the teams next to it.", ""]
    lines += ["## To decide", "", "### Red points that nobody has taken", ""]
    lines += table(
        ["Feels", "Moment", "Team", "Why it is red", "Who takes it", "By when"],
        *([m.lowest, m.touchpoint["name"], m.touchpoint["owner"], m.why, "", ""] for m in moments if m.why),
    )
    ideas = [i for i in journey["improvements"] if i["status"] == "idea"]
    lines += ["### Ideas that wait for a yes or a no", ""]
    lines += table(
        ["Idea", "Team", "Effort", "Yes, no, later"], *([i["title"], i["owner"], i["effort"], ""] for i in ideas)
    )
    for heading in ("New evidence", "Still red", "To check", "What came of it", "Overdue", "Measures"):
        lines += [f"## {heading}", "", "Nothing.", ""]
    lines += ["## What nobody has seen lately", "", ", ".join(m.touchpoint["name"] for m in moments), ""]
    lines += ["## What we agreed", "", *table(["What", "Who", "By when"], *([["", "", ""]] * 4))]
    return "\n".join(lines)


MOMENT_HEADS = ["Moment", "Journey", "When it fails", "Feels", "Team", "Why it is red"]
JOURNEY_HEADS = ["Journey", "Phase", "Their score", "Worst", "Last"]


def list_moment(moment: Moment) -> list[Any]:
    """A row of a list of moments."""
    t = moment.touchpoint
    link = f"[{t['name']}](../../journeys/{name_of(moment.number)}.md#{anchor(t['name'])})"
    where = f"{moment.journey['title']}, {moment.stage}"
    return [link, where, t["when_it_fails"], moment.lowest, t["owner"], moment.why]


def anchor(heading: str) -> str:
    """The address that Markdown gives a heading."""
    return heading.lower().replace(" ", "-").replace("(", "").replace(")", "")


def list_own(moments: Iterable[Moment], persona: str) -> list[list[Any]]:
    """The rows of a persona's journeys, in their order."""
    by_journey: dict[int, list[Moment]] = {}
    for moment in moments:
        by_journey.setdefault(moment.number, []).append(moment)
    rows = []
    for number, own in sorted(by_journey.items()):
        journey = own[0].journey
        felt = [moment.feels(persona) for moment in own]
        worst = min(own, key=lambda moment: moment.feels(persona)).touchpoint["name"]
        last = max(own, key=lambda moment: int(moment.touchpoint["id"][1:])).touchpoint["name"]
        link = f"[{journey['title']}](../../journeys/{name_of(number)}.md)"
        rows.append([link, journey["lifecycle"], round(sum(felt) / len(felt), 1), worst, last])
    return rows


def write_list(folder: Path, name: str, heads: list[Any], rows: list[list[Any]]) -> None:
    """Write a long list as pages of `PAGE_ROWS` rows, each with links to its neighbours."""
    folder.mkdir(parents=True, exist_ok=True)
    starts = range(0, len(rows), PAGE_ROWS)
    for page, start in enumerate(starts, start=1):
        lines = [f"# {folder.name}: {name}, page {page} of {len(starts)}", ""]
        lines += table(heads, *rows[start : start + PAGE_ROWS])
        beside = [number for number in (page - 1, page + 1) if 1 <= number <= len(starts)]
        lines += [", ".join(f"[Page {number}]({name}_{number}.md)" for number in beside)]
        (folder / f"{name}_{page}.md").write_text("\n".join(lines), encoding="utf-8")
