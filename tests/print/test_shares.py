"""Each page that is shared has an image of its own: light, made from its data, drawn once."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from scripts.print.shares import TEMPLATE, list_shares
from scripts.study.study import Study
from tests.conftest import SETTINGS, assemble, hide_digest
from tests.print.conftest import ADDRESS, make_old, start_press
from tests.print.reading import fold_text, read_pages


def draw(study: Study, folder: Path, address: str = ADDRESS) -> dict[str, Path]:
    """Return the images of a study, by address."""
    return start_press(study, folder, address, site_name="Alliances éducatives").draw_shares()


@pytest.fixture(scope="module")
def images(small_study: Study, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return draw(small_study, tmp_path_factory.mktemp("partages"))


def check_images(files: dict[str, Path]) -> None:
    for address, path in files.items():
        assert path.stat().st_size < 40_000, address
        with Image.open(path) as image:
            assert image.size == (1200, 630), address
            assert 5 < len(image.convert("RGB").getcolors() or ()) <= 64, address


def test_each_portrait_sphere_chapter_and_figure_has_one(
    images: dict[str, Path], small_study: Study
) -> None:
    pages = [
        entry.url
        for kind in (small_study.portraits, small_study.spheres, small_study.chapitres,
                     small_study.chiffres)
        for entry in kind.values()
    ]  # fmt: skip
    assert set(images) == {f"partages/{url.rstrip('/')}.png" for url in pages}
    check_images(images)


@pytest.mark.long  # of every page
def test_those_of_the_study_are_light(study: Study, tmp_path: Path) -> None:
    check_images(draw(study, tmp_path))


def test_an_image_says_what_its_page_does(small_study: Study, tmp_path: Path) -> None:
    press = start_press(small_study, tmp_path, ADDRESS)
    for share in list_shares(small_study, press.charts):
        given = {**share.context, "sorte": share.sorte}
        values = press._write_values(given, share.titre, share.page)
        pages = read_pages(press._typeset(TEMPLATE, share.titre, values, format="pdf"))
        assert len(pages) == 1, share.page
        context = share.context
        said = [share.sorte, share.titre, "exemple.fr/etude", "Essai", *context.get("parties", ())]
        said += [text for value in context.get("valeurs", ()) for text in value[:2]]
        said += [context[name] for name in ("valeur", "phrase") if name in context]
        if "chiffre" in context:
            said.append(context["chiffre"].population)
        for text in said:
            assert fold_text(text.replace("*", "")) in pages[0], (share.page, text)


def test_every_text_of_an_image_is_set_as_french(study: Study, tmp_path: Path) -> None:
    press = start_press(study, tmp_path, ADDRESS)
    for share in list_shares(study, press.charts):
        values = press._write_values(dict(share.context), share.titre, share.page)
        said = json.dumps(values, ensure_ascii=False)
        assert "'" not in said, share.page


def test_the_spheres_of_a_portrait_are_lit(images: dict[str, Path], small_study: Study) -> None:
    def has(path: Path, colour: tuple[int, int, int]) -> bool:
        with Image.open(path) as image:
            right = image.convert("RGB").crop((700, 20, 1200, 600))  # without the strip above
        found = right.getcolors(maxcolors=right.width * right.height) or []
        return any(
            all(abs(a - b) < 12 for a, b in zip(pixel, colour, strict=True))
            for count, pixel in found
            if count > 1000 and isinstance(pixel, tuple)
        )

    school, family = (0x8A, 0x61, 0x00), (0xB5, 0x45, 0x2C)
    for slug, portrait in small_study.portraits.items():
        touched = {touch.sphere for touch in portrait.spheres}
        path = images[f"partages/portraits/{slug}.png"]
        assert has(path, school) == ("ecole" in touched), slug
        assert has(path, family) == ("famille" in touched), slug


def test_what_did_not_change_is_not_drawn_again(
    images: dict[str, Path], small_study: Study
) -> None:
    before = {address: path.stat().st_ino for address, path in images.items()}
    slug, portrait = next(iter(small_study.portraits.items()))
    changed = portrait.model_copy(update={"titre": '#image("x") \\ $x$ *Autre* <titre>'})
    portraits = {**small_study.portraits, slug: changed}
    study = replace(small_study, portraits=portraits)
    folder = next(iter(images.values())).parent.parent
    make_old(folder)
    again = draw(study, folder)
    kept = [address for address, path in again.items() if path == images[address]]
    assert set(images) - set(kept) == {f"partages/portraits/{slug}.png"}
    assert all(again[address].stat().st_ino == before[address] for address in kept)
    assert len(list(folder.joinpath("png").iterdir())) == len(again), "what is left over is removed"
    assert draw(small_study, folder)  # as it was, for the tests after this one


def test_the_same_bytes_come_twice(
    images: dict[str, Path], small_study: Study, tmp_path: Path
) -> None:
    for address, path in draw(small_study, tmp_path).items():
        assert path.read_bytes() == images[address].read_bytes(), address


def test_without_an_address_there_is_none(small_study: Study, tmp_path: Path) -> None:
    assert draw(small_study, tmp_path, "") == {}


def test_a_page_says_its_image_and_others_the_site_s(
    images: dict[str, Path], small_study: Study
) -> None:
    settings = {**SETTINGS, "site_url": ADDRESS}
    site = assemble(small_study, settings, shares=images)
    pages = {page.url: page.document for page in site.make_pages()}

    def find(url: str) -> dict[str, str]:
        return dict(re.findall(r'<meta (?:property|name)="([\w:]+)" content="([^"]*)"', pages[url]))

    url = next(url for url in pages if url.startswith("portraits/") and "en-clair" not in url)
    said = find(url)
    assert said["og:image"] == f"{ADDRESS}/partages/{url.rstrip('/')}.png"
    assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")
    assert said["twitter:card"] == "summary_large_image"
    assert said["og:image:alt"] == said["og:title"] != ""
    other = next(url for url in pages if url.startswith("ressources/"))
    assert hide_digest(find(other)["og:image"]) == f"{ADDRESS}/assets/images/partage.png"
    silent = next(iter(assemble(small_study).make_pages())).document
    assert "og:image" not in silent and "twitter:card" not in silent
