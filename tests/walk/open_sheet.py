"""A walk sheet that is open in a browser, as whoever fills it in meets it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

SHEET = "journeys/buying/new-phone/walk-sheet/"


@dataclass
class Sheet:
    """A walk sheet that is open in a browser; `asked` are the addresses that it has asked for."""

    page: Page
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("pageerror", self._complain)

    def _complain(self, error: object) -> None:
        if str(error) != "Network error":  # the theme's search, which has nothing to say without a network
            self.complaints.append(str(error))

    def open(self, address: str = SHEET) -> Sheet:
        self.page.goto(address)
        expect(self.page.locator("form.live")).to_be_attached()
        return self

    def wait_until_kept(self) -> None:
        """Until the sheet says that it works without a network."""
        expect(self.page.locator(".ready")).to_have_text("This sheet is kept here now: it works without a network.")

    def step(self, touchpoint: str) -> Locator:
        """The open step of a touchpoint, or of `pays/after`."""
        base, _, after = touchpoint.partition("/")
        step = self.page.locator(f'.step[data-id="{base}"]')
        if step.get_attribute("open") is None:
            step.locator("summary").first.click()
        if not after:
            return step.locator(".at")
        between = step.locator(".between")
        if between.get_attribute("open") is None:
            between.locator("summary").click()
        return between

    def choose(self, name: str, within: Locator | None = None) -> None:
        """Tap the choice that begins with these words."""
        (within or self.page.locator(".head")).locator("label", has_text=name).first.click()

    def type(self, key: str, words: str, within: Locator | None = None) -> None:
        """Type into the field of this key, that of the whole sheet when no step is named."""
        found = (within or self.page.locator("form")).locator(f'[data-k="{key}"]')
        (found.last if within is None else found.first).fill(words)

    def value(self, key: str, within: Locator) -> str:
        return within.locator(f'[data-k="{key}"]').first.input_value()

    @property
    def yaml(self) -> str:
        return self.page.locator(".yaml").input_value()

    @property
    def file(self) -> str:
        return self.page.locator("#finish .file").inner_text()
