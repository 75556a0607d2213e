"""The report's own date: [text, date, basis]. The texts are this project's own."""

import datetime as dt

import pytest

from extraction.dates import read_dates
from extraction.report_date import find_report_date
from extraction.text import tokenize

CASES = [
    # Datelines.
    ["مقتل ثلاثة\n\nبيروت (وكالة) – 17 آب/أغسطس 2017\nقتل ثلاثة أشخاص الأربعاء.", "2017-08-17", "stated"],
    ["مركز الرصد – ٢٥ تشرين الثاني / نوفمبر ٢٠١٧:: سقطت قذائف على القرية", "2017-11-25", "stated"],
    ["القامشلي (سوريا) – 12/11/2019\nأصيب رجلان.", "2019-11-12", "stated"],
    ["الوحدة الإعلامية\nالسبت 11 شباط 2023 | الساعة 18:00\n\nأنهت الفرق عملها.", "2023-02-11", "stated"],
    ["حصاد البادية (18 – 24 شباط 2024)\n\nالأحد: كمين.", "2024-02-24", "inferred"],
    # Today and yesterday beside a full date.
    ["وثق المركز فجر اليوم الاثنين الـ 28 من آب من العام 2017 مقتل رجل", "2017-08-28", "stated"],
    ["هاجموا فجر أمس الأحد الرابع من تشرين الثاني / نوفمبر من العام 2018 القرية", "2018-11-05", "inferred"],
    ["قتلوا أمس الأول الجمعة 4 كانون الثاني 2019 في كمين", "2019-01-06", "inferred"],
    # The year of the text, where the weekday proves it.
    ["هاجموا أمس الأحد 4 تشرين الثاني، وكانت المعركة بدأت في 9 أيلول 2018 هناك", "2018-11-05", "inferred"],
    # Yesterday by its weekday, dated elsewhere.
    ["نشر أمس الجمعة أنه رصد قصفاً.\n\nوخرج الرتل عصر يوم الجمعة الـ 4 من كانون الثاني الجاري من العام 2019 من الحقل.", "2019-01-05", "inferred"],
    # An agency's lead.
    ["معارك في المدينة\n\nسيطرت القوات صباح الاثنين 28 تشرين الثاني 2016 على الحي.", "2016-11-28", "stated"],
    # The date of an event is not the report's.
    ["قتل أحد عشر عنصراً منذ انطلاق المعركة في السادس من حزيران من العام 2017 هناك.", None, "unknown"],
    ["قصف الطيران ظهر أمس الأحد الفرن", None, "unknown"],
    ["وقعت المعركة. ثم انسحبوا يوم السبت 9 تشرين الثاني 2019 نحو الشرق.", None, "unknown"],
    ["", None, "unknown"],
]


@pytest.mark.parametrize(("text", "date", "basis"), CASES)
def test_report_date(text, date, basis):
    tokens = tokenize(text)
    assert find_report_date(tokens, read_dates(tokens)) == (dt.date.fromisoformat(date) if date else None, basis)


def test_the_given_date_counts():
    tokens = tokenize("بيروت – 17 آب 2017\nقصف.")
    given = dt.date(2020, 1, 2)
    assert find_report_date(tokens, read_dates(tokens), given) == (given, "given")
