"""A brief as Markdown."""

from __future__ import annotations

import re

from dashboard.brief.content import Brief

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&])")
_LIST_MARK = re.compile(r"^(\d*)([-+.)])")


def as_markdown(brief: Brief) -> str:
    """The brief as Markdown; nothing in a bulletin's words is taken for markup."""
    lines = [f"# {_literal(brief.title)}", "", f"*{_literal(brief.note)}*"]
    if brief.facts:
        lines += ["", *(f"- {_literal(fact)}" for fact in brief.facts)]
    for section in brief.sections:
        lines += ["", f"## {_literal(section.heading)}", ""]
        lines += [
            f"{'  ' * line.depth}- {_literal(line.sentence)} «{_literal(line.quote)}» \\[{line.reference}\\]" for line in section.lines
        ]
    lines += ["", f"## {_literal(brief.sources_heading)}", ""]
    lines += [
        f"{number}. {_literal(reference)}{f' — <{link}>' if link else ''}"
        for number, (reference, link) in enumerate(zip(brief.references, brief.links, strict=True), 1)
    ]
    return "\n".join(lines) + "\n"


def _literal(text: str) -> str:
    return _LIST_MARK.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", text))
