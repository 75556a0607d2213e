"""The four views of the cumulative page as pieces of HTML, each with its chart and tables, whose figures lead to their words.

Each view takes the connection, the filters, the choices of the address, and collects what is behind its figures in `Words`.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import get_args

from sqlalchemy import ColumnElement, Connection, Row, select

from dashboard.archive import audit, comparable, incidents, ledger, routes
from dashboard.archive.database import archive
from dashboard.archive.filters import Filters
from dashboard.archive.incidents import DIMENSIONS, REST, UNITS, Sum, finest
from dashboard.archive.loading import records_from
from dashboard.archive.schema import CASUALTY, record
from dashboard.offline.frame import Charts, anchor, bold, table
from dashboard.offline.words import TooMuch, Words, counted
from dashboard.panels.audit import LISTED as FINDINGS
from dashboard.panels.audit import finding_items, kept_audit
from dashboard.panels.incidents import NONE, SHOWN, groups_of, sentence_of, sum_rows, undated_of
from dashboard.panels.ledger import DRAWN, LISTED, colour_of, sentence_of as total_sentence, total_rows
from dashboard.panels.ledger_chart import ledger_chart
from dashboard.panels.period_bars import Group, period_bars, period_label, sum_phrase
from dashboard.panels.routes import route_colour, route_label, sums_phrase, window_bars
from dashboard.panels.windows_chart import windows_chart
from dashboard.phrases import day_phrase, number
from dashboard.rtl import ltr
from dashboard.wording import Wording
from extraction.describe import describe
from extraction.records import Outcome

View = Callable[[Connection, Filters, Mapping[str, str], Wording, Charts, Words], Iterator[str]]


def _rows(connection: Connection, which: ColumnElement[bool], words: Words) -> list[Row]:
    return connection.execute(select(record).where(which).order_by(record.c.day.is_(None), record.c.day, record.c.id).limit(words.room)).all()


def _linked(text: str, to: str | None) -> str:
    return f'<a href="#{escape(to)}">{escape(text)}</a>' if to else escape(text)


# --- running totals -------------------------------------------------------------------------------------------------


def _ledger(connection: Connection, filters: Filters, choices: Mapping[str, str], wording: Wording, charts: Charts, words: Words) -> Iterator[str]:
    found, many, _ = ledger.series(connection, filters, LISTED)
    asked = choices.get("series", "")
    chosen = comparable.total(connection, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 16 else None
    if chosen is None and found:
        chosen = comparable.total(connection, found[0].record_id)
    points = ledger.checkpoints(connection, chosen, filters) if chosen else []
    if not points:
        yield f"<p>{escape(wording('cumulative', 'no_series'))}</p>"
        return
    shown, unit = ledger.thinned(points, DRAWN)
    steps = ledger.steps(connection, chosen, shown)
    latest = connection.execute(select(record).where(record.c.id == points[-1].statements[-1].record_id)).all()
    (said,) = records_from(connection, latest)
    sentence = describe(said.model_copy(update={"part_of": None}), wording.language)
    yield f"<section><h2>{_linked(sentence, anchor(points[-1].day.isoformat()))}</h2>"
    if steps:
        yield f"<p>{bold(total_sentence(shown, steps, wording))}</p>"
    yield charts.html(ledger_chart(shown, steps, colour_of(chosen.row), wording, None), wording("cumulative", "view_ledger"), marks=True)
    yield f'<p class="help">{escape(wording("cumulative", "ledger_help"))}</p>'
    if unit:
        yield f'<p class="help">{escape(wording("cumulative", "thinned", unit=wording("cumulative", unit), n=number(len(points))))}</p>'
    stated, between = _behind_total(connection, chosen, shown, steps, wording, words)
    rows = total_rows(shown, steps, wording)
    lines = []
    for point, row in zip(reversed(shown), rows, strict=True):
        cells = [escape(cell) for cell in row.values()]
        cells[0], cells[1] = _linked(list(row.values())[0], stated[point.day]), _linked(list(row.values())[1], stated[point.day])
        cells[3] = _linked(list(row.values())[3], between.get(point.day))
        lines.append(cells)
    yield f"{table(wording('cumulative', 'view_ledger'), list(rows[0]), lines)}</section>"
    if len(found) > 1:
        key = "series" if many <= len(found) else "series_some"
        others = {row.id: row for row in _rows(connection, record.c.id.in_([one.record_id for one in found]), words)}
        heading = wording("cumulative", key, n=number(many), shown=number(len(found)))
        words.add("totals", heading, [others[one.record_id] for one in found], "h2")


def _behind_total(
    connection: Connection, chosen: comparable.Total, points: Sequence[ledger.Checkpoint], steps: Sequence[ledger.Step], wording: Wording, words: Words
) -> tuple[dict[dt.date, str | None], dict[dt.date, str | None]]:
    """The words of each day's statements and of the incidents before it; gives the anchors of both by the day."""
    ids = [one.record_id for point in points for one in point.statements]
    if len(ids) >= words.room:
        raise TooMuch
    said = {row.id: row for row in _rows(connection, record.c.id.in_(ids), words)}
    inside = _rows(connection, ledger.between(chosen, points[0].day, points[-1].day), words) if steps else []
    of_day = {step.after.day: step for step in steps}
    stated: dict[dt.date, str | None] = {}
    between: dict[dt.date, str | None] = {}
    for point in points:
        name = anchor(point.day.isoformat())
        rows = [said[one.record_id] for one in point.statements if one.record_id in said]
        stated[point.day] = words.add(name, wording("cumulative", "statements_on", day=day_phrase(point.day, wording)), rows)
        step = of_day.get(point.day)
        if step is not None:
            told = [row for row in inside if step.before.day < row.day <= step.after.day]
            heading = wording("cumulative", "incidents_between", first=day_phrase(step.before.day, wording), last=day_phrase(point.day, wording))
            if told:
                between[point.day] = words.add(f"{name}-in", counted(heading, told), told, "h4")
    return stated, between


