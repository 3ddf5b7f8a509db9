"""What every template is given as `here`: links as seen from its page, text as HTML, names of records.

One a page; used by the templates and by the modules that prepare their contexts. What does not depend on the page is in
the `Build` that all pages share.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, Literal
from urllib.parse import quote, urlencode

from markupsafe import Markup, escape

from journeybook.figures.small_curve import small_curve
from journeybook.model import Kind, anchor_of
from journeybook.model.text import plain_text
from journeybook.pages.choices import list_former_ids
from journeybook.pages.corrections import offer_correction
from journeybook.pages.site import Site, link, root_of
from journeybook.pages.text import block_html, inline_html, resolve_link

if TYPE_CHECKING:
    from jinja2 import Environment

    from journeybook.analysis import Insight, JourneyInsight
    from journeybook.model import Image, Journey


RecordKind = Literal["team", "channel", "system", "persona", "measure"]
"""The kinds of records that have a page each."""
RECORD_FOLDERS: Final[dict[RecordKind, str]] = {
    "team": "teams",
    "channel": "channels",
    "system": "systems",
    "persona": "personas",
    "measure": "measures",
}
"""Where the pages of each kind stand, and the address of their list."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A touchpoint as a link: its plain name, with the journey's where that is another one, and its address.

    Without an address where readers cannot see the journey, a draft; the name is the reference as written then.
    """

    name: str
    href: str | None


class Build:
    """What the pages of one build share. Names and small curves stand on many pages, and are worked out once."""

    def __init__(self, environment: Environment, site: Site, insight: Insight) -> None:
        """A build of `insight`'s pages for `site`."""
        self.environment = environment
        self.site = site
        self.insight = insight
        environment.globals["FORMER"] = list_former_ids(insight.handbook)
        self._labels: dict[tuple[Kind, str], str] = {}
        self._curves: dict[str, Markup] = {}
        self._moments: dict[str, dict[str, str]] = {}
        self.kept: dict[object, Any] = {}
        """What a module works out for several pages, by a key of its own."""

    def label(self, kind: Kind, record_id: str | None) -> str:
        """The name of a record as plain text; empty for None."""
        if not record_id:
            return ""
        if (kind, record_id) not in self._labels:
            self._labels[kind, record_id] = plain_text(self.insight.handbook.label(kind, record_id))
        return self._labels[kind, record_id]

    def moment_name(self, journey_id: str, moment_id: str) -> str:
        """The name of a moment as plain text; the id where there is none."""
        if journey_id not in self._moments:
            found = self.insight.handbook.journeys.get(journey_id)
            self._moments[journey_id] = {m.id: plain_text(m.name) for m in found.moments} if found else {}
        return self._moments[journey_id].get(moment_id, moment_id)

    def shown_journey(self, journey_id: str) -> Journey | None:
        """A journey that has a page; None for drafts that are not shown, and where there is no such journey."""
        found = self.insight.handbook.journeys.get(journey_id)
        return found if found and (journey_id in self.insight.journeys or found.status == "retired") else None

    def macros(self, template: str) -> Any:
        """The macros of a template, for rows that go over several pages."""
        key = ("macros", template)
        if key not in self.kept:
            self.kept[key] = self.environment.get_template(template).module
        return self.kept[key]

    def curve(self, journey: JourneyInsight) -> Markup:
        """The journey's small curve."""
        name = journey.journey.id
        if name not in self._curves:
            self._curves[name] = Markup(small_curve(journey))  # noqa: S704 - our own SVG
        return self._curves[name]


