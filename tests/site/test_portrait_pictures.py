"""The pictures of a portrait against its file: who pays, the way step by step."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from scripts.text.typography import set_french
from tests.blocks import Element, read_main
from tests.conftest import Known


def read_portraits(known: Known) -> Iterator[tuple[dict[str, Any], Element]]:
    for path in sorted(Path(known.root, "portraits").glob("*.yml")):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        yield data, read_main(known.site, f"portraits/{path.stem}/")


def squeeze(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def test_a_bar_is_as_long_as_what_is_paid_and_empty_where_that_is_not_known(known: Known) -> None:
    unknown = drawn = 0
    for data, main in read_portraits(known):
        funders = data.get("financeurs", [])
        lists = main.find_all("ul", **{"class": "apercu financeurs sans-puce"})
        assert len(lists) == bool(funders)
        items = lists[0].find_all("li") if lists else []
        most = max((funder.get("montant", 0) for funder in funders), default=0)
        for funder, item in zip(funders, items, strict=True):
            (bar,) = item.find_all("rect")
            assert squeeze(set_french(funder["qui"])) in squeeze(item.text)
            if amount := funder.get("montant"):
                drawn += 1
                assert bar.attributes["class"] == "chart-bar"
                assert float(bar.attributes["width"]) == pytest.approx(100 * amount / most, abs=0.1)
                digits = re.sub(r"\D", "", item.find_all("strong")[0].text)
                assert digits == str(amount)
            else:
                unknown += 1
                assert bar.attributes["class"] == "chart-unknown"
                assert "non publié" in item.text
                assert not item.find_all("strong")
    assert unknown
    assert drawn


def test_a_way_is_told_step_by_step_in_its_order(known: Known) -> None:
    told = 0
    for data, main in read_portraits(known):
        ways = main.find_all("ol", **{"class": "parcours sans-puce"})
        steps = [squeeze(item.text) for way in ways for item in way.find_all("li")]
        assert steps == [squeeze(set_french(step)) for step in data.get("parcours", [])]
        told += len(steps)
    assert told
