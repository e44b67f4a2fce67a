"""Charts as a reader sees them: no label is struck, and letters can be read on a phone."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visitor
from tests.browser.pages import ROUTES

pytestmark = pytest.mark.browser

LEAST_LETTER = 12
"""Height of the letters of a chart in CSS px."""

STRUCK = """() => {
  const struck = [];
  for (const svg of document.querySelectorAll("svg.chart")) {
    if (!svg.getBoundingClientRect().width) continue;
    const labels = [...svg.querySelectorAll('text[font-weight="bold"]:not([fill="#FFFFFF"])')];
    const lines = [...svg.querySelectorAll('path[fill="none"], path:not([fill])')]
      .filter((path) => path.getAttribute("stroke") && path.getAttribute("stroke") !== "none");
    for (const label of labels) {
      const box = label.getBoundingClientRect();
      for (const line of lines) {
        const length = line.getTotalLength(), matrix = line.getScreenCTM();
        for (let step = 0; step <= 200; step += 1) {
          const at = line.getPointAtLength((length * step) / 200).matrixTransform(matrix);
          const across = at.x > box.left + 1 && at.x < box.right - 1;
          if (across && at.y > box.top + 2 && at.y < box.bottom - 2) {
            struck.push(label.textContent);
            step = 201;
          }
        }
      }
    }
  }
  return struck;
}"""
"""Labels of the drawings in sight that a line runs through."""

CROWDED = """() => {
  const found = [];
  for (const svg of document.querySelectorAll("svg.chart")) {
    const frame = svg.getBoundingClientRect();  // it is a file of its own too, cut at its edges
    const texts = [...svg.querySelectorAll("text")]
      .filter((text) => text.getBoundingClientRect().width);
    const boxes = texts.map((text) => text.getBoundingClientRect());
    boxes.forEach((box, place) => {
      const words = texts[place].textContent;
      const isOut = box.right > frame.right + 1 || box.left < frame.left - 1
        || box.bottom > frame.bottom + 4 || box.top < frame.top - 4;  // taller than letters
      if (isOut) found.push(words);
      for (let other = place + 1; other < texts.length; other += 1) {
        if (texts[other].textContent === words) continue;  // a label and its halo
        const next = boxes[other];
        const across = Math.min(box.right, next.right) - Math.max(box.left, next.left);
        const down = Math.min(box.bottom, next.bottom) - Math.max(box.top, next.top);
        if (across > 1.5 && down > 4) found.push(`${words} | ${texts[other].textContent}`);
      }
    });
  }
  return found;
}"""
"""Texts of the drawings in sight that leave their picture or stand on one another."""

SMALLEST = """() => Math.min(...[...document.querySelectorAll("svg.chart text")]
  .filter((text) => text.getBoundingClientRect().width)
  .map((text) => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a))"""


def indicator_uris(page: Page) -> list[str]:
    """Every indicator that the index lists."""
    links = page.locator("main .rows a").evaluate_all("links => links.map((link) => link.href)")
    return sorted({link for link in links if "/chi-tieu/" in link})


@pytest.mark.parametrize("width", [1440, 390])
def test_no_label_is_struck_and_every_letter_can_be_read(width: int, visit: Visitor) -> None:
    page = visit(ROUTES.uri("vi", "indicators"), viewport={"width": width, "height": 900}).page
    struck, small = {}, {}
    for url in indicator_uris(page):
        page.goto(url)
        if page.locator("svg.chart").count():
            struck[url] = page.evaluate(STRUCK)
            small[url] = page.evaluate(SMALLEST)
    assert len(struck) > 30
    assert {url: labels for url, labels in struck.items() if labels} == {}
    assert {url: size for url, size in small.items() if size < LEAST_LETTER} == {}


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_charts_of_datasets_can_be_read_too(language: str, width: int, visit: Visitor) -> None:
    page = visit(ROUTES.uri(language, "datasets"), viewport={"width": width, "height": 900}).page
    links = page.locator(".dataset:has(.dataset__chart) h2 a")
    urls = links.evaluate_all("links => links.map((link) => link.href)")
    assert len(urls) > 10
    for url in urls:
        page.goto(url)
        assert page.evaluate(STRUCK) == [], url
        assert page.evaluate(CROWDED) == [], url
        assert page.evaluate(SMALLEST) >= LEAST_LETTER, url
