"""The breakdown page as a reader meets it: a real browser, a real server, bulletins of the tests' own."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page, expect

BULLETIN = """مقتل 4 مدنيين بقصف مدفعي على مدينة إدلب

المرصد السوري لحقوق الإنسان – 5 آذار/مارس 2020:: قُتل 4 مدنيين بينهم طفلان جراء قصف مدفعي لقوات النظام على مدينة إدلب اليوم، \
وأصيب 17 شخصاً بجراح، فيما نزح نحو 300 مدني من بلدة سرمين نحو مدينة إدلب، وشوهد رتل من 7 عربات على الطريق الدولي. \
وسيطرت قوات النظام على بلدة النيرب بعد انسحاب الفصائل منها."""
MARKUP = """قُتل 6 مدنيين في مدينة إدلب <img src=x onerror="document.title='broken'"><script>document.title='broken'</script>
<b>7 جرحى</b> &lt;i&gt; في بلدة سرمين اليوم 5 آذار 2020."""
OPENING_SAMPLE = "2019-01-05_hajin_pocket_retelling"
TABS = ("casualties", "flows", "control", "unused", "records")


def _open(page: Page, query: str = "?lang=en") -> None:
    page.goto(query)
    expect(page.get_by_role("tab").first).to_be_visible()


def _paste(page: Page, text: str, button: str = "Analyse") -> None:
    page.get_by_label("Paste an Arabic bulletin").fill(text)
    page.get_by_role("button", name=button).click()
    expect(page.get_by_text("Pasted text", exact=True)).to_be_visible()


def _marked(page: Page) -> list[str]:
    return page.locator(".bulletin [data-mark=exact]").all_inner_texts()


def test_paste_a_bulletin_read_a_figure_click_it_and_see_its_record(page):
    _open(page)
    _paste(page, BULLETIN)
    figure = page.locator("mark.kind-count", has_text=re.compile(r"^17"))
    expect(figure).to_have_count(1)
    figure.click()
    card = page.locator(".st-key-record_card")
    expect(card.locator(".rasd-sentence")).to_contain_text("17")
    expect(card.locator(".rasd-sentence")).to_contain_text("wounded")
    expect(card).to_contain_text("5 March 2020")
    expect(card.locator(".rasd-rule").first).to_be_visible()
    expect(page.locator(".bulletin [data-mark=exact]").first).to_be_visible()
    assert "17" in "".join(_marked(page))
    assert re.search(r"[?&]record=C\d", page.url)


def test_the_text_is_shown_exactly_as_it_was_pasted(page):
    _open(page)
    _paste(page, BULLETIN)
    expect(page.locator(".bulletin")).to_have_js_property("textContent", BULLETIN)
    assert page.locator(".bulletin").evaluate("element => getComputedStyle(element).direction") == "rtl"


def test_pasted_markup_stays_text(page):
    _open(page)
    _paste(page, MARKUP)
    expect(page.locator(".bulletin")).to_have_js_property("textContent", MARKUP)
    assert page.locator(".bulletin").evaluate("element => element.querySelectorAll('img, script, b, i').length") == 0
    page.locator("mark.kind-count").first.click()  # the words are quoted in the record, and so is the headline above
    expect(page.locator(".st-key-record_card .rasd-words").first).to_be_visible()
    assert page.locator("[data-testid=stMain] :is(img[src=x], script, .rasd-words b)").count() == 0
    assert "broken" not in page.title()


def test_a_tooltip_gives_value_and_rule(page):
    _open(page)
    _paste(page, BULLETIN)
    page.locator("mark.kind-party").first.hover()
    tip = page.locator(".tip")
    expect(tip).to_be_visible()
    expect(tip).to_contain_text("Government forces")
    expect(tip).to_contain_text("code: government")


def test_legend_chips_switch_a_kind_off_and_on(page):
    _open(page)
    chip = page.locator(".chip[data-kind=count]")
    lit = page.locator("mark.lit.kind-count")
    expect(lit.first).to_be_visible()
    chip.click()
    expect(lit).to_have_count(0)
    expect(chip).to_have_attribute("aria-pressed", "false")
    chip.click()
    expect(lit.first).to_be_visible()


def test_choosing_a_bar_marks_its_words(page):
    _open(page, f"?lang=en&sample={OPENING_SAMPLE}")
    row = page.locator(".bar", has_text="571")
    row.scroll_into_view_if_needed()
    box = row.bounding_box()
    page.mouse.click(box["x"] + box["width"] - 4, box["y"] + box["height"] / 2)  # right of the bar: the whole row answers
    page.wait_for_url(re.compile(r"record=C\d"))
    expect(page.locator(".bulletin [data-mark=exact]", has_text="571")).to_be_in_viewport()
    expect(row).to_have_attribute("aria-pressed", "true")


def test_bars_are_chosen_by_keys_and_keep_the_focus(page):
    _open(page, f"?lang=ar&sample={OPENING_SAMPLE}")
    row = page.locator(".bar").nth(1)
    row.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"record=C\d"))
    expect(row).to_have_attribute("aria-pressed", "true")
    expect(row).to_be_focused()


def test_choosing_a_table_row_marks_its_words(page):
    _open(page, f"?lang=en&sample={OPENING_SAMPLE}&tab=control")
    table = page.locator("[data-testid=stDataFrame]")
    expect(table).to_be_visible()
    table.click(position={"x": 18, "y": 52})
    page.wait_for_url(re.compile(r"record=K\d"))
    expect(page.locator(".bulletin [data-mark=exact]").first).to_be_in_viewport()
    expect(page.locator(".st-key-record_card")).to_contain_text("".join(_marked(page)))


def test_a_telephone_shows_sentences_in_place_of_a_table(page):
    page.set_viewport_size({"width": 390, "height": 900})
    _open(page, f"?lang=en&sample={OPENING_SAMPLE}&tab=control")
    row = page.locator(".st-key-narrow_table_control .record").first
    expect(row).to_be_visible()
    expect(page.locator("[data-testid=stDataFrame]")).not_to_be_visible()
    row.click()
    page.wait_for_url(re.compile(r"record=K1"))
    expect(row).to_have_attribute("aria-pressed", "true")


def test_choosing_a_point_on_the_map_selects_its_place(page):
    _open(page, f"?lang=en&sample={OPENING_SAMPLE}&tab=control")
    expect(page.locator(".js-plotly-plot .scatterlayer path.point").first).to_be_visible()
    page.locator(".js-plotly-plot").scroll_into_view_if_needed()
    centre = page.evaluate(
        """() => {
            const plot = document.querySelector('.js-plotly-plot'), axes = plot._fullLayout;
            const trace = plot.data.find((one) => one.customdata), frame = plot.getBoundingClientRect();
            return [frame.left + axes.xaxis._offset + axes.xaxis.d2p(trace.x[0]), frame.top + axes.yaxis._offset + axes.yaxis.d2p(trace.y[0])];
        }"""
    )
    page.mouse.move(*centre)
    page.mouse.click(*centre)
    page.wait_for_url(re.compile(r"record=K\d"))
    expect(page.locator(".bulletin [data-mark=exact]").first).to_be_in_viewport()


def test_the_first_tab_with_something_to_show_is_open(page):
    _open(page)
    _paste(page, "سيطرت قوات النظام على بلدة النيرب أمس.")
    expect(page.get_by_role("tab", selected=True)).to_contain_text("Control · 1")
    page.get_by_role("tab", name="Casualties").click()
    expect(page.get_by_text("states no casualties")).to_be_visible()


def test_a_sentence_in_the_list_of_records_selects_its_record(page):
    _open(page, f"?lang=ar&sample={OPENING_SAMPLE}&tab=records")
    row = page.locator(".record").nth(1)
    sentence = row.locator(".sentence").inner_text()
    row.click()
    expect(row).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".st-key-record_card .rasd-sentence")).to_contain_text(sentence)


def test_a_link_restores_language_sample_tab_and_record(page):
    _open(page, f"?lang=ar&sample={OPENING_SAMPLE}&tab=flows&record=C2")
    expect(page.get_by_role("tab", selected=True)).to_contain_text("حركة السكان")
    expect(page.locator(".st-key-record_card")).to_contain_text("C2")
    expect(page.locator(".stApp")).to_have_css("direction", "rtl")


def test_the_language_is_switched_and_the_selection_stays(page):
    _open(page, f"?lang=en&sample={OPENING_SAMPLE}&record=C2")
    page.get_by_role("radio", name="العربية").or_(page.get_by_role("button", name="العربية")).click()
    expect(page.get_by_role("tab").first).to_contain_text("الخسائر البشرية")
    expect(page.locator(".st-key-record_card")).to_contain_text("C2")
    assert "lang=ar" in page.url


def test_the_date_can_be_corrected_in_the_link(page):
    _open(page, f"?lang=en&sample={OPENING_SAMPLE}&date=2019-01-07")
    expect(page.get_by_text("given by you")).to_be_visible()


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "photo_*1*.txt is a picture, which is not read here"), ("ar", "الملف photo_*1*.txt هو صورة، وهي صيغة لا تُقرأ هنا")],
)
def test_a_file_that_is_no_text_is_refused_in_a_sentence(page, language, sentence):
    _open(page, f"?lang={language}")
    picture = {"name": "photo_*1*.txt", "mimeType": "text/plain", "buffer": b"\x89PNG\r\n\x1a\n\x00\x00"}
    page.locator("input[type=file]").set_input_files(picture)
    expect(page.get_by_role("alert")).to_contain_text(sentence)
    assert page.get_by_text("Traceback").count() == 0


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
def test_an_uploaded_file_is_read_in_its_own_encoding(page, encoding):
    text = BULLETIN.replace("ُ", "")
    _open(page)
    page.locator("input[type=file]").set_input_files({"name": "bulletin.txt", "mimeType": "text/plain", "buffer": text.encode(encoding)})
    expect(page.get_by_text("File bulletin.txt")).to_be_visible()
    expect(page.locator(".bulletin")).to_have_js_property("textContent", text)


@pytest.mark.parametrize("query", ["sample=", f"sample={OPENING_SAMPLE}&date="])
def test_a_link_cannot_bring_a_picture_into_the_page(page, query):
    """The fixture sees to it that nothing is asked of another machine."""
    _open(page, f"?lang=en&{query}![](https://example.invalid/a.png)")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("example.invalid/a.png")
    # Invisible joiners in it keep Streamlit from making a link of the address.
    assert "![](https://example.invalid/a.png)" in alert.inner_text().replace("\u2060", "")
    assert alert.locator("img, a").count() == 0


def test_the_json_is_the_report(page):
    _open(page, f"?lang=en&sample={OPENING_SAMPLE}")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download", exact=True).click()
        page.get_by_role("button", name="Download JSON (codebook)").click()
    report = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert report["report"]["date"] == "2019-01-05"
    assert {"casualties", "flows", "control", "events", "mentions"} <= report.keys()


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("width", [1440, 390])
def test_no_page_is_wider_than_its_screen(page, language, width):
    page.set_viewport_size({"width": width, "height": 900})
    _open(page, f"?lang={language}&sample={OPENING_SAMPLE}&record=C1")
    for place, code in enumerate(TABS):
        page.get_by_role("tab").nth(place).click()
        expect(page.get_by_role("tab").nth(place)).to_have_attribute("aria-selected", "true")
        expect(page.get_by_role("tabpanel").filter(visible=True).locator("[data-testid=stElementContainer]:visible").first).to_be_visible()
        assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width, code
        assert page.get_by_role("alert").filter(has_text=re.compile("could not be drawn|تعذر رسم")).count() == 0, code
