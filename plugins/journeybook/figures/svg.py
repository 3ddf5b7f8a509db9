"""Writes SVG: elements with their attributes, everything escaped, numbers short. Used by the drawn figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Iterable

LINK: Final = "xlink:href"
"""Plain `href` breaks Material's instant navigation, which sets that property anew and cannot on SVG elements."""


def element(name: str, attributes: dict[str, str | float | None], *children: str) -> Markup:
    """An element. Attributes that are None are left out; children that are no Markup are text and get escaped."""
    written = "".join([f' {key}="{_value(value)}"' for key, value in attributes.items() if value is not None])
    inner = "".join([child if type(child) is Markup else escape(child) for child in children])
    return Markup(f"<{name}{written}>{inner}</{name}>" if inner else f"<{name}{written}/>")  # noqa: S704 - all escaped


def join(parts: Iterable[str]) -> Markup:
    """Markup put together; parts that are text get escaped."""
    return Markup("").join(parts)


def stretched(units: float, height: float, *children: str) -> Markup:
    """A part `units` wide that takes the width of the page; the pens in it keep their weight."""
    return element(
        "svg",
        {
            "viewBox": f"0 0 {number(units)} {number(height)}",
            "preserveAspectRatio": "none",
            "width": "100%",
            "height": height,
            "overflow": "visible",
        },
        *children,
    )


def _value(value: str | float) -> str:
    return escape(value) if isinstance(value, str) else number(value)


def number(value: float) -> str:
    """A coordinate with one decimal at most: `12`, `12.5`, `0`; never `-0`."""
    short = f"{value:.1f}".removesuffix(".0")
    return "0" if short == "-0" else short
