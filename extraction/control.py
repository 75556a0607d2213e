"""What a bulletin says of who holds, takes, leaves or fights for which place.

Every word of control (``lexicons/control.csv``) makes statements: one for each place that its grammar reaches. `judge` in
`control_merge` then makes one record a place of them.
"""

from __future__ import annotations

import datetime as dt

from .control_attempts import AttemptReader
from .control_statement import Statement
from .control_holdings import HoldingReader
from .control_words import DISLODGES

_ONE_CAMPAIGN = dt.timedelta(days=31)


class ControlReader(HoldingReader, AttemptReader):
    """Makes the statements of a document."""

    def read(self) -> list[Statement]:
        """The statements in the text's order."""
        for i, sense in enumerate(self._sense):
            if sense is None:  # most chunks
                c = self.chunks[i]
                if c.kind == "movement":
                    self._gone(i)
                    self._back(i)
                elif c.kind == "word" and c.text in DISLODGES:
                    self._dislodged(i)
                continue
            if i in self._used or i <= self.context._dateline_end:
                continue
            if self._is_aim(i, sense):
                self._aim(i, sense)
                continue
            if self._denied(i, sense):
                self._only(i, sense)
                continue
            getattr(self, "_" + sense.code)(i, sense)
        for s in self.found:
            if s.status == "captured" and s.party is not None and s.from_ is None:
                s.foe = self._other_side(s.chunk.index, s.party) or self._killed_nearby(s.chunk.index, s.party)
                if s.foe is None and self._is_recent(s):
                    s.foe = self._told_foe(s.chunk.index, s.party)
        return self.found

    def _is_recent(self, s: Statement) -> bool:
        """Whether the change is one of the fighting that the bulletin tells, so that the sides of it are those of the text."""
        if s.date is None or self.report_date is None:
            return not s.background
        return self.report_date - s.date <= _ONE_CAMPAIGN
