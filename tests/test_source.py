"""Who speaks, and under which headline."""

import pytest

from extraction.source import find_source, find_title
from extraction.structure import Document

BODY = "قُتل مدني وأصيب اثنان بقصف على بلدة كفرنبل، وفق ما قال المرصد السوري لحقوق الإنسان."


@pytest.mark.parametrize(
    ("top", "source"),
    [
        ("محافظة إدلب – المرصد السوري لحقوق الإنسان:: ", "SOHR"),
        ("المرصد السوري لحقوق الإنسان – 3 أيار / مايو 2019:: ", "SOHR"),
        ("قصف على كفرنبل\n\nبيروت (أ ف ب) – 3 أيار/مايو 2019\n", "AFP"),
        ("قصف على كفرنبل\n\nبيروت (ا ف ب) - ", "AFP"),
        ("قصف على كفرنبل\n\nدمشق – أ ف ب – الجمعة 3 أيار/مايو 2019\n", "AFP"),
        ("قصف على كفرنبل\n\nعمان (رويترز) - ", "Reuters"),
        ("قصف على كفرنبل\n\nحمص – سانا – الجمعة 3/5/2019\n", "SANA"),
        ("قصف على كفرنبل\n\nالشبكة السورية لحقوق الإنسان – الجمعة 3 أيار 2019\n", "SNHR"),
        ("الدفاع المدني السوري – الخوذ البيضاء\nالجمعة 3 أيار 2019\n\n", "Syria Civil Defence"),
    ],
)
def test_the_dateline_names_who_speaks(top, source):
    assert find_source(Document(top + BODY)) == source


@pytest.mark.parametrize(
    "top",
    [
        "",
        "قصف على كفرنبل\n\n",
        "قصف على كفرنبل\n\nبيروت – وكالات – الجمعة 3 أيار 2019\n",
        "قصف على كفرنبل\n\nبيروت – رويترز، أ ف ب\n",
        "قصف على كفرنبل\n\nلندن – «الصباح»، رويترز\n",
        "قصف على كفرنبل\n\nالقاهرة – الجمعة 3 أيار 2019\n",
    ],
)
def test_nobody_speaks_alone_where_the_dateline_names_several_or_none(top):
    assert find_source(Document(top + BODY)) is None


def test_who_is_quoted_does_not_speak():
    assert find_source(Document("قال المرصد السوري لحقوق الإنسان إن مدنياً قُتل في بلدة كفرنبل.")) is None


def test_its_own_report_speaks():
    assert find_source(Document("رصد المرصد السوري لحقوق الإنسان قصفاً على بلدة كفرنبل، قُتل فيه مدني.")) == "SOHR"


def test_the_headline_is_the_first_line_as_written():
    text = "«قصف» على بلدة كفرنبل: قتيل وجريحان\n\nمحافظة إدلب – المرصد السوري لحقوق الإنسان:: " + BODY
    assert find_title(Document(text)) == "«قصف» على بلدة كفرنبل: قتيل وجريحان"


@pytest.mark.parametrize(
    "text",
    ["", BODY, "محافظة إدلب – المرصد السوري لحقوق الإنسان:: " + BODY + "\n\nوفي ريف حماة قُتل مدني.",
     "الدفاع المدني السوري – الخوذ البيضاء\nالجمعة 3 أيار 2019\n\n" + BODY],
)
def test_a_dateline_a_name_or_the_body_is_no_headline(text):
    assert find_title(Document(text)) is None
