import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from scripts.problems.problem import InvalidStudyError
from scripts.schema.portrait import Portrait
from scripts.study.study import Memory, Study, read_study
from tests.conftest import SMALL_STUDY


def test_the_study_is_whole(study: Study) -> None:
    printed = [p.numero or 0 for p in study.portraits.values() if p.origine == "etude"]
    assert printed == [number for number in range(1, 8) if number in printed]
    gone = [w for w in study.retraits.retraits if w.origine == "portrait"]
    assert len(printed) + len(gone) == 7, "but those that their owner has withdrawn"
    assert list(study.spheres) == ["famille", "ecole", "tiers-lieux", "quartier", "virtualite"]
    assert len(study.ressources) == 76
    assert sum(len(resource.liens) for resource in study.ressources.values()) == 77
    assert len(study.centres) == 20


def test_all_is_also_said_in_plain_words(study: Study) -> None:
    said = {text.url for text in study.plain_texts}
    kinds = (study.chapitres, study.portraits, study.spheres)
    entries = [entry for kind in kinds for entry in kind.values()]
    assert said == {"synthese/", *(entry.url for entry in entries)}
    for text in study.plain_texts:
        least, most = (5, 8) if text.kind == "chapitre" else (8, 15)
        assert least <= len(text.sentences) <= most, text.url
        for sentence in text.sentences:
            assert re.fullmatch(r"[A-ZÀÉÊÎ«][^.!?]+ ?[.!?]", sentence), f"one sentence: {sentence}"
            assert len(sentence.split()) <= 20, f"short: {sentence}"


def test_every_sphere_of_a_portrait_knows_it(study: Study) -> None:
    for portrait in study.portraits.values():
        for touch in portrait.spheres:
            assert portrait in study.portraits_by_sphere[touch.sphere]


def test_taking_away_what_others_name_is_told_where_they_name_it(tmp_path: Path) -> None:
    project = tmp_path / "etude"
    shutil.copytree(SMALL_STUDY, project)
    memory = Memory()  # as while somebody previews: what names the portrait is not read again
    read_study(project, memory=memory)
    gone = project / "portraits/cafe.yml"
    kept = gone.read_text(encoding="utf-8")
    gone.unlink()
    with pytest.raises(InvalidStudyError) as caught:
        read_study(project, memory=memory)
    assert {(p.file, p.code) for p in caught.value.problems} == {
        ("content/chapitres/agir/ensemble.yml", "reference-inconnue"),
        ("content/journal.yml", "reference-inconnue"),
    }
    assert len(caught.value.problems) == 2 + 3
    gone.write_text(kept, encoding="utf-8")
    assert read_study(project, memory=memory) == read_study(project)


def test_what_did_not_change_is_not_made_again(small_project: Path) -> None:
    """While somebody previews, with a thousand portraits."""
    memory = Memory()
    first = read_study(small_project, memory=memory)
    again = read_study(small_project, memory=memory)
    assert all(again.portraits[slug] is first.portraits[slug] for slug in first.portraits)
    path = small_project / "portraits/jardin.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("Un jardin", "Le jardin", 1), "utf-8")
    changed = read_study(small_project, memory=memory)
    assert changed.portraits["jardin"].titre == "Le jardin devant l'école"
    assert changed.portraits["cafe"] is first.portraits["cafe"]
    path = small_project / "content/homonymes.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("[Too]", "[Too, Tee]"), "utf-8")
    renamed = read_study(small_project, memory=memory)
    assert renamed.names.find is not changed.names.find
    assert renamed.portraits["cafe"] is not changed.portraits["cafe"], "other names may be in it"
    assert renamed.chapitres["agir"] is changed.chapitres["agir"]


def test_each_long_list_of_files_is_told_as_it_is_read() -> None:
    told: list[list[str]] = []

    def show(paths: Sequence[Path]) -> Iterator[Path]:
        told.append([path.name for path in paths])
        yield from paths

    read_study(SMALL_STUDY, show)
    assert ["cafe.yml", "jardin.yml", "passage.yml", "radio.yml"] in told
    assert ["ensemble.yml", "agir.yml", "debut.yml"] in told


def test_a_text_may_point_to_the_pages_of_chapters_spheres_and_figures() -> None:
    assert sorted(read_study(SMALL_STUDY).slugs["adresses"]) == [
        "agir", "agir/ensemble", "chiffres", "chiffres/entretiens", "chiffres/portes-ouvertes",
        "chiffres/reunions", "debut", "portraits", "spheres", "spheres/ecole", "spheres/famille",
        "spheres/quartier", "spheres/tiers-lieux", "spheres/virtualite",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "old", "label"),
    [
        ("content/centres.yml", "", "content/centres.yml"),
        ("content/vocabulaires.yml", "themes:", "themes"),
    ],
)
def test_what_should_be_keys_and_is_not_is_told_whole(
    small_project: Path, file: str, old: str, label: str
) -> None:
    path = small_project / file
    if old:
        before, _, after = path.read_text(encoding="utf-8").partition(f"{old}\n")
        rest = re.sub(r"\A(?: .*\n)+", "", after)
        path.write_text(f"{before}{old} [un]\n{rest}", encoding="utf-8")
    else:
        path.write_text("- un\n", encoding="utf-8")
    with pytest.raises(InvalidStudyError) as caught:
        read_study(small_project)
    found = [p for p in caught.value.problems if p.file == file and p.code == "type"]
    assert [p.message for p in found][:1] == [f"Une suite de clés est attendue sous « {label} »."]


def test_years_have_no_hole(study: Study) -> None:
    years = list(study.resources_by_year)
    assert years == list(range(years[0], years[-1] + 1))
    assert sum(study.resources_by_year.values()) == len(study.ressources)


def test_resources_printed_with_one_link_say_so(study: Study) -> None:
    by_link: dict[str, list[str]] = {}
    for resource in study.ressources.values():
        for link in resource.liens:
            by_link.setdefault(link, []).append(resource.slug)
    twice = [slugs for slugs in by_link.values() if len(slugs) > 1]
    assert len(twice) == 1
    for slug in twice[0]:
        assert study.ressources[slug].remarque


def test_a_portrait_that_was_withdrawn_and_is_back_is_told(small_project: Path) -> None:
    withdrawn = "retraits:\n  - slug: jardin\n    date: 2026-02-01\n"
    (small_project / "content/retraits.yml").write_text(withdrawn, encoding="utf-8")
    with pytest.raises(InvalidStudyError) as caught:
        read_study(small_project)
    told = [(problem.code, problem.file) for problem in caught.value.problems]
    assert ("portrait-retire", "portraits/jardin.yml") in told


def test_the_nearest_portraits_share_most_and_come_in_their_order(study: Study) -> None:
    def tell(portrait: Portrait) -> set[str]:
        return {touch.sphere for touch in portrait.spheres} | set(portrait.themes)

    for portrait in study.portraits.values():
        others = [other for other in study.portraits.values() if other is not portrait]
        shared = {other.slug: len(tell(portrait) & tell(other)) for other in others}
        closest = sorted(filter(shared.get, shared), key=lambda slug: -shared[slug])
        for most in (1, 3, 6):
            near = [other.slug for other in study.find_similar(portrait, most)]
            assert near == closest[:most], portrait.slug
