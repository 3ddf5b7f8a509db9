"""A visit to a built site in a real browser: a tab that notes what went wrong in it, and some ways to disturb it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

PUBLISHED = "https://handbook.northline.example/"
OWN = "/assets/journeybook/"
FORBIDDEN = """for (const name of ["localStorage", "sessionStorage"]) Object.defineProperty(window, name,
  { get() { throw new DOMException("forbidden", "SecurityError"); } });"""
"""Storage as in a browser that keeps nothing."""


class Visit:
    """A tab on the site at `url`. `close` insists that nothing went wrong, but for `expected` parts of complaints.

    Where storage is `forbidden`, Material complains; only what our own scripts complain of counts then.
    """

    def __init__(self, browser: Browser, url: str, *, forbidden: bool = False, **options: Any) -> None:
        self.url = url
        self.expected: tuple[str, ...] = ()
        self.complaints: list[str] = []
        size = {"width": 1440, "height": 900}
        self.context = browser.new_context(**{"viewport": size, "reduced_motion": "reduce", **options})
        if forbidden:
            self.context.add_init_script(FORBIDDEN)
        self.page: Page = self.context.new_page()
        self.page.on("pageerror", lambda error: self._hear(f"error: {error} {error.stack}", ours_only=forbidden))
        self.page.on("console", self._listen)

    def _hear(self, complaint: str, *, ours_only: bool) -> None:
        if not ours_only or OWN in complaint:
            self.complaints.append(complaint)

    def _listen(self, message: Any) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"console: {message.text}")

    def open(self, address: str) -> Page:
        """The page, once its lists are ready."""
        self.page.goto(self.url + address)
        self.page.wait_for_function("!document.querySelector('form[data-jb-filters]:not([data-jb-ready])')")
        return self.page

    def open_published(self, address: str) -> Page:
        """The page as if published here, as its sitemap will say: then Material navigates without loading anew."""

        def move(route: Route) -> None:
            answer = route.fetch()
            route.fulfill(response=answer, body=answer.text().replace(PUBLISHED, self.url))

        self.page.route("**/sitemap.xml", move)
        self.open(address)
        self.page.wait_for_load_state("networkidle")  # the sitemap has been read
        self.page.evaluate("window.jbStays = true")
        return self.page

    def stayed(self) -> bool:
        """Whether the page was never loaded anew since `open_published`."""
        return bool(self.page.evaluate("window.jbStays === true"))

    def close(self) -> None:
        self.context.close()
        unexpected = [c for c in self.complaints if not any(known in c for known in self.expected)]
        assert unexpected == []
