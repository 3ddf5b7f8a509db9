"""Where readers say that something is wrong: the tracker's new-issue address or a mail. Used by a journey's page.

The settings hold a mail address, or an address with placeholders. The link of the whole journey is made here and works
without a script; the page also carries the pattern, from which the script makes a link for each touchpoint.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from journeybook.model import plain_text
from journeybook.pages.formats import say_date

if TYPE_CHECKING:
    from journeybook.model import Journey
    from journeybook.pages.view import View

_PLACEHOLDER = re.compile(r"\{(journey|touchpoint|edition|url)\}")

_MAIL = "subject={journey}%3A%20{touchpoint}&body={edition}%0A{url}%0A%0A"


@dataclass(frozen=True, slots=True)
class Correction:
    """How to report a mistake on one journey's page."""

    href: str
    """For the journey as a whole."""
    pattern: str
    """For a touchpoint, with the placeholders `{journey}`, `{touchpoint}`, `{edition}` and `{url}` for values that are
    URL-encoded. Where it has `{journey}` alone, the script puts all of them there."""


def offer_correction(here: View, journey: Journey) -> Correction | None:
    """Where to report a mistake in `journey`; None where the settings name no place."""
    written = here.insight.handbook.settings.corrections
    if not written:
        return None
    values = {"journey": plain_text(journey.title), "edition": name_edition(here)}
    mail = _find_mail(written)
    whole = f"{mail}subject={{journey}}" if mail else written
    href = _PLACEHOLDER.sub(lambda found: quote(values.get(found[1], ""), safe=""), whole)
    return Correction(href, f"{mail}{_MAIL}" if mail else written)


def _find_mail(written: str) -> str | None:
    """The beginning of a mail's address, ready for a subject; None for other addresses, and for one with a pattern."""
    if "@" not in written or "://" in written or _PLACEHOLDER.search(written):
        return None
    address = f"mailto:{written.removeprefix('mailto:')}"
    return address + ("&" if "?" in address else "?")


def name_edition(here: View) -> str:
    """The edition as readers call it: its name, or the day of a working copy."""
    return f"edition {here.site.edition}" if here.site.edition else f"working copy of {say_date(here.insight.on)}"
