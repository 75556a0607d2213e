"""Rasd reads Arabic conflict bulletins into counted, dated, located records.

>>> report = extract("استشهد ثلاثة مدنيين، بينهم طفل، جراء قصف على مدينة سراقب")
>>> [(c.outcome, c.count.value, c.category) for c in report.casualties]
[('killed', 3, 'civilian'), ('killed', 1, 'child')]
"""

from .counts import find_counts
from .dates import find_dates
from .engine import extract
from .records import Report
from .text import TextTooLong

__all__ = ["Report", "TextTooLong", "extract", "find_counts", "find_dates"]
