// The network: a choice of departments in place of the list of links to each one's centre.
//
// The page is whole without this script. A link of the list leads to a centre, or to the regions
// that hold it where no centre is certain: once it is chosen, nothing else is shown.
import { clone, find, findAll, readWords } from "./page.js"

const links = find(document, ".departements")
const status = find(document, ".resultats")
const regions = find(document, ".regions")
const pieces = findAll(regions, ".region, .region-note, .centre")
const say = readWords("mots")

const choice = clone("choix")
const select = find(choice, "select", HTMLSelectElement)
select.append(
  ...findAll(links, "a", HTMLAnchorElement).map((link) => new Option(link.text, link.hash)),
)

const show = () => {
  const answer = document.getElementById(select.value.slice(1))
  for (const piece of pieces) {
    piece.hidden = answer !== null && !piece.contains(answer) && !answer.contains(piece)
  }
  const n = findAll(regions, ".centre:not([hidden])").filter(
    (centre) => !answer || centre.contains(answer) || answer.contains(centre),
  ).length
  const departement = select.selectedOptions[0].text
  status.textContent = answer ? say(n ? "trouve" : "aucun", { n, departement }) : say("tout", { n })
}

select.addEventListener("change", show)

// What another link of the page leads to is shown again before it is gone to.
document.addEventListener("click", ({ target }) => {
  const link = target instanceof Element ? target.closest("a[href^='#']") : null
  if (!link || !select.value) return
  select.value = ""
  show()
})

links.replaceWith(choice)
status.hidden = false
show()
