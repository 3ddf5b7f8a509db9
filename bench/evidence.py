"""Believable evidence on the generated journeys, the same each time: a walk, a mystery shop, a survey, contacts.

Used by builds.py.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import yaml
from generate import DOES, PAINS, THINKS, WHAT, Json, make_journey, name_of

if TYPE_CHECKING:
    from pathlib import Path

SEEN = 8
"""Touchpoints of sixteen that each piece of evidence tells of."""


def write_evidence(folder: Path, count: int) -> None:
    """Write four files for each of `count` journeys."""
    for number in range(count):
        below = folder / "evidence" / name_of(number)
        below.mkdir(parents=True, exist_ok=True)
        for piece in make_evidence(number):
            file = below / f"{piece['date']}-{piece['method']}.yml"
            text = yaml.dump(piece, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True)
            file.write_text(text, encoding="utf-8")


def make_evidence(number: int) -> list[Json]:
    """The evidence on journey `number`."""
    dice = random.Random(-1 - number)
    journey = make_journey(number)
    touchpoints = [t["id"] for stage in journey["stages"] for t in stage["touchpoints"]]
    made = []
    for method, sample in (("walk", 1), ("mystery-shop", 1), ("survey", 140), ("contacts", 300)):
        seen = sorted(dice.sample(range(len(touchpoints)), SEEN))
        piece: dict[str, Any] = {
            "journey": name_of(number),
            "method": method,
            "date": f"2026-{dice.randint(7, 10):02}-{dice.randint(1, 28):02}",
            "by": dice.choice(("care", "retail", "digital")),
            "sample": sample,
            "summary": f"{dice.choice(DOES)} {dice.choice(WHAT)} and sees what we do not.",
        }
        if method == "walk":
            piece["persona"] = journey["personas"][0]
        piece["observations"] = {touchpoints[place]: observe(dice, method) for place in seen}
        made.append(piece)
    return made


def observe(dice: random.Random, method: str) -> Json:
    """What was seen at one touchpoint."""
    if method == "contacts":
        return {"count": dice.randint(1, 90), "lost": f"{dice.randint(0, 7)}%"}
    seen: Json = {"feels": round(dice.uniform(-2, 2), 1)}
    if method == "survey":
        return seen | {"quotes": [dice.choice(THINKS)]}
    seen |= {"took": f"{dice.randint(2, 50)} min", "expected": dice.choice(("true", "false"))}
    seen["note"] = f"{dice.choice(DOES)} {dice.choice(WHAT)}: {dice.choice(FINDINGS)}"
    if dice.randrange(3) == 0:
        seen["pains"] = [dice.choice(PAINS)]
    return seen


FINDINGS = ("nobody looked up.", "done in a minute, with a smile.", "the sign points the other way.", "asked twice.")