# --- findings -------------------------------------------------------------------------------------------------------


def _audit(connection: Connection, filters: Filters, choices: Mapping[str, str], wording: Wording, charts: Charts, words: Words) -> Iterator[str]:
    everything = kept_audit(archive().stamp(), connection)
    of_kind: defaultdict[str, list[audit.Finding]] = defaultdict(list)
    for one in audit.chosen(connection, everything.findings, filters):
        of_kind[one.kind].append(one)
    yield f'<p class="help">{escape(wording("audit", "help"))}</p>'
    if not of_kind:
        yield f"<p>{escape(wording('audit', 'nothing'))}</p>"
    for kind in (kind for kind in audit.KINDS if kind in of_kind):
        found = of_kind[kind][:FINDINGS]
        rows = {row.id: row for row in _rows(connection, record.c.id.in_({record_id for one in found for record_id in one.records}), words)}
        yield f"<section><h2>{escape(wording('audit', kind))} · {number(len(of_kind[kind]))}</h2>"
        if len(of_kind[kind]) > len(found):
            yield f'<p class="help">{escape(wording("cumulative", "words_some", shown=number(len(found)), n=number(len(of_kind[kind]))))}</p>'
        words.add(f"kind-{kind}", wording("audit", kind), [])
        yield "<ol>"
        for number_, (one, item) in enumerate(zip(found, finding_items(connection, found, wording), strict=True), 1):
            behind = words.add(f"{kind}-{number_}", f"{number_}. {item.label}", [rows[record_id] for record_id in one.records if record_id in rows], "h4")
            yield (
                f'<li><i style="background:{item.colour}"></i>{_linked(item.sentence, behind)} <b><bdi>{escape(item.label)}</bdi></b>'
                f"<small>{escape(item.words)}</small></li>"
            )
        yield "</ol></section>"


# --- incidents ------------------------------------------------------------------------------------------------------


def _incidents(connection: Connection, filters: Filters, choices: Mapping[str, str], wording: Wording, charts: Charts, words: Words) -> Iterator[str]:
    act = choices.get("act") if choices.get("act") in get_args(Outcome) else get_args(Outcome)[0]
    dimension = choices.get("by") if choices.get("by") in DIMENSIONS else DIMENSIONS[0]
    asked = choices.get("unit")
    found = incidents.incidents(connection, filters, CASUALTY, act, dimension, asked if asked in UNITS else None, SHOWN)
    if not found.groups:
        yield f"<p>{escape(wording('incidents', 'nothing', act=wording.label('outcome', act)))}</p>"
        return
    groups = groups_of(found, dimension, wording)
    yield f"<section><h2>{escape(wording.label('outcome', act))} · {escape(wording('incidents', f'by_{dimension}'))}</h2>"
    yield f"<p>{bold(sentence_of(found, act, wording))}</p>"
    if (undated := undated_of(found, wording)) is not None:
        yield f'<p class="help">{escape(undated)}</p>'
    if found.cells:
        cells = {(period, code or NONE): one for (period, code), one in found.cells.items()}
        yield charts.html(period_bars(cells, groups, found.unit, wording, None), wording("cumulative", "view_incidents"), marks=True)
    yield f'<p class="help">{escape(wording("incidents", "help"))}</p>'
    sums = sum_rows(found, groups, dimension, wording)
    yield table(wording("incidents", "together"), list(sums[0]), [[escape(cell) for cell in row.values()] for row in sums])
    rows = _rows(connection, filters.figures() & (record.c.kind == CASUALTY) & (record.c.act == act), words)
    of_cell: defaultdict[tuple[dt.date | None, str], list[Row]] = defaultdict(list)
    for row in rows:
        code = row._mapping[dimension]
        of_cell[row._mapping[found.unit], (code if code in found.groups else REST) or NONE].append(row)
    yield _cells(of_cell, groups, found, wording, words)
    yield "</section>"


