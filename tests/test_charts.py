import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from scripts.charts import PLACEHOLDERS, count_bars, draw_chart, list_charts
from scripts.study import Study
from tests.conftest import ROOT

BARS = count_bars({"un": 3, "l'école : deux <b>": 40})


def test_same_data_same_bytes(tmp_path: Path) -> None:
    assert draw_chart("x", BARS, tmp_path / "a") == draw_chart("x", BARS, tmp_path / "b")


def test_another_value_is_another_drawing(tmp_path: Path) -> None:
    other = count_bars({"un": 3, "l'école : deux <b>": 41})
    assert draw_chart("x", BARS, tmp_path).body != draw_chart("x", other, tmp_path).body


def test_the_drawing_has_no_style_no_id_and_every_label(study: Study, tmp_path: Path) -> None:
    for slug, data in list_charts(study).items():
        drawing = draw_chart(slug, data, tmp_path)
        root = ElementTree.fromstring(f"<svg>{drawing.body}</svg>")
        for element in root.iter():
            assert not {"style", "id", "fill"} & set(element.attrib)
            assert element is root or element.get("class") in PLACEHOLDERS.values()
        text = " ".join(element.text or "" for element in root.iter("text"))
        for words in data.words if data.kind == "bars" else ():
            for word in words:
                assert word in text, slug


def test_bars_are_in_proportion(tmp_path: Path) -> None:
    data = count_bars({"a": 10, "b": 40})
    root = ElementTree.fromstring(f"<svg>{draw_chart('x', data, tmp_path).body}</svg>")
    widths = []
    for path in root.iter("path"):
        numbers = [float(word) for word in path.attrib["d"].split() if word[0].isdigit()]
        widths.append(max(numbers[::2]) - min(numbers[::2]))
    assert widths[1] == pytest.approx(4 * widths[0])


def test_nothing_changed_nothing_drawn(study: Study, tmp_path: Path) -> None:
    folder = ROOT / ".cache" / "charts"
    for slug, data in list_charts(study).items():
        draw_chart(slug, data, folder)
    code = (
        "import sys; from scripts.__main__ import main; main(['charts']); "
        "print('matplotlib' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "False"


@pytest.mark.parametrize("torn", ["", "{", "{}", '{"body": 1}', "[]"])
def test_a_torn_drawing_is_drawn_again(tmp_path: Path, torn: str) -> None:
    whole = draw_chart("x", BARS, tmp_path)
    (kept,) = tmp_path.iterdir()
    kept.write_text(torn)
    assert draw_chart("x", BARS, tmp_path) == whole


def test_above_thirty_portraits_counts_replace_rows(study: Study) -> None:
    portrait = next(iter(study.portraits.values()))
    many = replace(study, portraits={f"p{number}": portrait for number in range(31)})
    charts = list_charts(many)
    assert "portraits-spheres" not in charts
    assert max(charts["spheres"].values) == (31,)
