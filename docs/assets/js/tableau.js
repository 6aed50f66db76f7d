// A table that is copied goes whole into Word, Excel or a message: as a table where it is read, as
// lines of cells where only text is, with where it comes from under it.

/**
 * Copy a table and its source. Throws where the browser refuses.
 *
 * @param {HTMLTableElement} table
 * @param {string} [source]
 */
export const copyTable = async (table, source = "") => {
  const copied = /** @type {HTMLTableElement} */ (table.cloneNode(true))
  copied.setAttribute("border", "1") // which Word would leave out
  for (const link of copied.querySelectorAll("a")) link.setAttribute("href", link.href)
  const under = document.createElement("p")
  under.textContent = source
  // plain spaces: a spreadsheet knows no number with others
  const html = (copied.outerHTML + under.outerHTML).replace(/&nbsp;|\u202f/g, " ")
  const lines = [...copied.rows]
    .map((row) => [...row.cells].map((cell) => cell.textContent.replace(/\s+/g, " ").trim()))
    .map((cells) => cells.join("\t"))
  if (source) lines.push("", source)
  await navigator.clipboard.write([
    new ClipboardItem({
      "text/html": new Blob([html], { type: "text/html" }),
      "text/plain": new Blob([lines.join("\n")], { type: "text/plain" }),
    }),
  ])
}

// The button after a table: what it says is beside it.
for (const button of document.querySelectorAll("[data-copier-tableau]")) {
  const around = button.parentElement
  const table = around?.previousElementSibling?.querySelector("table")
  const said = around?.querySelector("[role=status]")
  if (!(button instanceof HTMLButtonElement) || !table || !said) continue
  button.hidden = !navigator.clipboard
  button.addEventListener("click", async () => {
    const { source = "", copie = "", nonCopie = "" } = button.dataset
    try {
      await copyTable(table, source.replace(/\s+/g, " "))
      said.textContent = copie
    } catch {
      said.textContent = nonCopie
    }
  })
}
