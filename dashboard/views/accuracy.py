"""The accuracy page: how right the records of the shipped samples are, field by field, with every difference.

Nothing of it is stored: the samples are read and compared when the page is first opened, with the rules of
`extraction.evaluation`, which are those of ``rasd evaluate``.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple, get_args

import streamlit as st

from dashboard.gold import GoldFolder, judge_folder
from dashboard.panels.accuracy_bars import Measured, accuracy_bars
from dashboard.panels.tables import show_table
from dashboard.rtl import literal, ltr, quoted
from dashboard.samples import FOLDER
from dashboard.wording import Wording
from extraction.evaluation import EXTRA, KINDS, MISSED, Difference, Evaluation, evaluate
from extraction.records import Category, Cause, ControlStatus, Measure, Movement, Party, Qualifier

WIDTHS = {0: 115, 1: 190}  # pixels of the columns of words in the table of numbers
# The tables of strings that name the codes of a compared value; of a code in two of them the later is meant, save where
# the field says otherwise.
_TABLES = {
    "movement": Movement, "status": ControlStatus, "party": Party, "cause": Cause, "category": Category, "measure": Measure,
    "compared": Qualifier,
}  # fmt: skip
_FIELD_TABLES = {"kind": "movement"}
_CODES = {code: table for table, codes in _TABLES.items() for code in get_args(codes)}
_CODES |= dict.fromkeys(("civil", "True", "False"), "compared")


class _Measurement(NamedTuple):
    evaluation: Evaluation
    problems: list[str]
    days: dict[str, dt.date | None]
    """The report's date of each sample as gold gives it, which the link to a difference gives too."""


@st.cache_resource(show_spinner=False)
def _measure() -> _Measurement:
    """The samples read and compared; once, for they do not change while the program runs."""
    folder: GoldFolder = judge_folder(FOLDER)
    return _Measurement(evaluate(folder.judged), folder.problems, {one.name: one.gold.report.date for one in folder.judged})


def show_page(wording: Wording, breakdown: st.Page) -> None:
    """Draw the page; a chosen difference opens its sample on the page ``breakdown``."""
    measurement = _measure()
    evaluation = measurement.evaluation
    st.header(wording("accuracy", "heading"), anchor=False)
    st.caption(wording("accuracy", "help", files=evaluation.files))
    st.info(wording("accuracy", "harder"))
    for problem in measurement.problems:
        st.warning(wording("accuracy", "failed", problem=literal(problem)))
    rows = [row for kind in KINDS for row in _rows(evaluation, kind, wording)]
    chart, numbers = st.columns([5, 6], gap="medium")
    with chart:
        st.plotly_chart(
            accuracy_bars(rows, wording), key="accuracy_bars", theme=None, config={"displayModeBar": False},
            alt=wording("accuracy", "heading"),
        )  # fmt: skip
    with numbers:
        _show_numbers(rows, wording)
        st.caption(wording("accuracy", "f1_help"))
    st.header(f"{wording('accuracy', 'differences')} · {len(evaluation.differences)}", anchor=False)
    _show_differences(measurement, wording, breakdown)


def _rows(evaluation: Evaluation, kind: str, wording: Wording) -> list[Measured]:
    """What was measured of one kind of records: the records found and right, then each attribute that gold states."""
    result = evaluation.kinds[kind]
    name = wording("ui", f"tab_{kind}")
    right = "right_control" if kind == "control" else "right_figures"
    rows = [
        Measured(name, wording("accuracy", label), rates.f1, rates.hits, rates.gold, rates.precision, rates.recall)
        for label, rates in (("found", result.found), (right, result.right))
    ]
    for attribute, share in result.attributes.items():
        if share.accuracy is not None:
            rows.append(Measured(name, wording("attribute", attribute), share.accuracy, share.right, share.stated))
    return rows


def _show_numbers(rows: list[Measured], wording: Wording) -> None:
    columns = [wording("accuracy", key) for key in ("records", "measured", "share", "hits", "of", "precision", "recall")]
    cells = [
        (row.records, row.label, percent(row.share), row.hits, row.of, percent(row.precision), percent(row.recall)) for row in rows
    ]
    st.dataframe(
        [dict(zip(columns, row, strict=True)) for row in cells],
        hide_index=True,
        column_order=columns[::-1] if wording.rtl else columns,
        column_config={
            column: st.column_config.Column(alignment="right" if wording.rtl else "left", width=WIDTHS.get(number))
            for number, column in enumerate(columns)
        },
        height="content",
    )


def percent(share: float | None) -> str:
    """A share as a percentage with one decimal, as the table and the bars write it; empty for none."""
    return "" if share is None else ltr(f"{share * 100:.1f}%")


def _show_differences(measurement: _Measurement, wording: Wording, breakdown: st.Page) -> None:
    differences = measurement.evaluation.differences
    if not differences:
        st.success(wording("accuracy", "no_differences"))
        return
    st.caption(wording("accuracy", "differences_help"))
    chosen: list[Difference] = st.session_state.setdefault("difference_chosen", [])
    show_table(
        [_row(one, wording) for one in differences],
        [str(number) for number in range(len(differences))],
        wording,
        key="table_differences",
        selected=None,
        on_choose=lambda number: chosen.append(differences[int(number)]),
    )
    if chosen:
        one = chosen.pop()
        chosen.clear()
        link = {"lang": wording.language, "sample": one.file, "tab": one.kind, "record": one.record, "date": measurement.days[one.file]}
        st.switch_page(breakdown, query_params={name: str(value) for name, value in link.items() if value is not None})


def _row(one: Difference, wording: Wording) -> dict[str, str]:
    act = wording.label("outcome" if one.kind == "casualties" else "movement", one.act)
    figure = quoted(one.figure) if one.kind == "control" else f"{act} · {_value('', one.figure, wording)}"
    absent = {MISSED: (wording("accuracy", "missed"), None), EXTRA: (None, wording("accuracy", "extra"))}
    got, expected = absent.get(one.field, (None, None))
    return {
        wording("accuracy", "text"): one.file,
        wording("accuracy", "records"): wording("ui", f"tab_{one.kind}"),
        wording("accuracy", "figure"): figure,
        wording("accuracy", "field"): wording("attribute", one.field),
        wording("accuracy", "got"): got or _value(one.field, one.got, wording),
        wording("accuracy", "expected"): expected or _value(one.field, one.expected, wording),
    }


def _value(field: str, value: str | None, wording: Wording) -> str:
    """A compared value in the language of the page: codes by their names, days and places as they are."""
    if value is None:
        return wording("accuracy", "nothing")
    named = []
    for part in value.split("; "):
        table = _FIELD_TABLES.get(field) or _CODES.get(part)
        named.append(wording.label(table, part) if table else quoted(part))
    return wording("ui", "comma").join(named)
