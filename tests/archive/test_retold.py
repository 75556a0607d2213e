"""Figures told again in other words count once."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from dashboard.archive.filters import Filters
from dashboard.archive.saving import save
from dashboard.archive.schema import record

FIRST = "المرصد السوري لحقوق الإنسان – 31 كانون الأول 2018:: قُتل 14 من عناصر تنظيم “الدولة الإسلامية” في اشتباكات مع قسد في قرية البوخاطر اليوم."
AGAIN = "المرصد السوري لحقوق الإنسان – 1 كانون الثاني 2019:: كان المرصد نشر أمس أن اشتباكات قرية البوخاطر مع قسد أودت بحياة 14 من عناصر تنظيم “الدولة الإسلامية”."
OTHER_PLACE = AGAIN.replace("البوخاطر", "الكشمة")
OTHER_NUMBER = AGAIN.replace("14", "13")
SAME_DAY = "المرصد السوري لحقوق الإنسان – 31 كانون الأول 2018:: شهدت قرية البوخاطر مساء اليوم اشتباكات مع قسد، خسر فيها تنظيم “الدولة الإسلامية” 14 عنصراً قتلوا جميعاً."


def _killed(connection) -> int:
    return connection.scalar(select(func.sum(record.c.value)).where(Filters().figures(), record.c.act == "killed"))


@pytest.mark.parametrize("order", [(FIRST, AGAIN), (AGAIN, FIRST)])
def test_a_retelling_counts_once_whichever_comes_first(archive, read, order):
    for text in order:
        with archive.write() as connection:
            save(connection, read(text))
    with archive.read() as connection:
        assert _killed(connection) == 14


@pytest.mark.parametrize(("text", "killed"), [(OTHER_PLACE, 28), (OTHER_NUMBER, 27), (SAME_DAY, 28)])
def test_what_is_not_surely_the_same_counts(archive, read, text, killed):
    with archive.write() as connection:
        save(connection, read(FIRST))
        save(connection, read(text))
    with archive.read() as connection:
        assert _killed(connection) == killed


def test_a_large_figure_of_one_day_told_twice_is_one(archive, read):
    with archive.write() as connection:
        save(connection, read(FIRST.replace("14", "140")))
        save(connection, read(SAME_DAY.replace("14", "140")))
    with archive.read() as connection:
        assert _killed(connection) == 140
