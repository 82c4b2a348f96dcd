"""The page in a real browser, where one is installed: the filters and the keys do what they say."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from planparse.diff.engine import diff
from planparse.diff.view import View
from planparse.writers import comparisons

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

# Appended to the page: uses it as a reader would and writes down what is to be seen after each step.
DRIVER = """
<p id="started">ready</p>
<script>
addEventListener("load", function () { setTimeout(function () {
  var form = document.getElementById("filters"), seen = {};
  var all = function (what) { return Array.prototype.slice.call(document.querySelectorAll(what)); };
  var shown = function (what) { return all(what).filter(function (node) { return node.getClientRects().length > 0; }); };
  var look = function (step) {
    seen[step] = { kinds: shown("article").map(function (a) { return a.dataset.kind; }),
      units: shown("article").map(function (a) { return a.dataset.units; }),
      entries: shown("nav li").length, heads: shown("h2").length, count: document.getElementById("count").textContent };
  };
  var choose = function (name, value) {
    form[name].value = value;
    form[name].dispatchEvent(new Event("change", { bubbles: true }));
  };
  var press = function (key, target) { (target || document.activeElement).dispatchEvent(new KeyboardEvent("keydown", { key: key, bubbles: true })); };
  var at = function () { return all("article").indexOf(document.activeElement); };
  seen.options = all("select[name=kind] option").map(function (o) { return o.value; });
  look("whole");
  choose("kind", "lead-changed"); look("kind");
  choose("kind", ""); choose("severity", "breaking"); look("severity");
  choose("severity", ""); choose("unit", "UNIT"); look("unit");
  choose("kind", "task-removed"); look("both");
  location.hash = all("article")[0].id;
  setTimeout(function () {
    look("link");
    choose("kind", "task-removed"); form.querySelector("[type=reset]").click();
    setTimeout(function () {
      look("reset");
      document.activeElement.blur(); scrollTo(0, 0);
      seen.keys = ["j", "j", "k"].map(function (key) { press(key); return at(); });
      press("j", form.kind); seen.keys.push(at());
      seen.wide = document.documentElement.scrollWidth <= innerWidth;
      document.getElementById("started").textContent = JSON.stringify(seen);
    }, 50);
  }, 50);
}, 0); });
</script>
"""


@pytest.mark.skipif(BROWSER is None, reason="no chromium, chromium-browser or google-chrome on PATH")
@pytest.mark.parametrize("width", [400, 1400])
def test_filters_and_keys(width: int, draft: Any, spare: Any, tmp_path: Path) -> None:
    new = draft.copy()
    new.sections[0][1].insert(0, spare)
    new.sections[1][1][0].clause = new.sections[1][1][0].clause.replace("区民政局", "区委社会工作部")
    new.sections[4][1].pop()
    found = diff(draft.plan(), new.plan())
    kinds = [change.kind for change in found.changes]
    assert len(kinds) > 2
    seen = _seen(comparisons.writer("html").document(found, View(lang="zh")), "区民政局", width, tmp_path)

    assert set(seen["options"]) == {"", *kinds}
    assert seen["whole"]["kinds"] == seen["reset"]["kinds"] == seen["link"]["kinds"] == kinds
    assert seen["whole"]["count"] == seen["reset"]["count"]
    assert seen["kind"]["kinds"] == ["lead-changed"]
    assert seen["kind"]["count"] == seen["whole"]["count"] + "；当前显示 1 处"
    assert seen["severity"]["kinds"] == [c.kind for c in found.changes if c.severity == "breaking"]
    assert seen["unit"]["kinds"] == [c.kind for c in found.changes if "区民政局" in c.units]
    assert all("区民政局" in units.split("|") for units in seen["unit"]["units"])
    assert seen["both"]["kinds"] == []
    for step in ("whole", "kind", "severity", "unit", "both"):
        assert seen[step]["entries"] == len(seen[step]["kinds"])
        assert bool(seen[step]["heads"]) == bool(seen[step]["kinds"])
    assert seen["keys"] == [0, 1, 0, 0]  # a key in a choice is for the choice
    assert seen["wide"]  # nothing sticks out


def _seen(page: str, unit: str, width: int, directory: Path) -> Any:
    """What the driver wrote down. Skips where the browser does not start or cannot read the file."""
    file = directory / "page.html"
    file.write_text(page.replace("</body>", DRIVER.replace("UNIT", unit) + "</body>"), encoding="utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", f"--user-data-dir={directory / 'profile'}"]
    command = [str(BROWSER), *options, f"--window-size={width},900", "--virtual-time-budget=2000", "--dump-dom", file.as_uri()]
    try:
        dom = subprocess.run(command, capture_output=True, check=False, timeout=9).stdout.decode()
    except subprocess.TimeoutExpired:
        dom = ""
    written = re.search(r'<p id="started">(.*?)</p>', dom)
    if written is None:
        pytest.skip("the browser does not start here")
    return json.loads(unescape(written.group(1)))
