"""From text to report: the stages in their order."""

from __future__ import annotations

import datetime as dt
import hashlib

from .building import casualties_of, flows_of
from .casualties import CasualtyReader
from .context import Context
from .control import ControlReader
from .control_merge import control_of, judge
from .events import EventReader
from .figure_reader import FigureReader
from .flow_restatements import merge_flows
from .flow_sums import fill_origins
from .flow_sums import find_terms as find_flow_terms
from .flows import FlowReader
from .mentions import MentionReader
from .parties import PartyReader
from .records import Report, ReportInfo
from .report_date import find_report_date
from .restatements import merge
from .source import find_source, find_title
from .structure import Document
from .sums import find_shares, find_terms


def extract(text: str, report_date: dt.date | None = None) -> Report:
    """Read a bulletin into records.

    ``report_date`` is the day of the bulletin where the caller knows it; else it is taken from the text where that
    states or implies it, and left unknown otherwise. Raises `TextTooLong`.
    """
    document = Document(text)
    exprs = [c.date for c in document.of_kind("date")]
    day, basis = find_report_date(document.tokens, exprs, report_date)
    context = Context(document, day)
    parties = PartyReader(document, day)
    figure_reader = FigureReader(document)
    figures = figure_reader.read()
    parties.figures = figures
    facts, again = merge(CasualtyReader(document, context, parties, figures).read())
    find_terms(facts)
    find_shares(facts)
    casualties = casualties_of(document, facts, again, day)
    moved, told_again = merge_flows(FlowReader(document, context, parties, figures).read())
    find_flow_terms(moved)
    fill_origins(moved)
    flows = flows_of(document, moved, told_again, day)
    info = ReportInfo.made(
        id=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16], title=find_title(document), date=day,
        date_basis=basis, source=find_source(document), chars=len(text),
    )
    control = control_of(document, judge(ControlReader(document, context, day).read()))
    events = EventReader(document, context, parties, facts).records(day)
    mentions = MentionReader(document, context, figure_reader).read([*casualties, *flows, *control, *events])
    return Report.made(report=info, casualties=casualties, flows=flows, control=control, events=events, mentions=mentions)
