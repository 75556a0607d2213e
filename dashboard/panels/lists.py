"""A list of sentences to choose from: the component that shows one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import streamlit as st

from dashboard.wording import Wording

COMPONENT = Path(__file__).parent.parent / "component"

_list = st.components.v2.component(
    "rasd_records",
    html='<div class="records"></div>',
    css=(COMPONENT / "records.css").read_text(encoding="utf-8"),
    js=(COMPONENT / "records.js").read_text(encoding="utf-8"),
)


@dataclass(frozen=True)
class Item:
    """One sentence; ``label`` and ``colour`` stand before it where they are given, the bulletin's own ``words`` below it."""

    id: str
    sentence: str
    label: str = ""
    colour: str = ""
    words: str = ""


def show_list(items: list[Item], wording: Wording, *, key: str, selected: str | None, on_choose: Callable[[str], None]) -> None:
    """Show the items; a click on one calls ``on_choose(id)``."""

    def follow() -> None:
        picked = st.session_state[key].picked
        if picked:
            on_choose(picked)

    _list(
        key=key,
        data={"direction": "rtl" if wording.rtl else "ltr", "selected": selected, "items": [asdict(item) for item in items]},
        on_picked_change=follow,
    )
