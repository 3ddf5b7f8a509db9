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
    "evidence": "What somebody saw, heard or counted: walks, mystery shops, visits, interviews, surveys, counts.",
    "walk": "Going through the journey oneself, as a customer would.",
    "mystery shop": (
        "A walk on which nobody is told who the visitor is; that there are such visits is said beforehand. It is about "
        "the service and never about a person: the book shows its month, never its day or its place."
    ),
    "gemba": (
        "Watching and asking those who do the work, where it is done. It shows what happens, not how customers feel; "
        "the book shows its month, never its day."
    ),
    "interview": "A customer tells how it went. Customers' own word goes before what a walk or a mystery shop felt.",
    "survey": "Many customers are asked the same; what rests on one is measured.",
    "complaints": "What customers complained of, counted.",
    "contacts": "The calls, mails and visits that reach us, counted.",
    "analytics": "What systems count: how many get where and in which order, how long it takes, where they are lost.",
    "review": "A team's word that the description of its touchpoints is right. It confirms, and is never a seeing.",
    "standard": "A question that every touchpoint of a channel answers to, such as whether the price is complete.",
    "measure": "Something counted or timed over and over, with a unit, a direction and a target.",
    "assumed": "Written down by the author and seen by nobody, or not lately. Drawn hollow.",
    "seen": "There is evidence for it inside the review period. Drawn filled.",
    "measured": "Seen, and by a survey. Drawn filled.",
    "stale": "Checked, but longer ago than the review period.",
    "red point": (
        "A moment that is not good enough: it feels bad, loses customers, or exists only because something failed."
    ),
    "failure demand": "Contacts caused by our failure to do something, or to do it right.",
    "improvement": "A change that makes moments better.",
    "backlog": "All improvements, ranked by what they do for customers.",
    "edition": "A published version of this book, with its date.",
}
