"""Synthetic bulletins: invented campaigns told day by day, in sentences of our own, the same for the same seed.

A campaign has two sides, a governorate, villages that change hands and running totals that agree with what its bulletins
report. `bulletins` yields texts with their day; `fill` makes an archive of many without reading each: real records of
generated texts, moved in time.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from dashboard.archive import kept_totals, saving
from dashboard.archive.database import Archive
from extraction import extract
from extraction.gazetteer import GazetteerPlace, gazetteer
from extraction.records import Report

MONTHS = ("كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول")
WEEKDAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
SIDES = {
    "قسد": ("قوات سوريا الديمقراطية", "مقاتلي قسد"), "التنظيم": ("تنظيم الدولة الإسلامية", "عناصر التنظيم"),
    "النظام": ("قوات النظام", "عناصر قوات النظام"), "الفصائل": ("الفصائل المعارضة", "مقاتلي الفصائل"),
    "الهيئة": ("هيئة تحرير الشام", "عناصر هيئة تحرير الشام"),
}  # fmt: skip
SOURCES = ("المرصد السوري لحقوق الإنسان", "الشبكة السورية لحقوق الإنسان", "وكالة فرانس برس")
CAUSES = ("خلال اشتباكات دارت", "بانفجار عبوة ناسفة", "جراء قصف مدفعي", "بغارات جوية", "بانفجار لغم أرضي", "برصاص قناصة", "بهجوم بطائرة مسيرة")
HURT = ("بقصف صاروخي نفذته {b} على", "جراء غارات جوية استهدفت الأحياء السكنية في", "بانفجار سيارة مفخخة في سوق", "بقذائف هاون سقطت على")
WIND = ("الشرقي", "الغربي", "الشمالي", "الجنوبي")
CLOSING = (
    "ولا تزال الأوضاع متوترة في المنطقة وسط تحليق لطائرات الاستطلاع.", "ويخشى الأهالي تجدد القصف في الساعات المقبلة.",
    "وتشهد محاور القتال هدوءاً حذراً منذ ساعات الفجر.", "ولم ترد معلومات عن خسائر أخرى حتى ساعة كتابة الخبر.",
    "ووصلت تعزيزات إلى خطوط التماس خلال ساعات الليل.",
)  # fmt: skip


class Bulletin(NamedTuple):
    """A made text, its day and who speaks."""

    text: str
    day: dt.date
    source: str


@dataclass
class Campaign:
    """One invented fight: ``a`` advances on ``b``; totals are of those killed since ``since``."""

    a: str
    b: str
    governorate: GazetteerPlace
    villages: Sequence[GazetteerPlace]
    since: dt.date
    day: dt.date
    killed: dict[str, int]
    left: int = 0
    taken: list[GazetteerPlace] = field(default_factory=list)


def bulletins(seed: int = 1) -> Iterator[Bulletin]:
    """Bulletins without end: of forty campaigns at a time, each told day by day until its villages are taken."""
    rng = random.Random(seed)
    by_governorate = _villages()
    running = [_campaign(rng, by_governorate) for _ in range(40)]
    while True:
        n = rng.randrange(len(running))
        yield _bulletin(rng, running[n])
        if len(running[n].taken) >= len(running[n].villages) - 3 or running[n].day.year > 2024:
            running[n] = _campaign(rng, by_governorate)


def _villages() -> dict[str, list[GazetteerPlace]]:
    """Places of each governorate whose names no other place has."""
    known = gazetteer()
    found: dict[str, list[GazetteerPlace]] = {}
    for names in known.by_name.values():
        if len(names) == 1 and names[0].kind in ("village", "town") and names[0].admin1.startswith("SY"):
            found.setdefault(names[0].admin1, []).append(names[0])
    return {code: sorted(set(places)) for code, places in sorted(found.items()) if len(places) > 30}


def _campaign(rng: random.Random, by_governorate: dict[str, list[GazetteerPlace]]) -> Campaign:
    code = rng.choice(list(by_governorate))
    a, b = rng.sample(list(SIDES), 2)
    since = dt.date(rng.randrange(2013, 2024), rng.randrange(1, 13), rng.randrange(1, 28))
    villages = rng.sample(by_governorate[code], 20)
    return Campaign(a, b, gazetteer().by_id[code], villages, since, since + dt.timedelta(days=rng.randrange(2, 60)), {a: 0, b: 0})


def date_words(day: dt.date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _count(rng: random.Random, n: int) -> str:
    return rng.choice((f"{n}", f"{n}", f"نحو {n}", f"ما لا يقل عن {n}")) if n > 10 else str(n)


def _bulletin(rng: random.Random, war: Campaign) -> Bulletin:
    war.day += dt.timedelta(days=rng.randrange(1, 4))
    source = rng.choice(SOURCES)
    places = rng.sample(war.villages, 6)
    names = [place.name for place in places]
    name_a, people_a = SIDES[war.a]
    name_b, people_b = SIDES[war.b]
    dead_a, dead_b, civilians, children, wounded, left = (
        rng.randrange(3, 30), rng.randrange(3, 60), rng.randrange(5, 25), rng.randrange(3, 5), rng.randrange(11, 40), rng.randrange(12, 900))  # fmt: skip
    war.killed[war.a] += dead_a
    war.killed[war.b] += dead_b
    war.left += left
    wind, since = rng.choice(WIND), date_words(war.since)
    body = [
        f"قُتل {dead_b} من {people_b} {rng.choice(CAUSES)} في قرية {names[0]} بريف {war.governorate.name} {wind} اليوم {WEEKDAYS[war.day.weekday()]} "
        f"{date_words(war.day)}، فيما قضى {dead_a} من {people_a} {rng.choice(CAUSES)} في محيط بلدة {names[1]}"
    ]
    if rng.random() < 0.5 and len(war.taken) < len(war.villages):
        place = next(place for place in war.villages if place not in war.taken)
        war.taken.append(place)
        body.append(f"وتمكنت {name_a} من السيطرة على قرية {place.name} بعد انسحاب {name_b} منها")
    held = [place.name for place in war.villages if place not in war.taken]
    if held:
        body.append(f"في حين لا تزال قرى {' و'.join(rng.sample(held, min(3, len(held))))} تحت سيطرة {name_b}")
    body[-1] += "."
    hurt = rng.choice(HURT).format(b=name_b)
    more = [f"كما قُتل {civilians} مدنياً بينهم {children} أطفال {hurt} بلدة {names[2]}، وأصيب {_count(rng, wounded)} آخرون بجروح"]
    if rng.random() < 0.6:
        more.append(f"ونزح {_count(rng, left)} شخصاً من قرية {names[3]} نحو {names[4]}")
    more.append(
        f"ليرتفع إلى {war.killed[war.b]} عدد قتلى {people_b} منذ {since}، وإلى {war.killed[war.a]} عدد {people_a} الذين قضوا خلال الفترة ذاتها")
    title = f"{rng.choice(('تقدم', 'معارك', 'قصف وضحايا', 'سقوط قتلى'))} في {names[0]} وريف {war.governorate.name} {wind}"
    head = f"محافظة {war.governorate.name} – {source}:: "
    text = f"{title}\n\n{head}{'، '.join(body)}\n\n{'، '.join(more)}.\n\n{rng.choice(CLOSING)}"
    return Bulletin(text, war.day, source)


# --- archives of many -----------------------------------------------------------------------------------------------

READ = 2000
"""How many texts are read for a large archive; the others are these, moved in time."""


def fill(archive: Archive, many: int, seed: int = 1, at_once: int = 1000) -> None:
    """Fill an archive with ``many`` bulletins for timing pages. Beyond the first `READ`, texts are repeated under another
    day with their records moved by as many days, and near-duplicates are not looked for.
    """
    made = [(one, extract(one.text)) for one in islice(bulletins(seed), min(many, READ))]
    rng = random.Random(seed)
    pending: list[saving.Prepared] = []
    for n in range(many):
        one, report = made[n % len(made)]
        if n >= len(made):
            shift = dt.timedelta(days=rng.randrange(-1500, 1500))
            report = _moved(report, shift)
        pending.append(saving.prepare(saving.Reading(f"{one.text}\n\n({n})", report, f"made {n}")))
        if len(pending) == at_once or n == many - 1:
            with archive.write() as connection:
                saving.save_prepared(connection, pending, find_repeats=False)
            pending = []
    with archive.write() as connection:  # as an import does at its end
        kept_totals.keep(connection)


def _moved(report: Report, shift: dt.timedelta) -> Report:
    """The report with every day moved."""

    def day(value: dt.date | None) -> dt.date | None:
        return value + shift if value else None

    def moved(one):
        if hasattr(one, "period"):
            return one.model_copy(update={"period": one.period.model_copy(update={"start": day(one.period.start), "end": day(one.period.end)})})
        return one.model_copy(update={"date": day(one.date)})

    lists = {name: [moved(one) for one in getattr(report, name)] for name in ("casualties", "flows", "control", "events")}
    return report.model_copy(update=lists | {"report": report.report.model_copy(update={"date": day(report.report.date)})})
