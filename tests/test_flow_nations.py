"""Of which nationalities those are who moved. Sentences of our own."""

from __future__ import annotations

import pytest

from extraction import lexicon
from extraction.nationality_forms import adjective, forms
from tests.flow_cases import check

CASES = [
    # countries of foreigners are their nationalities; of others they are where they came from
    ("فرّ 20 أجنبياً من فرنسا وبلجيكا وهولندا من مخيم الهول", [dict(nationalities=["FR", "BE", "NL"], origin=(["الهول"], None))]),
    ("نُقل 450 مقاتلاً أجنبياً، معظمهم من تونس والسعودية ومصر، من سجن الحسكة", [dict(nationalities=["TN", "SA", "EG"])]),
    ("فرّ 20 شخصاً من سوريا إلى لبنان", [dict(nationalities=[])]),
    ("عاد 60 شخصاً من ألمانيا", [dict(nationalities=[])]),
    ("خرج من الباغوز 60 أجنبياً بين فرنسي وألماني", [dict(nationalities=["FR", "DE"])]),
    # citizens of the state named last
    ("أعادت فرنسا 15 امرأة و32 طفلاً من رعاياها من مخيم روج", [dict(value=15, nationalities=["FR"]), dict(value=32, nationalities=["FR"])]),
    ("أعادت السلطات العراقية 180 عائلة من رعاياها من مخيم الهول", [dict(nationalities=["IQ"])]),
    ("أجلت كازاخستان 47 من مواطنيها من مخيم الهول", [dict(nationalities=["KZ"])]),
    ("وصل 40 من مواطني جنوب أفريقيا إلى مدينة القامشلي", [dict(nationalities=["ZA"])]),
    ("استعادت السويد 7 أطفال من مخيم الهول", [dict(kind="returned", origin=(["الهول"], None), nationalities=[])]),
    ("عاد 30 من أهاليها إلى بلدة حاس", [dict(nationalities=[])]),
    # what is denied, or named of no state
    ("وصلت دفعة تضم 500 شخص من جنسيات غير سورية إلى مخيم الهول", [dict(nationalities=[])]),
    ("خرج 50 شخصاً من جنسيات أجنبية من الباغوز", [dict(nationalities=[])]),
    ("خرج 40 مدنياً من جنسيات 12 دولة، بينها فرنسا وكندا", [dict(nationalities=["FR", "CA"])]),
    # a people that gives a side its name
    ("غادر 10 أتراك بلدة هجين", [dict(category="person", party=None, nationalities=["TR"])]),
    # the group, the pair and the joined count
    ("غادرت دفعة سادسة من العراقيين (153 عائلة، 650 شخصاً) مخيم الهول",
     [dict(value=153, nationalities=["IQ"], origin=(["الهول"], None)), dict(value=650, nationalities=["IQ"], origin=(["الهول"], None))]),
    ("خرج لاجئون عراقيون عددهم 340 شخصاً من مخيم الهول", [dict(kind="fled", nationalities=["IQ"], origin=(["الهول"], None))]),
    ("نقلت الحافلات 40 عائلة تضم 170 شخصاً من اللاجئين العراقيين إلى الموصل", [dict(value=40, nationalities=["IQ"]), dict(value=170, nationalities=["IQ"])]),
    ("غادرت مخيم روج 12 امرأة و30 طفلاً من الجنسية الهولندية", [dict(value=12, nationalities=["NL"]), dict(value=30, nationalities=["NL"])]),
    ("غادرت مخيم روج 12 امرأة و30 طفلاً هولندياً", [dict(value=12, nationalities=[]), dict(value=30, nationalities=["NL"])]),
    ("خرجت 7 عوائل من الجنسية التركية و5 من الجنسية الطاجيكية و3 من الجنسية الروسية من الباغوز",
     [dict(value=7, nationalities=["TR"], origin=(["الباغوز"], None)), dict(value=5, nationalities=["TJ"]), dict(value=3, nationalities=["RU"])]),
    ("خروج 3500 شخص، سوريين وعراقيين وأجانب، من الباغوز", [dict(nationalities=["SY", "IQ"])]),
    ("وصل 12 طفلاً من أبناء مقاتلي التنظيم الألمان قادمين من مخيم روج", [dict(nationalities=["DE"])]),
    ("يضم مخيم الهول 40 ألف شخص، 18 ألفاً منهم سوريون و15 ألفاً عراقيون",
     [dict(nationalities=[]), dict(nationalities=["SY"], part_of="F1"), dict(nationalities=["IQ"], part_of="F1")]),
    ("غادرت مخيم الهول 40 عائلة عراقية، وغادرته 20 أخرى أمس", [dict(nationalities=["IQ"]), dict(nationalities=["IQ"])]),
    # land that is named after its state is no people
    ("عبر 300 شخص من الجهة السورية إلى لبنان", [dict(nationalities=[])]),
    ("عاد 400 شخص من المخيمات التركية إلى بلدة سلوك", [dict(nationalities=[])]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_nationalities_of_those_who_moved(text, expected):
    check(text, expected)


def test_no_form_means_two_nations():
    table: dict[str, str] = {}
    for form, iso, _ in forms():
        assert table.setdefault(form, iso) == iso
    assert adjective("العراقيه") == "IQ" and adjective("مدنيه") is None


def test_every_state_has_its_name():
    named = {row["iso"] for row in lexicon.read("nationalities.csv", ("forms", "countries", "iso", "party")) if row["countries"]}
    assert len(named) >= 195 and {"SY", "VA", "PS", "XK", "SS", "TV"} <= named