def _cells(of_cell: Mapping[tuple[dt.date | None, str], list[Row]], groups: Sequence[Group], found: incidents.Incidents, wording: Wording, words: Words) -> str:
    """The table of every sum by period and group, each leading to its figures."""
    periods: Iterable[dt.date | None] = sorted({period for period, _ in of_cell}, key=lambda period: (period is None, period or dt.date.min))
    lines = []
    for period in periods:
        name = ltr(period_label(period, found.unit)) if period else wording("cumulative", "no_date")
        words.add(anchor(f"{period}|"), name, [])
        cells = [escape(name)]
        for group in groups:
            rows = of_cell.get((period, group.code), [])
            if not rows:
                cells.append("")
                continue
            one = Sum(len(rows), sum(row.low or 0 for row in rows), sum(row.high or 0 for row in rows), sum(row.high is None for row in rows))
            behind = words.add(anchor(f"{period}|{group.code}"), f"{group.label}: {sum_phrase(one, wording)}", rows, "h4")
            cells.append(_linked(sum_phrase(one, wording), behind))
        lines.append(cells)
    return table(wording("cumulative", "view_incidents"), [wording("incidents", "unit"), *(group.label for group in groups)], lines)


# --- flows of people ------------------------------------------------------------------------------------------------


def _flows(connection: Connection, filters: Filters, choices: Mapping[str, str], wording: Wording, charts: Charts, words: Words) -> Iterator[str]:
    found, many = routes.routes(connection, filters, LISTED)
    if not found:
        yield f"<p>{escape(wording('routes', 'nothing'))}</p>"
        return
    chosen = next((one for one in found if one.route == choices.get("route")), found[0])
    label = route_label(chosen.route, wording)
    yield f"<section><h2>{escape(label)}</h2><p>{escape(sums_phrase(chosen, wording))}</p>"
    yield from _movements(connection, filters, chosen.route, choices.get("unit"), label, wording, charts, words)
    windows = routes.windows(connection, filters, chosen.route)[:LISTED]
    if windows:
        bars = window_bars(connection, windows, wording)
        yield f"<p>{bold(wording('routes', 'windows'))}</p>"
        yield charts.html(windows_chart(bars, wording, None), wording("routes", "statements"), marks=True)
        for one, bar in zip(windows, bars, strict=True):
            same = (record.c.series == one.series) & record.c.source.is_not_distinct_from(one.source)
            rows = _rows(connection, filters.totals() & same, words)
            words.add(anchor(str(one.record_id)), counted(f"{wording('routes', 'statements')}: {ltr(f'{bar.start} – {bar.end}')}", rows), rows)
    yield f'<p class="help">{escape(wording("routes", "help"))}</p></section>'
    if many > 1:
        yield f"<section><h2>{escape(wording('routes', 'heading', n=number(many)))}</h2>"
        if many > len(found):
            yield f'<p class="help">{escape(wording("cumulative", "words_some", shown=number(len(found)), n=number(many)))}</p>'
        listed = (f'<li><i style="background:{route_colour(one.route)}"></i>{escape(route_label(one.route, wording))}: {escape(sums_phrase(one, wording))}</li>' for one in found)
        yield f"<ul>{''.join(listed)}</ul></section>"


def _movements(
    connection: Connection, filters: Filters, route: str, asked: str | None, label: str, wording: Wording, charts: Charts, words: Words
) -> Iterator[str]:
    """The bars of one route, and the words of each."""
    days = routes.days(connection, filters, route)
    unit = finest(asked if asked in UNITS else None, sorted({period for (_, of_time), sums in days.items() if of_time == "month" for period in sums}))
    periods = sorted({period for (_, of_time), sums in days.items() if of_time == unit for period in sums})
    for people in routes.UNITS:
        sums = days.get((people, unit))
        if not sums:
            continue
        group = Group(people, wording("routes", f"{people}_name"), route_colour(route))
        yield f"<h3>{escape(group.label)}</h3>"
        chart = period_bars({(period, people): one for period, one in sums.items()}, [group], unit, wording, None, height=230, periods=periods)
        yield charts.html(chart, f"{label}: {group.label}", marks=True)
        lines = []
        for period, one in sorted(sums.items()):
            rows = _rows(connection, routes.behind(filters, route, unit, period, people == "families"), words)
            name = ltr(period_label(period, unit))
            behind = words.add(anchor(f"{period}|{people}"), f"{group.label} · {name}: {sum_phrase(one, wording)}", rows)
            lines.append([escape(name), _linked(sum_phrase(one, wording), behind)])
        yield table(group.label, [wording("incidents", "unit"), group.label], lines)


VIEWS: dict[str, View] = {"ledger": _ledger, "audit": _audit, "incidents": _incidents, "flows": _flows}
"""The views, under their names in the address; the first where none is named."""
