"""Lines of a web page around a bulletin: no record is made of them, and what looks like one and is none is read."""

from __future__ import annotations

import datetime as dt

import pytest

from extraction import extract

DAY = dt.date(2018, 3, 10)
BODY = "قُتل 12 مدنياً في قصف لقوات النظام على مدينة دوما."


def killed(text: str) -> list[int | None]:
    return [casualty.count.value for casualty in extract(text, DAY).casualties]


@pytest.mark.parametrize("line", [
    "اقرأ أيضاً: مقتل 30 مدنياً في حمورية", "إقرأ أيضا مقتل 30 مدنياً في حمورية", "المشاهدات: 1250", "مشاركة 25", "التعليقات (14)",
    "صورة: مقتل 30 مدنياً في حمورية (رويترز)", "مقتل 30 مدنياً في حمورية (أرشيف)", "مواضيع ذات صلة\nمقتل 30 مدنياً في حمورية\nإصابة 5 أطفال في سقبا",
    "المزيد: مقتل 30 مدنياً في حمورية",
])  # fmt: skip
@pytest.mark.parametrize("place", ["above", "below"])
def test_no_record_is_made_of_them(line, place):
    text = f"{line}\n\n{BODY}" if place == "above" else f"{BODY}\n\n{line}"
    report = extract(text, DAY)
    assert [casualty.count.value for casualty in report.casualties] == [12]
    unused = {mention.text: mention.taken_for for mention in report.mentions if mention.kind == "count" and not mention.records}
    assert set(unused.values()) <= {"page"}


@pytest.mark.parametrize("text", [
    "المزيد من القتلى: مقتل 12 مدنياً في دوما.", "صورة أولية لما جرى: قُتل 12 مدنياً في مدينة دوما.", "شارك 12 مقاتلاً في الهجوم وقُتل 12 مدنياً في دوما.",
    "مواضيع ذات صلة\n\nقُتل 12 مدنياً في قصف لقوات النظام على مدينة دوما.", "مشاركة النظام في القصف أدت إلى مقتل 12 مدنياً في دوما.",
])  # fmt: skip
def test_what_only_begins_like_one_is_read(text):
    assert killed(text) == [12]
