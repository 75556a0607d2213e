"""The report as one file: it asks nothing of any network, each sentence leads to its words, and words stay words."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from dashboard.offline.report_page import report_page
from dashboard.wording import wording
from extraction import extract

TEXT = (
    "هجوم على مدينة دوما <script>document.title='run'</script>\n\nقُتل 12 مدنياً بينهم 4 أطفال في قصف لقوات النظام على مدينة دوما، "
    "وسيطرت قوات النظام على بلدة مسرابا. <img src=x onerror=\"document.title='run'\"> \u202e عمره 30 عاماً."
)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_file_stands_alone(tmp_path: Path, browser: Browser, language: str):
    report = extract(TEXT, dt.date(2018, 3, 10))
    file = tmp_path / "report.html"
    file.write_text(report_page(TEXT, report, wording(language), "<b>pasted</b>"), encoding="utf-8")
    context = browser.new_context(offline=True, viewport={"width": 1200, "height": 900})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: None if request.url.startswith(("file:", "data:", "blob:")) else asked.append(request.url))
    page.goto(file.as_uri())
    expect(page.locator(".bulletin")).to_have_js_property("textContent", TEXT)
    expect(page.locator(".bar .fill").first).to_be_visible()
    assert page.title() == report.report.title
    first = report.casualties[0]
    page.locator(f'li a[href="#{first.id}"]').click()
    expect(page.locator(f"#{first.id} + mark")).to_have_text(first.count.text)
    assert page.locator('li a[href^="#"]').count() == len(report.casualties) + len(report.flows) + len(report.control)
    assert page.evaluate("[...document.querySelectorAll('li a')].every((a) => document.getElementById(a.hash.slice(1)))")
    assert asked == []
    page.set_viewport_size({"width": 390, "height": 800})
    expect(page.locator("html")).to_have_js_property("scrollWidth", 390)
    context.close()
