"""Random journeys with improvements, richer than people write them. Used by the test of what if."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from random import Random

PERSONAS = ["a", "b", "c"]


def make_random_journey(random: Random) -> dict[str, Any]:
    """A journey as an author would write it: gaps, waits, alternatives, losses and reach by chance."""
    personas = PERSONAS[: random.randint(0, 3)]
    steps = [_make_touchpoint(random, f"t{n}", personas) for n in range(random.randint(1, 7))]
    for n, step in enumerate(steps):
        if n and random.random() < 0.3:
            step["instead_of"] = f"t{random.randrange(n)}"
    moments = [s["id"] for s in steps] + [f"{s['id']}/after" for s in steps if "after" in s]
    improvements = [_make_improvement(random, f"i{n}", moments) for n in range(random.randint(1, 5))]
    stages = [{"name": "All", "touchpoints": steps}]
    return {"id": "a/b", "title": "J", "personas": personas, "stages": stages, "improvements": improvements}


def _make_touchpoint(random: Random, name: str, personas: list[str]) -> dict[str, Any]:
    chances: dict[str, tuple[float, Any]] = {
        "feels": (0.8, lambda: _by_persona(random, personas, lambda: str(random.randint(-20, 20) / 10))),
        "lost": (0.5, lambda: _by_persona(random, personas, lambda: f"{random.randint(0, 30)}%")),
        "reach": (0.3, lambda: f"{random.randint(0, 100)}%"),
        "moment_of_truth": (0.3, lambda: "true"),
        "after": (0.4, lambda: {"feels": _by_persona(random, personas, lambda: str(random.randint(-20, 20) / 10))}),
    }
    told = {field: make() for field, (chance, make) in chances.items() if random.random() < chance}
    return {"id": name, "name": name, **told}


def _make_improvement(random: Random, name: str, moments: list[str]) -> dict[str, Any]:
    some = random.sample(moments, random.randint(0, min(3, len(moments))))
    gone = random.sample(moments, random.choice([0, 0, 0, 1, min(2, len(moments))]))
    told: dict[str, Any] = {"id": name, "title": name, "fixes": some, "removes": gone}
    told["status"] = random.choice(["idea", "planned", "doing", "done", "dropped"])
    if random.random() < 0.7:
        told["lifts_to"] = str(random.randint(-20, 20) / 10)
    if random.random() < 0.5:
        told["loses_to"] = f"{random.randint(0, 20)}%"
    return told


def _by_persona(random: Random, personas: list[str], make: Any) -> Any:
    if not personas or random.random() < 0.5:
        return make()
    return {persona: make() for persona in random.sample(personas, random.randint(1, len(personas)))}
