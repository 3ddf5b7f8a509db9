"""A visit to a page with charts, for the browser tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

LIVE = ".jb-chart--live"


class Visit:
    """A page with what it asked for and what it complained about."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.asked: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url.removeprefix(address)))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def open(self, name: str = "index.html") -> Page:
        self.page.goto(self.address + name)
        return self.page

    def open_live(self, name: str = "index.html") -> Page:
        self.open(name)
        come_near(self.page)
        return self.page

    def settled(self) -> list[str]:
        """What was asked for, once everything asked for until now is known: requests are noted in their order."""
        with self.page.expect_request("**/chart.css?settled"):
            self.page.evaluate("() => { fetch('chart.css?settled'); }")
        return [name for name in self.asked if name != "chart.css?settled"]


def come_near(page: Page) -> None:
    """Show interest in the first chart, and wait for Plotly to take over."""
    page.hover("figcaption")
    page.wait_for_selector(LIVE)


def point_at(page: Page, moment: str) -> None:
    """Put the pointer on a mark, and leave it there."""
    box = page.locator(f'a[*|href="#touchpoint-{moment}"] use').first.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
