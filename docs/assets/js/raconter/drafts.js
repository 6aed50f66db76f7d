// The drafts of the form: what this browser keeps of them, and what of it may be read again.
//
// A draft is { date, data, base, unticked }: when it was kept; the portrait as it is told; for a
// correction, the published text that it was begun from; what was typed under words that are no
// longer ticked. A text that gives way to another is set aside, not lost. A draft may leave as a
// file, which is the same text, and be opened elsewhere.
import { isGroup, listDuties, resolve } from "./checks.js"

/**
 * @import { Group, Schema, Shape, Value } from "./types.js"
 */
/**
 * @typedef {{ date: string, data: Group, base?: Group, unticked: Group, partial: boolean }} Draft
 * @typedef {{ id: string, date: string, text: string }} Aside a text set aside
 * @typedef {ReturnType<typeof openDrafts>} Drafts
 */

/** This browser's storage; null where it is refused. */
const findStorage = () => {
  try {
    return window.localStorage
  } catch {
    return null
  }
}

const GUARDED = "garde" // the id of the stored text that cannot be set aside
// Keys of the storage; those of a correction go on with « : » and its slug.
const NEW = "raconter" // the key of the draft of a new portrait
const ASIDE = "raconter-mis-de-cote" // that of the texts set aside

const MOST = 3000 // values of a draft, groups and lists too: a long portrait has 300
const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/ // as in scripts/text/slugs.py
const HALF = /\p{Cs}/u // half of a sign: no address can hold it

const makeId = () => `${Date.now()}-${Math.random()}`

/**
 * What the browser keeps for the correction of one portrait, or for new ones when slug is empty.
 * Several tabs may write there: none replaces what it has not read.
 *
 * @param {string} slug
 * @param {Pick<Storage, "getItem" | "setItem" | "removeItem"> | null} storage
 */
