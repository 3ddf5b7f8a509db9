"""The MkDocs plugin: hands content to the handbook, and the handbook's pages, data and assets to MkDocs.

Used by MkDocs alone, and the only part of the package that imports it. A hook is one translation into a call of a
function in the modules beside this one, which need no plugin to be tried out.
"""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority

from journeybook.mkdocs_plugin.assets import link_assets, name_assets
from journeybook.mkdocs_plugin.book import Book, make_book
from journeybook.mkdocs_plugin.config import JourneybookConfig, find_content, find_edition, find_templates
from journeybook.mkdocs_plugin.files import (
    add_files,
    add_to_toc,
    describe_page,
    exclude_sources,
    fill_page,
    mark_section,
)
from journeybook.mkdocs_plugin.own_search import OwnSearch, begin_search
from journeybook.mkdocs_plugin.search import find_searchable, list_found
from journeybook.mkdocs_plugin.squeeze import is_squeezable, squeeze_body, squeeze_frame
from journeybook.source.collector import paused_collector

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.structure.toc import TableOfContents
    from mkdocs.utils.templates import TemplateContext

    from journeybook.mkdocs_plugin.assets import Asset


class JourneybookPlugin(BasePlugin[JourneybookConfig]):  # type: ignore[no-untyped-call]  # MkDocs' own __init_subclass__
    """The plugin as MkDocs sees it."""

    preview = False
    book: Book
    assets: Mapping[str, Asset]
    own_search: OwnSearch | None = None
    nav: Navigation
    whole_body: str | None = None
    whole_toc: TableOfContents | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002 - MkDocs' name
        """Remember whether this is the preview."""
        self.preview = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Link the assets from every page. Cheap, because mike asks for it as well."""
        self.assets = name_assets(search=self.config.search)
        link_assets(config, self.assets)
        self.own_search = begin_search(config) if self.config.search else None
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Make the handbook before MkDocs empties the old site; a broken one stops the build here."""
        gc.unfreeze()  # what a build left that failed
        with paused_collector():
            self.book = make_book(config, self.config, self.assets, preview=self.preview)
            gc.freeze()  # what stays until MkDocs has written it need not be looked through again and again

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the generated files, and keep the sources out of the site."""
        content = find_content(config, self.config)
        exclude_sources(files, content, find_templates(config, self.config))
        add_files(files, config, self.book, self.assets, content)
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002 - MkDocs' names
        """Remember the navigation for the pages that stand outside of it."""
        self.nav = nav

    @event_priority(-100)  # after plugins that write Markdown, which may hold blocks
    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002 - MkDocs' names
        """Hand over titles and dates, and keep the blocks of the page out of Markdown's reach."""
        describe_page(page, self.book)
        return self.book.embeds.take_out(markdown, page.file)

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002 - MkDocs' names
        """Hand over the body, and what the blocks of a page show."""
        html = self.book.embeds.put_in(html, page.file)
        generated = self.book.hand_over(page.file.src_uri)
        return fill_page(page, generated, html) if generated else html

    @event_priority(100)  # before a search of the site's reads the page
    def _hand_to_search(
        self,
        context: TemplateContext,
        *,
        page: Page,
        config: MkDocsConfig,
        nav: Navigation,  # noqa: ARG002 - MkDocs' name
    ) -> TemplateContext:
        """Show the search headings and text alone."""
        generated = self.book.pages.get(page.file.src_uri)
        if self.own_search:
            self.own_search.read(page, generated)
        if generated:
            self.whole_body = page.content
        if generated and not (self.own_search and self.own_search.is_alone):
            # Material names the page above each result; other searches show the heading that was found, and no more.
            named = "" if "material/search" in config.plugins else generated.title
            found_as = generated.found_as
            page.content = find_searchable(page.content or "", found_as, named) if generated.is_searched else ""
            if named and found_as:
                # MkDocs' own search knows a heading by the table of contents alone, and by what that calls it.
                self.whole_toc = page.toc
                page.toc = add_to_toc(page.toc, list_found(page.content, found_as))
        return context

    @event_priority(-100)  # after it
    def _take_back(
        self,
        context: TemplateContext,
        *,
        page: Page,
        config: MkDocsConfig,  # noqa: ARG002 - MkDocs' name
        nav: Navigation,
    ) -> TemplateContext:
        """Give the page its body back, and show in the navigation which section it belongs to."""
        if page.file.src_uri in self.book.pages:
            page.content = self.whole_body
            page.toc, self.whole_toc = self.whole_toc or page.toc, None
            if is_squeezable(self.book.pages[page.file.src_uri]):
                page.content = squeeze_body(page.content or "")
        mark_section(page, nav, active=True)
        return context

    on_page_context = CombinedEvent(_hand_to_search, _take_back)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002 - MkDocs' name
        """Leave the navigation as it was, and the theme's white space out of the generated pages."""
        mark_section(page, self.nav, active=False)
        return squeeze_frame(output, page.content or "") if page.file.src_uri in self.book.pages else output

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write what the book's own search has read, and let the collector see the book again."""
        gc.unfreeze()
        if self.own_search:
            self.own_search.write(Path(config.site_dir))

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG002 - MkDocs' names
        """Tell the theme's templates which edition this is."""
        env.globals["journeybook"] = {"edition": find_edition(self.config), "date": self.book.on}
        return env

    def on_serve(
        self,
        server: LiveReloadServer,
        *,
        config: MkDocsConfig,
        builder: Callable[..., None],  # noqa: ARG002 - MkDocs' name
    ) -> LiveReloadServer:
        """Rebuild when content or a template changes."""
        for folder in (find_content(config, self.config), find_templates(config, self.config)):
            if folder is not None:
                server.watch(str(folder))
        return server
