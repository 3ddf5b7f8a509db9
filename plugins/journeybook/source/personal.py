"""Whether text tells who somebody is: mail addresses, phone numbers, names behind `Mrs` or `my name is`.

Used by `doubts`. Most names cannot be told from other words; to leave them out stays the author's duty.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from journeybook.model import Evidence, Observation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from journeybook.model import Record

_MAIL_ADDRESS: Final = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
_PHONE_NUMBER: Final = re.compile(r"(?<![\w.,-])\+?\(?\d(?:[ ()/.-]{0,2}\d){6,14}(?![\w%])")
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d|\d\d?\.\d\d?\.\d{4}|\d\d?/\d\d?/\d{4}|\b(19|20)\d\d[-/ –](19|20)\d\d\b")
_NAME: Final = re.compile(
    r"\b(?:(?:Mr|Mrs|Ms|Dr|Prof)\.?|Miss|Sir|Madam|Herr|Frau|Monsieur|Madame|Señor|Señora|[Mm]y name(?: is|['’]s))"
    r"\s+(?!(?:Or|And|The|You|Not|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)(?:day)?\b)[^\W\d_a-zß-öø-ÿ][^\W\d_A-ZÀ-ÖØ-Þ]"
)
"""An honorific with a capitalised word after it: a capital and a small letter, so that neither `Sir, I` nor `Sir NO`
is one, and no word that begins a sentence or a title as a rule."""


def find_personal_data(text: str) -> str | None:
    """What in `text` may tell who somebody is, in words; None where there is nothing of the kind."""
    if "@" in text and _MAIL_ADDRESS.search(text):
        return "a mail address"
    if _PHONE_NUMBER.search(text) and _PHONE_NUMBER.search(_DATE.sub("", text)):
        return "a phone number"
    return "what looks like a name" if _NAME.search(text) else None


def list_told_texts(record: Record) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """What `record` itself holds of what somebody said, or saw as evidence, each text with its path."""
    for number, quote in enumerate(getattr(record, "quotes", ())):
        yield ("quotes", number, "text"), quote.text
    if isinstance(record, Evidence | Observation):
        for key in ("summary", "note", "notes"):
            text = getattr(record, key, None)
            if text:
                yield (key,), text
        for number, link in enumerate(record.links):
            yield ("links", number, "title"), link.title
        if record.image is not None and record.image.alt:
            yield ("image", "alt"), record.image.alt
    if isinstance(record, Observation):
        for number, pain in enumerate(record.pains):
            yield ("pains", number), pain
        for question, answer in record.answers.items():
            yield ("answers", question), answer
