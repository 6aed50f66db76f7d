"""The page of a figure, where its table is copied with where it comes from."""

from playwright.sync_api import Page, expect

from tests.kinds import KINDS

READ = """async (type) => {
    const [item] = await navigator.clipboard.read()
    return await (await item.getType(type)).text()
}"""


def test_a_table_is_copied_with_its_source_for_word_and_for_a_spreadsheet(
    page: Page, address: str
) -> None:
    page.goto(f"{address}chiffres/stades-de-maturite/")
    page.get_by_role("button", name="Copier le tableau").click()
    expect(page.get_by_role("status").filter(has_text="sont copiés")).to_be_visible()
    *lines, empty, source = page.evaluate(READ, "text/plain").splitlines()
    assert [line.count("\t") for line in lines] == [2] * len(lines)
    shown = page.locator("table.donnees tbody tr")
    assert len(lines) == 1 + shown.count()
    assert lines[2].startswith("Stade 2, coordination\t47 %\t")
    assert empty == ""
    for said in ("stade de la coordination", "(n = 208)", "déclaré par les Cités",
                 "Source : Revue de projet 2024", "étude de l’ANCT"):  # fmt: skip
        assert said in source.replace("\u00a0", " "), said
    html = page.evaluate(READ, "text/html")
    assert html.count("<tr>") == len(lines) and 'border="1"' in html
    assert ">47 %<" in html, "a spreadsheet reads a number"
    assert html.index("</table>") < html.index("Source")
    assert 'href="../' not in html


def test_a_refused_copy_is_said(page: Page, address: str) -> None:
    page.goto(address + KINDS["chiffre"])
    page.evaluate("() => { navigator.clipboard.write = () => Promise.reject(new Error()) }")
    page.get_by_role("button", name="Copier le tableau").click()
    expect(page.get_by_role("status").filter(has_text="n’a pas marché")).to_be_visible()


def test_without_a_script_no_button_is_shown(scriptless: Page, address: str) -> None:
    scriptless.goto(address + KINDS["chiffre"])
    expect(scriptless.get_by_role("heading", name="Les données")).to_be_visible()
    expect(scriptless.get_by_role("button", name="Copier le tableau")).to_have_count(0)
