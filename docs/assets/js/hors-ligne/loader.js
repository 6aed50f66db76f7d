// The first script of each page of the archive that is read from a folder (scripts/publish/offline.py
// writes what it holds before it). From a folder, browsers run classic scripts, and load neither
// module, nor file, nor worker: here modules become addresses in memory, and files are at hand.

/**
 * @typedef {object} Archive
 * @property {Record<string, string>} modules the text of each, by its path in the site
 * @property {Record<string, string>} files what scripts fetch, by path
 * @property {string} pictures those of signs, in SVG
 * @property {Record<string, string>} pages what the search reads: HTML, by rank
 */

{
  const script = /** @type {HTMLScriptElement} */ (document.currentScript)
  const root = new URL(".", script.src)
  const held = /** @type {{ archive: Archive }} */ (/** @type {unknown} */ (self)).archive

  /**
   * What a module imports is told by its whole address, which the map below leads to its text.
   *
   * @param {string} path
   * @param {string} text
   */
  const makeModule = (path, text) => {
    const own = new URL(path, root)
    const code = text
      .replaceAll(
        /(\bfrom |\bimport |\bimport\()"(\.{1,2}\/[^"]+)"/g,
        (_, before, target) => `${before}"${new URL(target, own).href}"`,
      )
      .replaceAll("import.meta.url", JSON.stringify(own.href))
    return [own.href, URL.createObjectURL(new Blob([code], { type: "text/javascript" }))]
  }

  const map = document.createElement("script")
  map.type = "importmap"
  const modules = Object.entries(held.modules).map(([path, text]) => makeModule(path, text))
  map.textContent = JSON.stringify({ imports: Object.fromEntries(modules) })
  document.head.append(map)

  self.fetch = async (target) => {
    const path = String(target instanceof Request ? target.url : target).slice(root.href.length)
    if (!Object.hasOwn(held.files, path)) throw new TypeError(`${target} is not in the archive`)
    return new Response(held.files[path])
  }

  // Pictures of another file are not shown: the page holds them.
  const kept = new DOMParser().parseFromString(held.pictures, "image/svg+xml")
  for (const picture of kept.querySelectorAll("symbol")) picture.id = `genre-${picture.id}`
  kept.documentElement.setAttribute("hidden", "")
  document.body.append(document.importNode(kept.documentElement, true))

  // A folder has no page of its own: a link to one leads to the page in it.
  const openPage = (/** @type {Event} */ { target }) => {
    const link = target instanceof Element ? target.closest("a") : null
    if (link?.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html"
  }
  for (const type of ["click", "auxclick"]) document.addEventListener(type, openPage, true)

  // The address of a file cannot be changed: what is asked there is not kept.
  for (const name of /** @type {const} */ (["pushState", "replaceState"])) {
    const change = history[name].bind(history)
    history[name] = (...given) => {
      try {
        change(...given)
      } catch {
        // the page shows what was asked all the same
      }
    }
  }

  for (const path of (script.dataset.modules ?? "").split(" ")) import(new URL(path, root).href)
}
