"""The words that every handbook uses, explained; an organization's own `words.yml` goes before them."""

from __future__ import annotations

from typing import Final

BUILT_IN_WORDS: Final = {
    "journey": "What a customer goes through to reach a goal, end to end, from before they meet us until after.",
    "stage": "A part of a journey, named as the customer would name it.",
    "touchpoint": (
        "A step where the customer meets us through a channel. Steps without us are in the book too, marked as such."
    ),
    "moment": "A touchpoint, or the felt wait after one. Every point of the emotion chart is a moment.",
    "channel": "The medium through which a customer meets us: a shop, the phone, an app. No device, no department.",
    "persona": "A group of customers who share goals and constraints. Not a person, not a portrait.",
    "team": "A group of colleagues that owns touchpoints or journeys. A journey crosses several.",
    "system": "Software or machinery that a touchpoint needs to work.",
    "lifecycle": "The customer's life with us, from first hearing of us to coming back. Journeys hang on its phases.",
    "feeling": "How a moment feels to the customer: −2 upset, −1 annoyed, 0 even, +1 pleased, +2 delighted.",
    "moment of truth": "One of the few moments that decide whether the customer trusts us, or stays.",
    "frontstage": "What people and systems do in sight of the customer.",
    "backstage": "What people do for the customer out of sight.",
    "support": "What stands behind that: systems and services nobody sees unless they fail.",
    "evidence": "What research has shown: walks, visits, interviews, surveys, counts.",
    "walk": "Going through the journey oneself, as a customer would.",
    "gemba": "Watching and asking those who do the work, where it is done.",
    "seen": "There is evidence for it inside the review period.",
    "red point": (
        "A moment that is not good enough: it feels bad, loses customers, or exists only because something failed."
    ),
    "failure demand": "Contacts caused by our failure to do something, or to do it right.",
    "improvement": "A change that makes moments better.",
    "backlog": "All improvements, ranked by what they do for customers.",
    "edition": "A published version of this book, with its date.",
}
