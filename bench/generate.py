"""Believable journeys in any number, the same ones each time, as YAML for the plugin.

Used by builds.py, and by plain.py, which writes them as Markdown.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from pathlib import Path

FOLDER_SIZE = 100
STAGES = ("Wonders", "Looks around", "Decides", "Waits", "Lives with it")
DOES = ("Compares", "Calls about", "Reads", "Waits for", "Pays for", "Asks about", "Returns", "Signs")
WHAT = (
    "the plan",
    "the bill",
    "the parcel",
    "the router",
    "the appointment",
    "the refund",
    "the contract",
    "the number",
)
THINKS = (
    "Who can I trust with this?", "Why do they ask me that again?", "I could have been home by now.", "That was easy.",
    "Nobody told me that it takes a week.", "If this goes wrong I have no phone.", "They knew my name.",
)  # fmt: skip
FAILS = (
    "Say how long it takes, and call back when you said you would.", "Offer to do it for them, right now.",
    "Print the page and mark the line that matters.", "Give the next colleague the whole story before you hand over.",
)  # fmt: skip
PAINS = ("The price appears at the last step", "Two letters contradict each other", "The form forgets what was typed")
TEAMS = ("retail", "care", "digital", "billing", "network", "logistics", "marketing", "business")
CHANNELS = ("web", "app", "shop", "phone", "email", "chat", "letter", "parcel")
PERSONAS = ("first-timer", "upgrader", "small-business", "caretaker")
PHASES = ("discover", "buy", "start", "use", "help", "leave")
TITLES = (
    "Say it first",
    "Call back within the hour",
    "One page instead of four",
    "Let them do it in the app",
    "Ask once",
)

Json = dict[str, Any]


def make_journey(number: int) -> Json:
    """Journey `number`, with 16 touchpoints and 5 improvements."""
    dice = random.Random(number)
    personas = dice.sample(PERSONAS, 2)
    stages = []
    for stage, size in zip(STAGES, (3, 4, 3, 3, 3), strict=True):
        first = sum(len(earlier["touchpoints"]) for earlier in stages)
        stages.append({
            "name": stage,
            "goal": f"Get past {dice.choice(WHAT)} without a second call.",
            "touchpoints": [make_touchpoint(dice, first + i, personas) for i in range(size)],
        })  # fmt: skip
    return {
        "title": f"{dice.choice(DOES)} {dice.choice(WHAT)}, case {number}",
        "summary": f"From the first thought of {dice.choice(WHAT)} to the day it is forgotten.",
        "lifecycle": dice.choice(PHASES),
        "owner": dice.choice(TEAMS),
        "personas": personas,
        "volume": {"customers": dice.randint(50, 9000), "per": "month", "source": "Till system"},
        "goal": "Done today, and no surprise tomorrow.",
        "stages": stages,
        "improvements": [make_improvement(dice, i) for i in range(5)],
    }


def make_touchpoint(dice: random.Random, number: int, personas: list[str]) -> Json:
    """Touchpoint `number` of a journey."""
    feels: Any = round(dice.uniform(-2, 2), 1)
    if dice.random() < 0.3:  # noqa: PLR2004 - about one in three
        feels = {persona: round(dice.uniform(-2, 2), 1) for persona in personas}
    touchpoint: Json = {
        "id": f"t{number}",
        "name": f"{dice.choice(DOES)} {dice.choice(WHAT)} ({number + 1})",
        "channel": dice.choice(CHANNELS),
        "owner": dice.choice(TEAMS),
        "does": f"{dice.choice(DOES)} {dice.choice(WHAT)} and looks at the clock.",
        "thinks": dice.choice(THINKS),
        "feels": feels,
        "expects": f"To hear about {dice.choice(WHAT)} at once.",
        "gets": f"A letter about {dice.choice(WHAT)}.",
        "pains": [dice.choice(PAINS)],
        "quotes": [{"text": dice.choice(THINKS), "persona": dice.choice(personas)}],
        "when_it_fails": dice.choice(FAILS),
        "took": f"{dice.randint(2, 50)} min",
        "frontstage": [{"team": dice.choice(TEAMS), "does": f"Explains {dice.choice(WHAT)}."}],
        "backstage": [{"team": dice.choice(TEAMS), "does": f"Checks {dice.choice(WHAT)}."}],
    }
    if number % 7 == 3:  # noqa: PLR2004 - two in sixteen
        touchpoint["moment_of_truth"] = "Here they decide whether to stay."
    if number % 5 == 1:
        touchpoint["after"] = {"wait": f"{dice.randint(1, 6)} days", "feels": -1, "note": "Nobody writes."}
    if number % 6 == 2:  # noqa: PLR2004 - three in sixteen
        touchpoint["lost"] = f"{dice.randint(1, 8)}%"
    return touchpoint


def make_improvement(dice: random.Random, number: int) -> Json:
    """Improvement `number` of a journey."""
    return {
        "id": f"i{number}",
        "title": f"{TITLES[number]}: {dice.choice(WHAT)}",
        "because": f"{dice.choice(PAINS)}.",
        "fixes": [f"t{dice.randrange(16)}"],
        "lifts_to": 1,
        "owner": dice.choice(TEAMS),
        "status": dice.choice(("idea", "planned", "doing")),
        "effort": dice.randint(1, 5),
        "confidence": f"{dice.randint(3, 9) * 10}%",
    }


def name_of(number: int) -> str:
    """The id of journey `number`: folders of a hundred."""
    return f"area-{number // FOLDER_SIZE:02}/journey-{number:04}"


def write_yaml(folder: Path, count: int) -> None:
    """Write `count` journeys for the plugin."""
    for number in range(count):
        file = folder / "journeys" / f"{name_of(number)}.yml"
        file.parent.mkdir(parents=True, exist_ok=True)
        text = yaml.dump(make_journey(number), Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True)
        file.write_text(text, encoding="utf-8")