@dataclass(frozen=True, slots=True)
class View:
    """The handbook as seen from the page at `address`."""

    build: Build
    address: str
    site: Site = field(init=False)
    insight: Insight = field(init=False)
    root: str = field(init=False)
    """Leads from this page to the handbook's root; ends with a slash, or is empty at the root itself."""
    ending: str = field(init=False)
    """What the addresses of pages end with."""

    def __post_init__(self) -> None:
        """Take over what the templates ask for, and work out what every link needs."""
        object.__setattr__(self, "site", self.build.site)
        object.__setattr__(self, "insight", self.build.insight)
        object.__setattr__(self, "root", root_of(self.site, self.address))
        object.__setattr__(self, "ending", "/" if self.site.directory_urls else ".html")

    def to(self, address: str, anchor: str = "") -> str:
        """A link to another page of the handbook, or to an anchor in it."""
        if address == "overview" and self.site.overview_at_root:
            address = ""
        return link(self.site, self.address, address, anchor)

    def below(self, part: str) -> str:
        """A link to the page `part` below this one: `what_was_seen/`."""
        return self.file_below(part) + self.ending

    def file_below(self, name: str) -> str:
        """A link to a file in the folder of this page's address: `chart.json`."""
        return name if self.site.directory_urls else f"{self.address.rpartition('/')[2]}/{name}"

    def file(self, path: str) -> str:
        """A link to a file of the handbook, such as open data."""
        return self.root + path

    def journey(self, journey_id: str, anchor: str = "") -> str:
        """A link to a journey's page, or to an anchor in it."""
        return self.to(f"journeys/{journey_id}", anchor)

    def moment(self, journey_id: str, moment_id: str) -> str:
        """A link to a moment's row."""
        return self.journey(journey_id, anchor_of(moment_id))

    def formula(self, figure: str) -> str:
        """A link to where a figure's formula is explained."""
        return self.to("how-we-count", figure)

    def journeys_with(self, **filters: str) -> str:
        """A link to the list of journeys, filtered: `journeys_with(team="retail")`."""
        return f"{self.to('journeys')}?{urlencode(filters)}"

    def record(self, kind: Kind, record_id: str, anchor: str = "") -> str:
        """A link to a record's page, or to an anchor in it; a phase has its place on the page of the lifecycle."""
        if kind == "phase":
            return self.to("lifecycle", f"phase-{record_id}")
        return self.to(record_address(kind, record_id), anchor)

    def label(self, kind: Kind, record_id: str | None) -> str:
        """The name of a record as plain text; empty for None."""
        return self.build.label(kind, record_id)

    def persona(self, persona_id: str) -> str:
        """The name of a persona; `Everyone` where the journey names none."""
        return self.build.label("persona", persona_id)

    def reference(self, reference: str, journey_id: str) -> Reference:
        """A touchpoint named as `journey#touchpoint`, or as a touchpoint of the journey `journey_id`."""
        other, _, touchpoint = reference.rpartition("#")
        found = self.build.shown_journey(other) if other else self.insight.handbook.journeys.get(journey_id)
        if found is None:
            return Reference(reference, None)
        names = {t.id: t.name for t in found.touchpoints}
        name = plain_text(names.get(touchpoint, touchpoint))
        if other:
            name = f"{name} ({plain_text(found.title)})"
        return Reference(name, self.moment(other or journey_id, touchpoint))

    def moment_name(self, journey_id: str, moment_id: str) -> str:
        """The name of a moment as plain text; the id where there is none."""
        return self.build.moment_name(journey_id, moment_id)

    def contact(self, team_id: str | None) -> str | None:
        """How to reach a team, as plain text; None where that is not written down."""
        team = self.insight.handbook.teams.get(team_id or "")
        return plain_text(team.contact) if team and team.contact else None

    def icon(self, channel_id: str) -> Markup:
        """The channel's icon as SVG; empty where it has none or the site does not have it."""
        channel = self.insight.handbook.channels.get(channel_id)
        markup = self.site.icon(channel.icon) if channel and channel.icon else None
        return Markup(markup or "")  # noqa: S704 - from the theme's own icon files

    def text(self, text: str | None) -> Markup:
        """Inline Markdown as HTML."""
        return _inline_markup(text, self.root, self.ending) if text else Markup("")

    def blocks(self, text: str | None) -> Markup:
        """Markdown blocks as HTML."""
        return Markup(block_html(text, self.root, self.ending)) if text else Markup("")  # noqa: S704 - escapes raw HTML

    def url(self, url: str) -> str:
        """A link as an author wrote it, seen from this page."""
        return resolve_link(url, self.root, self.ending)

    def image(self, image: Image) -> str:
        """The address of a picture below `content/`."""
        return self.file(quote(image.file))

    def curve(self, journey: JourneyInsight) -> Markup:
        """The journey's small curve."""
        return self.build.curve(journey)

    def correction(self, journey: Journey) -> str | None:
        """Where to say that something is wrong: the tracker's address or a mail; None where the settings name none."""
        found = offer_correction(self, journey)
        return found.href if found else None


def record_address(kind: RecordKind, record_id: str) -> str:
    """The address of a record's page: `teams/retail`."""
    return f"{RECORD_FOLDERS[kind]}/{record_id}"


@lru_cache(maxsize=16384)
def _inline_markup(text: str, root: str, ending: str) -> Markup:
    return Markup(inline_html(text, root, ending))  # noqa: S704 - escapes raw HTML


def contact_link(contact: str) -> Markup:
    """A contact as a link where it is a mail address, a web address or a number; else as text."""
    if "@" in contact and " " not in contact:
        return Markup('<a href="mailto:{0}">{0}</a>').format(contact)
    if contact.startswith(("https://", "http://")):
        return Markup('<a href="{0}">{0}</a>').format(contact)
    return escape(contact)