export const openDrafts = (slug, storage = findStorage()) => {
  const key = slug ? `${NEW}:${slug}` : NEW
  const asideKey = slug ? `${ASIDE}:${slug}` : ASIDE
  /** @type {string | null} the stored text, as this tab last read or wrote it */
  let known = null
  /** @type {Aside[]} texts set aside that the storage would not take: lost with the page */
  let held = []
  /** @type {string | null} the stored text that nothing replaces: there is no room to set it aside */
  let guarded = null

  const store = () => {
    if (!storage) throw new Error("no storage")
    return storage
  }

  /**
   * @param {string} name
   * @param {string} text
   */
  const put = (name, text) => {
    store().setItem(name, text)
    if (store().getItem(name) !== text) throw new Error("not stored")
  }

  /** Read the text of the draft; null when there is none. */
  const read = () => {
    try {
      known = store().getItem(key)
    } catch {
      known = null
    }
    if (known !== guarded) guarded = null
    return known
  }

  /** What became of the draft since this tab read or wrote it: « same », « changed », « aside » or « erased ». */
  const compare = () => {
    try {
      const stored = store().getItem(key)
      if (stored === known) return "same"
      if (stored !== null) return "changed"
      return isStoredAside(known) ? "aside" : "erased"
    } catch {
      return "same" // nothing is read there, nor written
    }
  }

  /**
   * Keep a text; answer « kept », « refused » by the storage, or what another tab did.
   *
   * @param {string} text
   */
  const write = (text) => {
    const state = compare()
    if (state !== "same") return state
    if (guarded !== null) return "refused"
    try {
      put(key, text)
    } catch {
      return "refused"
    }
    known = text
    return "kept"
  }

  /** @returns {Aside[]} */
  const readAside = () => {
    let text = null
    try {
      text = store().getItem(asideKey)
      /** @type {Aside[]} */
      const entries = JSON.parse(text ?? "[]")
      if (
        entries.every(({ id, date, text }) =>
          [id, date, text].every((part) => typeof part === "string"),
        )
      ) {
        return entries
      }
    } catch {
      // not a list, or not readable: below
    }
    return text === null ? [] : [{ id: "", date: "", text }]
  }

  /** @param {Aside[]} entries */
  const writeAside = (entries) => {
    if (entries.length) put(asideKey, JSON.stringify(entries))
    else store().removeItem(asideKey)
  }

  /** The texts set aside, each { id, date, text }. */
  const listAside = () => {
    const stuck = guarded === null ? [] : [{ id: GUARDED, date: "", text: guarded }]
    return [...readAside(), ...held, ...stuck]
  }

  /**
   * Tell whether the storage keeps this text among those set aside, whenever it was written.
   *
   * @param {string | null} text
   */
  const isStoredAside = (text) => readAside().some((entry) => isSame(entry.text, text))

  /**
   * Set a text aside, in the place of the one with this id if there is one; return its id. Without
   * an id, a text that is already there is not set aside twice.
   *
   * @param {string} text
   * @param {string} [place]
   */
  const setAside = (text, place) => {
    const same = place === undefined && readAside().find((entry) => isSame(entry.text, text))
    if (same) return same.id
    const id = place ?? makeId()
    const entry = { id, date: new Date().toISOString(), text }
    held = held.filter((other) => other.id !== id)
    try {
      writeAside([...readAside().filter((other) => other.id !== id), entry])
    } catch {
      held.push(entry)
    }
    return id
  }

  /** @param {string} id */
  const dropAside = (id) => {
    if (id === GUARDED) {
      store().removeItem(key)
      known = guarded = null
      return
    }
    held = held.filter((other) => other.id !== id)
    try {
      writeAside(readAside().filter((other) => other.id !== id))
    } catch {
      // it could not be written either
    }
  }

  /** Set the stored draft aside; false where there is no room: it stays what it was. */
  const retire = () => {
    const text = read()
    if (text === null) return true
    try {
      store().removeItem(key) // first: there may not be room for two
      const id = setAside(text)
      if (isHeld(id)) {
        put(key, text)
        held = held.filter((entry) => entry.id !== id)
        return false
      }
    } catch {
      return false
    }
    known = guarded = null
    return true
  }

  /** Let nothing replace the stored text until it is dropped. */
  const guard = () => {
    guarded = read()
  }

  /** Forget the draft, not what nothing replaces; tell whether the storage did. */
  const erase = () => {
    if (guarded !== null) return true
    known = null
    try {
      storage?.removeItem(key)
    } catch {
      return false
    }
    return true
  }

  /** Forget the draft and what was set aside; tell whether the storage did. */
  const eraseAll = () => {
    held = []
    guarded = null
    try {
      storage?.removeItem(asideKey)
    } catch {
      return false
    }
    return erase()
  }

  /** Tell whether the storage keeps anything at all. */
  const works = () => {
    try {
      put("raconter-essai", "essai")
      store().removeItem("raconter-essai")
    } catch {
      return false
    }
    return true
  }

  /**
   * Tell whether a change that another tab made to the storage is about these drafts.
   *
   * @param {StorageEvent} event
   */
  const isAbout = (event) => [null, key, asideKey].includes(event.key)

  /** @param {string} [id] */
  const isHeld = (id) => held.some((entry) => id === undefined || entry.id === id)

  /** Tell whether this tab has read or written a draft. */
  const isKnown = () => known !== null

  return {
    slug,
    read,
    write,
    compare,
    isKnown,
    retire,
    guard,
    erase,
    eraseAll,
    works,
    isAbout,
    listAside,
    setAside,
    dropAside,
    isStoredAside,
    isHeld,
  }
}

/**
 * The slugs of what this browser keeps under the keys that begin so; "" for a new portrait.
 *
 * @param {string[]} names
 * @param {Storage | null} storage
 */
const listSlugs = (names, storage) => {
  try {
    const keys = Array.from({ length: storage?.length ?? 0 }, (_, index) => storage?.key(index))
    return keys.flatMap((key) => {
      const [name = "", ...slug] = key?.split(":") ?? []
      return names.includes(name) ? [slug.join(":")] : []
    })
  } catch {
    return []
  }
}

/** The slugs of the corrections whose drafts this browser keeps; "" for that of a new portrait. */
export const listKept = (storage = findStorage()) => listSlugs([NEW], storage)

/** Those of all that it keeps, texts set aside too. */
export const listShelves = (storage = findStorage()) =>
  [...new Set(listSlugs([NEW, ASIDE], storage))].sort()

