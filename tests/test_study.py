import re

from scripts.study import Study


def test_the_study_is_whole(study: Study) -> None:
    assert [portrait.numero for portrait in study.portraits.values()] == [1, 2, 3, 4, 5, 6, 7]
    assert list(study.spheres) == ["famille", "ecole", "tiers-lieux", "quartier", "virtualite"]
    assert len(study.ressources) == 76
    assert sum(len(resource.liens) for resource in study.ressources.values()) == 77
    assert len(study.centres) == 20


def test_all_is_also_said_in_plain_words(study: Study) -> None:
    said = {text.url for text in study.plain_texts}
    entries = [*study.portraits.values(), *study.spheres.values()]
    assert said == {"synthese/", *(entry.url for entry in entries)}
    for text in study.plain_texts:
        assert 8 <= len(text.sentences) <= 15, text.url
        for sentence in text.sentences:
            assert re.fullmatch(r"[A-ZÀÉÎ«][^.!?]+ ?[.!?]", sentence), f"one sentence: {sentence}"
            assert len(sentence.split()) <= 20, f"short: {sentence}"


def test_every_sphere_of_a_portrait_knows_it(study: Study) -> None:
    for portrait in study.portraits.values():
        for touch in portrait.spheres:
            assert portrait in study.portraits_by_sphere[touch.sphere]


def test_neighbours_go_both_ways(study: Study) -> None:
    first, second, *_ = study.portraits.values()
    assert study.find_neighbours(first) == (None, second)
    assert study.find_neighbours(second)[0] == first


def test_similar_portraits_share_something(study: Study) -> None:
    for portrait in study.portraits.values():
        similar = study.find_similar(portrait)
        assert 0 < len(similar) <= 3
        assert portrait not in similar
        for other in similar:
            shared = {t.sphere for t in portrait.spheres} & {t.sphere for t in other.spheres}
            assert shared or set(portrait.themes) & set(other.themes)


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
