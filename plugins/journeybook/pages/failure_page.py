"""The page of failure demand: what each failure costs in contacts, counted where it is caused. Used by `render`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from journeybook.model import plain_text
from journeybook.pages.choices import offer_filter
from journeybook.pages.environment import render_template
from journeybook.pages.formats import say_count, say_share
from journeybook.pages.paging import RowListing, split_rows
from journeybook.pages.pieces import badge, status
from journeybook.pages.record_pieces import link_moment, link_team, unfold
from journeybook.pages.site import Heading, Page, Part
from journeybook.pages.view import View, contact_link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeybook.analysis import JourneyMoment
    from journeybook.analysis.sides.findings import FailureContact, FailureDemand
    from journeybook.pages.choices import Choices
    from journeybook.pages.paging import LongTable
    from journeybook.pages.site import DataFile
    from journeybook.pages.view import Build

ROWS_SHOWN: Final = 30
"""Causes on the page itself."""
PLACES_SHOWN: Final = 3
"""Where a cause brings contacts: so many stand in its row, the others unfold."""

CAUSE_HEADS: Final = Markup(
    '<th scope="col">What fails</th><th scope="col">Contacts a month</th><th scope="col">Where they arrive</th>'
    '<th scope="col">What would end it</th>'
)
UNKNOWN_HEADS: Final = Markup(
    '<th scope="col">Where they arrive</th><th scope="col">Team</th><th scope="col">Contacts a month</th>'
)
_WHO: Final = Markup('<p class="who">{}</p>')
_PLACE: Final = Markup("<p>{}{}</p>")
_IMPROVEMENT: Final = Markup('<p><a href="{}">{}</a> {}</p>')
_NOBODY: Final = Markup('<strong class="nobody">nobody yet</strong>')
_BAR: Final = Markup('<i class="jb-amount" style="--w:{}" aria-hidden="true"></i>')
_CAUSE_ROW: Final = Markup(
    '<tr data-jb-row{}><th scope="row">{}<p class="who">{}</p>{}</th><td>{}</td><td>{}</td><td>{}</td></tr>'
)
_UNKNOWN_ROW: Final = Markup(
    '<tr data-jb-row{}><th scope="row">{}<p class="who">{}</p></th><td>{}</td><td>{}</td></tr>'
)
_HELD: Final = Markup(' data-{}="{}"')


@dataclass(frozen=True, slots=True)
class FailurePage:
    """What `failure-demand.html.j2` receives."""

    here: View = field(metadata={"help": "links, names and text as seen from this page"})
    causes: LongTable | None = field(metadata={"help": "the failures that are known, most contacts first"})
    unknown: LongTable | None = field(metadata={"help": "where contacts arrive whose cause nobody wrote down"})
    choices: Choices = field(metadata={"help": "the filters of the causes"})
    unknown_choices: Choices = field(metadata={"help": "the filters of the others"})
    per_month: float | None = field(metadata={"help": "contacts a month in all; None where none is known"})
    at_least: bool = field(metadata={"help": "whether a part is unknown"})


def render_failure_demand(build: Build) -> Part:
    """The page of failure demand, and the bare pages of its tables."""
    here = View(build, "failure-demand")
    found = build.insight.sides.failure_demand
    known = [failure for failure in found if failure.cause is not None]
    others = [contact for failure in found if failure.cause is None for contact in failure.contacts]
    causes, files = list_causes(here, known)
    unknown, more_files = list_unknown(here, others)
    context = FailurePage(
        here=here,
        causes=causes,
        unknown=unknown,
        choices=_offer_choices(here, [f.cause for f in known if f.cause]),
        unknown_choices=_offer_choices(here, [contact.place for contact in others]),
        per_month=build.insight.sides.contacts_by_failure,
        at_least=build.insight.sides.contacts_at_least,
    )
    toc = tuple(
        Heading(anchor, title)
        for anchor, title, table in (("causes", "What fails", causes), ("unknown", "Cause unknown", unknown))
        if table
    )
    page = Page(
        address=here.address,
        title="Failure demand",
        description="Contacts that exist only because we failed: what each failure costs, counted where it is caused.",
        html=render_template(build.environment, "failure-demand.html.j2", context),
        toc=toc,
        anchors=frozenset(heading.id for heading in toc),
        name="failure-demand",
        listed=False,
    )
    return Part((page,), (*files, *more_files))


def list_causes(here: View, failures: Sequence[FailureDemand]) -> tuple[LongTable | None, tuple[DataFile, ...]]:
    """The failures as a table; None without any."""
    if not failures:
        return None, ()
    most = max((f.per_month or 0.0 for f in failures), default=0.0) or 1.0
    rows = [_write_cause(here, failure, failure.cause, most) for failure in failures if failure.cause]
    listing = RowListing("causes", "What fails", "causes", ("failure", "failures"), CAUSE_HEADS, rows=ROWS_SHOWN)
    return split_rows(here, listing, rows)


def list_unknown(here: View, contacts: Sequence[FailureContact]) -> tuple[LongTable | None, tuple[DataFile, ...]]:
    """Where contacts arrive of which nobody knows the cause; None without any."""
    if not contacts:
        return None, ()
    most = max((contact.contacts or 0.0 for contact in contacts), default=0.0) or 1.0
    rows = [
        str(
            _UNKNOWN_ROW.format(
                _hold(contact.place),
                link_moment(here, contact.place),
                plain_text(contact.place.journey.journey.title),
                _link_owner(here, contact.place.moment.moment.owner),
                _say_contacts(contact.contacts, at_least=False, most=most),
            )
        )
        for contact in contacts
    ]
    words = ("touchpoint", "touchpoints")
    return split_rows(here, RowListing("unknown", "Cause unknown", "unknown", words, UNKNOWN_HEADS), rows)


def _offer_choices(here: View, places: Sequence[JourneyMoment]) -> Choices:
    return (
        offer_filter(here, "team", ((place.moment.moment.owner,) for place in places)),
        offer_filter(here, "lifecycle", ((place.journey.journey.lifecycle,) for place in places)),
        offer_filter(here, "persona", (place.journey.journey.personas for place in places)),
    )


def _hold(place: JourneyMoment) -> Markup:
    """What the row can be filtered by."""
    journey = place.journey.journey
    held = (
        ("team", place.moment.moment.owner),
        ("lifecycle", journey.lifecycle),
        ("persona", " ".join(journey.personas)),
    )
    return Markup("").join(_HELD.format(kind, value) for kind, value in held if value)


def _write_cause(here: View, failure: FailureDemand, cause: JourneyMoment, most: float) -> str:
    team = cause.moment.moment.owner
    contact = here.contact(team)
    owner = _link_owner(here, team) + (Markup(", ") + contact_link(contact) if contact else "")
    arrives = [_write_place(here, found, alone=len(failure.contacts) == 1) for found in failure.contacts]
    return str(
        _CAUSE_ROW.format(
            _hold(cause),
            link_moment(here, cause),
            plain_text(cause.journey.journey.title),
            _WHO.format(owner),
            _say_contacts(failure.per_month, at_least=failure.at_least, most=most),
            unfold(arrives, PLACES_SHOWN),
            _write_answers(here, cause),
        )
    )


def _write_place(here: View, found: FailureContact, *, alone: bool) -> Markup:
    owner = found.place.moment.moment.owner
    facts = [here.label("team", owner)] if owner else []
    if found.share is not None:
        facts.append(f"{say_share(found.share)} of the contacts there")
    if not alone:
        facts.append("unknown how many" if found.contacts is None else f"{say_count(found.contacts)} a month")
    link = badge(found.place.moment) + " " + link_moment(here, found.place)
    journey = plain_text(found.place.journey.journey.title)
    return _PLACE.format(link, Markup(' <span class="who">{}</span>').format(" · ".join([journey, *facts])))


def _write_answers(here: View, cause: JourneyMoment) -> Markup:
    """The improvements that fix or remove the touchpoint that causes it."""
    written = [
        _IMPROVEMENT.format(
            here.journey(cause.journey.journey.id, f"improvement-{item.improvement.id}"),
            plain_text(item.improvement.title),
            status(item.improvement),
        )
        for item in cause.answers
    ]
    return Markup("").join(written) if written else _NOBODY


def _say_contacts(contacts: float | None, *, at_least: bool, most: float) -> Markup:
    """How many contacts a month, with a bar beside the most; `at least` where a part is unknown."""
    if contacts is None:
        return Markup('<span class="muted">unknown</span>')
    said = Markup("{}<b>{}</b>").format(Markup("<small>at least</small> ") if at_least else "", say_count(contacts))
    return said + _BAR.format(f"{contacts / most:.3f}".rstrip("0").rstrip(".") or "0")


def _link_owner(here: View, team: str | None) -> Markup:
    return link_team(here, team) if team else Markup('<span class="muted">nobody owns it</span>')