/**
 * Tell whether two texts are the same draft, whenever each was written.
 *
 * @param {string | null} one
 * @param {string | null} other
 */
const isSame = (one, other) => one === other || stripDate(one) === stripDate(other)

/** @param {string | null} text */
const stripDate = (text) => {
  try {
    const draft = JSON.parse(text ?? "")
    return isGroup(draft) ? JSON.stringify({ ...draft, date: undefined }) : text
  } catch {
    return text
  }
}

// ---- what a stored text holds ----

/**
 * The draft that a text holds; null when it is not one of the portrait with this slug, or of any
 * where none is given. It is partial when some of it has no place in the form any more: a word that
 * left its catalogue.
 *
 * @param {string} text
 * @param {Schema} schema
 * @param {string} [slug]
 * @returns {Draft | null}
 */
export const parseDraft = (text, schema, slug) => {
  let draft
  let values = 0
  try {
    draft = JSON.parse(text, (_, value) => {
      values += 1
      if (values > MOST) throw new RangeError("too many values")
      return value
    })
  } catch {
    return null
  }
  if (!isGroup(draft) || typeof draft.date !== "string" || Number.isNaN(Date.parse(draft.date)))
    return null
  if (!isPortrait(draft.data, schema)) return null
  if (slug !== undefined && (draft.data.slug ?? "") !== slug) return null
  const unticked = Object.entries(isGroup(draft.unticked) ? draft.unticked : {})
  const known = unticked.filter(([key, value]) => fits(schema, { [key]: value }, schema))
  const base = isPortrait(draft.base, schema) ? draft.base : undefined
  const partial =
    known.length < unticked.length ||
    [draft.data, Object.fromEntries(known)].some((part) => hasUnknownWord(schema, part, schema))
  return { date: draft.date, data: draft.data, base, unticked: Object.fromEntries(known), partial }
}

/**
 * Tell whether the data has the shape of a portrait, finished or not.
 *
 * @param {Value | undefined} data
 * @param {Schema} schema
 * @returns {data is Group}
 */
export const isPortrait = (data, schema) => {
  if (!isGroup(data)) return false
  const { slug, url, ...portrait } = data // what the published data has besides
  return (
    (slug === undefined || (typeof slug === "string" && SLUG.test(slug))) &&
    (url === undefined || typeof url === "string") &&
    fits(schema, portrait, schema) &&
    listDuties(portrait, schema) !== undefined
  )
}

/**
 * The titles of the fields that are not the same in two portraits.
 *
 * @param {Group} before
 * @param {Group} after
 * @param {Schema} schema
 */
export const listChanges = (before, after, schema) =>
  Object.entries(schema.properties)
    .filter(([key]) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
    .map(([, spec]) => resolve(spec, schema).title)

/**
 * @param {Shape} spec
 * @param {Value} value
 * @param {Schema} schema
 * @returns {boolean}
 */
const fits = (spec, value, schema) => {
  const shape = resolve(spec, schema)
  if (shape.type === "array")
    return Array.isArray(value) && value.every((item) => fits(shape.items, item, schema))
  if (typeof value === "string") return shape.type !== "object" && !HALF.test(value)
  if (shape.type !== "object") return ["number", "boolean"].includes(typeof value)
  return (
    isGroup(value) &&
    Object.entries(value).every(
      ([key, inner]) =>
        Object.hasOwn(shape.properties, key) && fits(shape.properties[key], inner, schema),
    )
  )
}

/**
 * Tell whether data that fits holds a word that is no longer offered.
 *
 * @param {Shape} spec
 * @param {Value} value
 * @param {Schema} schema
 * @returns {boolean}
 */
const hasUnknownWord = (spec, value, schema) => {
  const shape = resolve(spec, schema)
  if (Array.isArray(value)) return value.some((item) => hasUnknownWord(shape.items, item, schema))
  if (!isGroup(value))
    return typeof value === "string" && shape.enum !== undefined && !shape.enum.includes(value)
  return Object.entries(value).some(
    ([key, inner]) =>
      shape.properties[key] !== undefined && hasUnknownWord(shape.properties[key], inner, schema),
  )
}
