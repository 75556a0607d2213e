"""Showing a Plotly figure whose points carry record ids, and following a click on one."""

from __future__ import annotations

from collections.abc import Callable

import plotly.graph_objects as go
import streamlit as st

from dashboard import address
from dashboard.panels.chart_key import take_key

# No mode bar: the figures neither zoom nor pan, so its buttons would only cover the first row.
CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}


def show_chart(
    figure: go.Figure, *, key: str, alt: str, config: dict[str, object] | None = None, on_choose: Callable[[str], None] = address.choose
) -> None:
    """Draw the figure with its key below it; a click on a point with an id in ``customdata`` selects that record, or calls
    ``on_choose(id)``.
    """
    last_key = f"{key}_last"

    def follow_click() -> None:
        points = st.session_state[key]["selection"]["points"]
        ids = [point["customdata"][0] for point in points if point.get("customdata")]
        if ids:
            st.session_state[last_key] = ids[-1]
        # A second click on a point clears Plotly's own selection, but to the reader it means that point again.
        if last_key in st.session_state:
            on_choose(st.session_state[last_key])

    signs = take_key(figure)
    st.plotly_chart(
        figure,
        key=key,
        on_select=follow_click,
        selection_mode="points",
        config=CONFIG if config is None else config,
        alt=alt,
        theme=None,
    )
    if signs:
        st.html(signs)
