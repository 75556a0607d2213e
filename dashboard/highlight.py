"""The bulletin with its highlights: the text cut into pieces, and the component that shows them.

Offsets are cut in Python, where they count code points; the browser gets finished pieces of text and builds every
element with ``textContent``, so that pasted markup stays text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

import streamlit as st

from dashboard.phrases import number
from dashboard.selection import Selection, exact_spans, mention_id
from dashboard.theme import PARTY_COLOURS
from dashboard.wording import CODED_TABLES, Wording
from extraction.records import Mention, MentionKind, Report, Span

COMPONENT = Path(__file__).parent / "component"
# What is lit at first: what an analyst looks for. The words that set off a rule are a click away.
LIT_AT_FIRST = ("count", "place", "party", "date")
# A browser draws about this many characters with their highlights without delay; of a longer text a window is shown.
WINDOW = 60_000

_bulletin = st.components.v2.component(
    "rasd_bulletin",
    html='<div class="legend"></div><div class="bulletin" dir="rtl" lang="ar" tabindex="0"></div><div class="tip" hidden></div>',
    css=(COMPONENT / "bulletin.css").read_text(encoding="utf-8"),
    js=(COMPONENT / "bulletin.js").read_text(encoding="utf-8"),
)


@dataclass
class Piece:
    """A stretch of the text with the same highlights all over: ``text[start:end]``."""

    start: int
    end: int
    mentions: list[int] = field(default_factory=list)  # indices into report.mentions, the shortest first


def pieces(text: str, report: Report, first: int = 0, last: int | None = None) -> list[Piece]:
    """``text[first:last]`` cut at every border of a mention, a record or a restatement; joined, it is that text."""
    last = len(text) if last is None else last
    borders = {first, last}
    for start, end in _spans(report):
        borders.update(border for border in (start, end) if first < border < last)
    cuts = sorted(borders)
    found = [Piece(start, end) for start, end in zip(cuts, cuts[1:], strict=False)]
    by_length = sorted(range(len(report.mentions)), key=lambda i: report.mentions[i].end - report.mentions[i].start)
    for index in by_length:
        for position in _covered(cuts, report.mentions[index].start, report.mentions[index].end):
            found[position].mentions.append(index)
    return found


def _spans(report: Report) -> set[tuple[int, int]]:
    spans = {(mention.start, mention.end) for mention in report.mentions}
    for record in [*report.casualties, *report.flows, *report.control, *report.events]:
        spans.update((span.start, span.end) for span in [Span(start=record.start, end=record.end), *record.also_at])
        spans.update((span.start, span.end) for span in exact_spans(record))
    return spans


def _covered(cuts: list[int], start: int, end: int) -> range:
    """The positions of the pieces that lie in start…end, for pieces between neighbouring ``cuts``."""
    return range(bisect_left(cuts, start), max(bisect_right(cuts, end) - 1, 0))


def show_bulletin(
    text: str, report: Report, selection: Selection, wording: Wording, *, key: str, on_pick: Callable[[], None], selectable: bool = False
) -> None:
    """Draw the bulletin; a click on a highlight runs ``on_pick`` with its id in ``st.session_state[key].picked``.

    Where it is ``selectable``, ``st.session_state[key].words`` holds ``start`` and ``end`` of the words that the reader marked.
    """
    first, last = _window(len(text), selection)
    if (first, last) != (0, len(text)):
        st.caption(wording("ui", "shortened"))
    parts = pieces(text, report, first, last)
    _bulletin(
        key=key,
        data={
            "selectable": selectable,
            "document": f"{report.report.id} {wording.language} {first}",
            "first": first,
            "pieces": [_piece_data(piece, text, report) for piece in parts],
            "mentions": {str(i): _mention_data(report.mentions[i], i, wording) for p in parts for i in p.mentions},
            "legend": _legend(report, wording),
            "legendLabel": wording("ui", "legend"),
            "direction": "rtl" if wording.rtl else "ltr",
            "selected": selection.id,
            "marks": _marks(parts, selection),
            "focus": _focus(parts, selection),
        },
        on_picked_change=on_pick,
        on_words_change=lambda: None,
    )


def _window(length: int, selection: Selection) -> tuple[int, int]:
    if length <= WINDOW:
        return 0, length
    middle = selection.exact[0].start if selection.exact else 0
    # Steps of half a window: neighbouring selections share a window, so the text does not jump at every click.
    first = min(max(middle - WINDOW // 2, 0) // (WINDOW // 2) * (WINDOW // 2), max(length - WINDOW, 0))
    return first, min(first + WINDOW, length)


def _piece_data(piece: Piece, text: str, report: Report) -> dict[str, object]:
    kinds = {report.mentions[index].kind: index for index in reversed(piece.mentions)}
    return {"text": text[piece.start : piece.end], "kinds": kinds}


def _mention_data(mention: Mention, index: int, wording: Wording) -> dict[str, object]:
    value = mention.value
    table = {"party": "party", "outcome": "outcome", "movement": "movement", "control": "status"}.get(mention.kind)
    label = wording.label(table, str(value)) if table and value is not None else ""
    lines = [f"{wording.label('mention', mention.kind)}: {label or _value_text(value) or mention.text}"]
    if label and label != value:
        lines.append(f"{wording('ui', 'code')}: {value}")
    if mention.taken_for:
        lines.append(f"{wording('ui', 'col_taken_for')}: {wording.label('taken_for', mention.taken_for)}")
    if mention.records:
        lines.append(f"{wording('ui', 'used_by')}: {wording('ui', 'comma').join(mention.records)}")
    if mention.why:
        lines.append(f"{wording('ui', 'rule')}: {' · '.join(mention.why)}")
    data: dict[str, object] = {"id": mention_id(index), "lines": lines, "used": bool(mention.records)}
    if mention.kind == "party" and value in PARTY_COLOURS:
        data["colour"] = PARTY_COLOURS[value]
    return data


def _value_text(value: str | int | float | None) -> str:
    return "" if value is None else value if isinstance(value, str) else number(value)


def _legend(report: Report, wording: Wording) -> list[dict[str, object]]:
    counted = {kind: sum(mention.kind == kind for mention in report.mentions) for kind in get_args(CODED_TABLES["mention"])}
    ordered = sorted(get_args(MentionKind), key=lambda kind: kind not in LIT_AT_FIRST)
    return [
        {"kind": kind, "label": wording.label("mention", kind), "count": counted[kind], "lit": kind in LIT_AT_FIRST}
        for kind in ordered
        if counted[kind]
    ]


def _marks(parts: list[Piece], selection: Selection) -> dict[str, str]:
    """Which pieces belong to the selection, and how: ``exact``, ``again`` (a restatement) or ``around``."""
    cuts = [piece.start for piece in parts] + ([parts[-1].end] if parts else [])
    marks: dict[str, str] = {}
    for name, spans in (("around", selection.around), ("again", selection.again), ("exact", selection.exact)):
        for span in spans:
            for position in _covered(cuts, max(span.start, cuts[0]), min(span.end, cuts[-1])):
                marks[str(position)] = name
    return marks


def _focus(parts: list[Piece], selection: Selection) -> int | None:
    """The piece to scroll to: the words of the count, which stand first among the exact ones, wherever the places are."""
    start = selection.exact[0].start if selection.exact else None
    return next((position for position, piece in enumerate(parts) if piece.start == start), None)
