"""A guide's Markdown as a page: headings that can be linked to, and pictures with captions. No HTML of its own."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from styrhjul.web.guide.sources import picture_sizes

KIND: Final = "webp"


@dataclass(frozen=True)
class Written:
    """A text ready to be shown, and its headings as (anchor, words)."""

    html: SafeString
    headings: tuple[tuple[str, str], ...]


class _Page(RendererHTML):
    """Renders an image as a picture with its caption; everything else as usual."""

    def image(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: MutableMapping[str, Any]
    ) -> SafeString:
        """Return a picture: `![what it shows](name "caption")`."""
        token = tokens[idx]
        name = str(token.attrs["src"])
        width, height = picture_sizes()[name]
        return format_html(
            '<img src="{}" alt="{}" width="{}" height="{}"><figcaption>{}</figcaption>',
            static(f"guide/{name}.{KIND}"), token.content, width, height, token.attrs.get("title", ""),
        )  # fmt: skip


_markdown = MarkdownIt("commonmark", {"html": False}, renderer_cls=_Page)


def rendered(text: str) -> Written:
    """Return a guide's text as HTML."""
    tokens = parsed(text)
    headings = tuple(_name_headings(tokens))
    _frame_pictures(tokens)
    html = _markdown.renderer.render(tokens, _markdown.options, {})
    return Written(mark_safe(html), headings)  # noqa: S308 - the parser refuses HTML and escapes the texts


def parsed(text: str) -> list[Token]:
    """Return what a text is made of."""
    return _markdown.parse(text)


def _name_headings(tokens: list[Token]) -> Iterator[tuple[str, str]]:
    for opened, inside in pairwise(tokens):
        if opened.type == "heading_open" and opened.tag == "h2":
            anchor = slugify(inside.content)
            opened.attrSet("id", anchor)
            yield anchor, inside.content


def _frame_pictures(tokens: list[Token]) -> None:
    """Let a paragraph that is only a picture become a figure."""
    for before, inside, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if before.type == "paragraph_open" and [one.type for one in inside.children or []] == ["image"]:
            before.tag = after.tag = "figure"
