// Builds the controls of a field from its JSON Schema, reads their value back, and shows under it
// what is wrong there.
//
// A field is { node, read, find }: the element to show; read gives its value, undefined when it is
// empty; find gives the place of a problem from its path in the value: control, error, its own
// title, and its label: with the titles of the groups around it.
// Where more is said of ticked words, readUnticked gives what was said of those unticked since.
import { clone, find, findAll } from "../page.js"
import { isGroup, readList, resolve, setFrench } from "./checks.js"

/**
 * @import { Say } from "../page.js"
 * @import { Group, Path, Problem, Schema, Shape, Value } from "./types.js"
 */
/**
 * @typedef {{ control: HTMLElement, error: HTMLElement, label: string, title: string }} Place
 * @typedef {{
 *   node: HTMLElement, read: () => Value | undefined, find: (path: Path) => Place,
 *   readUnticked?: () => Group[],
 * }} Field
 */
/**
 * What a field is built from. id is where it stands in the form; required says that it must be
 * answered; oneOf, that it is one of several of which one must; plain, that the group or the step
 * around it already says what it is; say says the words of the page; unticked is what readUnticked
 * gave.
 *
 * @typedef {{
 *   id: string, required?: boolean, oneOf?: boolean, plain?: boolean, say: Say, unticked?: Value,
 * }} Asked
 * @typedef {Asked & { schema: Schema, shape: Shape, value?: Value }} Context
 */

const LONG_HELP = 200 // characters that explain words: more are closed until they are wanted
const MOST_OPEN = 20 // words to tick: more are closed until they are wanted

/**
 * Build a field filled with a value.
 *
 * @param {Schema} schema
 * @param {Shape} spec
 * @param {Value | undefined} value
 * @param {Asked} asked
 * @returns {Field}
 */
export const buildField = (schema, spec, value, asked) => {
  const shape = resolve(spec, schema)
  const context = { ...asked, schema, shape, value }
  if (shape.type === "object") return buildGroup(context)
  if (shape.type === "array") {
    const item = resolve(shape.items, schema)
    if (item.enum) return buildChoices(context, item)
    const [first, ...others] = Object.entries(item.properties ?? {})
    const chosen = first && resolve(first[1], schema)
    // A list of words, each said once, with something to say of it: the words are offered.
    if (chosen?.enum && shape.maxItems === chosen.enum.length) {
      return buildComments(context, first[0], chosen, others)
    }
    return buildList(context, item)
  }
  // Nobody unticks a radio button: what may be left out is chosen in a list, where nothing is too.
  const explained = !shape["x-libelles"] || shape["x-aides"]
  if (shape.enum && explained && asked.required) return buildRadios(context)
  return buildControl(context)
}

// ---- one value ----

/**
 * @param {Context} context
 * @returns {Field}
 */
const buildControl = (context) => {
  const { shape, value, id, required, say } = context
  const node = clone("champ")
  const control = makeControl(shape, say)
  control.id = id
  if (value !== undefined) control.value = String(value)
  else if (shape.format === "date" && required) control.value = today()
  find(node, "label", HTMLLabelElement).htmlFor = id
  const error = explain(node, control, context)
  node.insertBefore(control, error)
  const read = () => {
    const text = control.value.trim()
    if (!text) return undefined
    return shape.type === "integer" && /^-?[0-9]{1,9}$/.test(text) ? Number(text) : text
  }
  return { node, read, find: () => makePlace(control, error, shape.title) }
}

/**
 * @param {Shape} shape
 * @param {Say} say
 */
const makeControl = (shape, say) => {
  if (shape.enum) {
    const select = document.createElement("select")
    select.append(new Option(say("choisir"), ""))
    select.append(
      ...shape.enum.map((word, index) => new Option(shape["x-libelles"]?.[index], word)),
    )
    return select
  }
  if ("x-paragraphes" in shape) {
    const area = document.createElement("textarea")
    area.rows = shape["x-paragraphes"] ? 3 : 1
    if (!shape["x-paragraphes"]) area.className = "une-ligne" // grows with a long sentence
    return area
  }
  const input = document.createElement("input")
  input.type = shape.format === "date" ? "date" : "text"
  if (shape.format === "date") input.max = "9999-12-31" // or a year takes six digits
  if (shape.type === "integer") input.inputMode = "numeric"
  return input
}

/**
 * A few words to choose one from, each explained; « no » too can be said.
 *
 * @param {Context} context
 * @returns {Field}
 */
const buildRadios = (context) => {
  const { shape, value, id, say } = context
  const node = clone("groupe")
  const error = explain(node, node, context)
  const words = shape.enum ?? []
  const choices = words.map((word, index) => {
    const title = shape["x-libelles"]?.[index] ?? say(word)
    const { choice, input } = makeChoice("radio", `${id}-${word}`, title, shape["x-aides"]?.[index])
    input.name = id
    input.value = word
    input.checked = (value === true ? words[0] : value) === word
    find(node, ".contenu").append(choice)
    return input
  })
  return {
    node,
    read: () => choices.find(({ checked }) => checked)?.value,
    find: () => makePlace(choices[0], error, shape.title),
  }
}

// ---- several values ----

/**
 * Some keys, each a field.
 *
 * @param {Context} context
 * @returns {Field}
 */
const buildGroup = (context) => {
  const { schema, shape, id, required, oneOf, say } = context
  const value = isGroup(context.value) ? context.value : {}
  const node = clone("groupe")
  const rule = shape["x-regles"]?.find((known) => known.regle === "une-remplie")
  /** @param {string} key */
  const isText = (key) => "x-paragraphes" in resolve(shape.properties[key], schema)
  // Of a text and what may stand for it, the text is asked, by the label of the group.
  const [text] = rule?.keys.filter(isText) ?? []
  // One of these, at least: it is said before, not after.
  const owed = rule && !text && required ? rule.keys : []
  const least = { ...context, plain: false, shape: { ...shape, description: say("uneAuMoins") } }
  const error = explain(node, node, owed.length ? least : context)
  /** @type {Map<string, Field>} */
  const fields = new Map()
  for (const [key, spec] of Object.entries(shape.properties)) {
    const plain = key === text
    const asked = shape.required?.includes(key)
    const one = owed.includes(key)
    const inside = { id: `${id}-${key}`, required: asked, oneOf: one, plain, say }
    fields.set(key, buildField(schema, spec, value[key], inside))
  }
  // Once what is asked is told, the rest is closed: what may stand for a text, what goes with it.
  const first = owed[0] ?? text
  /** @param {string} key */
  const isFolded = (key) =>
    Boolean(first || oneOf) && key !== first && !shape.required?.includes(key)
  const folded = [...fields.keys()].filter(isFolded)
  const word = owed.length ? "auChoix" : "facultatif"
  find(node, ".contenu").append(...arrange(fields, folded, value, say(word)))
  const read = () => {
    const given = readFields(fields)
    return Object.keys(given).length || required ? given : undefined
  }
  /** @param {Path} path */
  const findPlace = ([key, ...rest]) => {
    const place = fields.get(String(key))?.find(rest)
    return place ? placeIn(shape.title, place) : makePlace(findControl(node), error, shape.title)
  }
  return { node, read, find: findPlace }
}

/**
 * The fields as they are shown: those that are asked first, the others closed under their names,
 * unless something is answered there.
 *
 * @param {Map<string, Field>} fields
 * @param {string[]} folded the keys of the others
 * @param {Group} value
 * @param {string} word what is said of them
 * @returns {HTMLElement[]}
 */
export const arrange = (fields, folded, value, word) => {
  const nodes = [...fields].filter(([key]) => !folded.includes(key)).map(([, { node }]) => node)
  if (!folded.length) return nodes
  const others = folded.map((key) => /** @type {Field} */ (fields.get(key)))
  const names = others.map(({ find }) => find([]).title.toLowerCase())
  const answered = folded.some((key) => value[key] !== undefined)
  const details = fold(setFrench(`${capitalise(word)} : ${names.join(", ")}`), answered)
  details.className = "facultatifs"
  details.append(...others.map(({ node }) => node))
  return [...nodes, details]
}

/**
 * What is answered to fields, by their keys.
 *
 * @param {Map<string, Field>} fields
 * @returns {Group}
 */
const readFields = (fields) => {
  /** @type {Group} */
  const given = {}
  for (const [key, field] of fields) {
    const answer = field.read()
    if (answer !== undefined) given[key] = answer
  }
  return given
}

/**
 * Words to tick. Those that were there keep their order; the others follow as they are ticked.
 *
 * @param {Context} context
 * @param {Shape} item
 * @returns {Field}
 */
const buildChoices = (context, item) => {
  const { shape, value, id, say } = context
  const node = clone("groupe")
  const error = explain(node, node, context)
  const content = find(node, ".contenu")
  content.classList.add("plusieurs")
  const words = item.enum ?? []
  const ticked = readList(value)
    .map(String)
    .filter((word) => words.includes(word))
  words.forEach((word, index) => {
    const title = item["x-libelles"]?.[index] ?? word
    const { choice, input } = makeChoice("checkbox", `${id}-${word}`, title)
    input.checked = ticked.includes(word)
    input.addEventListener("change", () => {
      if (input.checked) ticked.push(word)
      else ticked.splice(ticked.indexOf(word), 1)
    })
    content.append(choice)
  })
  if (words.length > MOST_OPEN) {
    const list = fold(say("choisir"), ticked.length > 0)
    content.replaceWith(list)
    list.append(content)
  }
  const place = makePlace(find(content, "input"), error, shape.title)
  return { node, read: () => (ticked.length ? [...ticked] : undefined), find: () => place }
}

/**
 * Words to tick, each with more to say once it is.
 *
 * @param {Context} context
 * @param {string} key the one of the word
 * @param {Shape} chosen
 * @param {[key: string, spec: Shape][]} others the fields that say more
 * @returns {Field}
 */
const buildComments = (context, key, chosen, others) => {
  const { schema, shape, id, say } = context
  const node = clone("groupe")
  const error = explain(node, node, context)
  const words = chosen.enum ?? []
  const helps = chosen["x-aides"] ?? []
  const long = helps.join("").length > LONG_HELP
  const value = readList(context.value).filter(isGroup)
  const unticked = readList(context.unticked).filter(isGroup)
  const entries = value.map((item) => String(item[key])).filter((word) => words.includes(word))
  /** @param {string} word */
  const findTitle = (word) => chosen["x-libelles"]?.[words.indexOf(word)] ?? word
  /** @type {Map<string, Map<string, Field>>} */
  const fields = new Map()
  for (const [index, word] of words.entries()) {
    const given = [...value, ...unticked].find((item) => item[key] === word) ?? {}
    /** @type {Map<string, Field>} */
    const inner = new Map()
    // What a portrait says of this very word, rather than one example for all.
    const examples = shape["x-exemples"]
    const real = examples ? { "x-exemple": examples[word] } : {}
    for (const [name, spec] of others) {
      const inside = { id: `${id}-${word}-${name}`, required: true, plain: true, say }
      inner.set(name, buildField(schema, { ...spec, ...real }, given[name], inside))
    }
    fields.set(word, inner)
    const help = long ? undefined : helps[index]
    const { choice, input } = makeChoice("checkbox", `${id}-${word}`, findTitle(word), help)
    input.checked = entries.includes(word)
    const more = document.createElement("div")
    more.className = "precision"
    more.hidden = !input.checked
    more.append(...[...inner.values()].map((field) => field.node))
    input.addEventListener("change", () => {
      more.hidden = !input.checked
      if (input.checked) entries.push(word)
      else entries.splice(entries.indexOf(word), 1)
    })
    find(node, ".contenu").append(choice, more)
  }
  if (long) {
    const meanings = fold(say("expliques"), false)
    const list = document.createElement("ul")
    list.append(...listItems(helps))
    meanings.append(list)
    find(node, ".contenu").before(meanings)
  }
  /** @param {string} word */
  const readOne = (word) => ({ [key]: word, ...readFields(fields.get(word) ?? new Map()) })
  /** @param {Path} path */
  const findPlace = ([index, name, ...rest]) => {
    const word = entries[Number(index)]
    const place = fields.get(word)?.get(String(name))?.find(rest)
    return place
      ? placeIn(findTitle(word), place)
      : makePlace(findControl(node), error, shape.title)
  }
  const readUnticked = () => {
    const answers = words.filter((word) => !entries.includes(word)).map(readOne)
    return answers.filter((answer) => Object.keys(answer).length > 1)
  }
  return {
    node,
    read: () => (entries.length ? entries.map(readOne) : undefined),
    readUnticked,
    find: findPlace,
  }
}

/**
 * As many elements as one adds, up to the most that the schema admits.
 *
 * @param {Context} context
 * @param {Shape} item
 * @returns {Field}
 */
const buildList = (context, item) => {
  const { schema, shape, value, id, oneOf, say } = context
  const node = clone("groupe")
  const error = explain(node, node, context)
  const content = find(node, ".contenu")
  const add = document.createElement("button")
  add.type = "button"
  add.className = "ajouter"
  add.id = `${id}-ajouter`
  add.textContent = say("ajouter", { un: shape["x-un"] })
  const noun = shape["x-un"].replace(/^une? /, "")
  node.append(add)
  /** @type {{ node: HTMLElement, field: Field, button: HTMLElement }[]} */
  let elements = []
  let made = 0 // an element's number in its id is never given twice

  const number = () => {
    elements.forEach(({ node, button }, index) => {
      const nom = `${noun} ${index + 1}`
      button.setAttribute("aria-label", say("retirer", { nom }))
      find(node, "label, legend").textContent = capitalise(nom)
    })
    add.hidden = elements.length >= (shape.maxItems ?? Number.POSITIVE_INFINITY)
  }
  /** @param {Value} [answer] */
  const append = (answer) => {
    const node = clone("element")
    const inside = { id: `${id}-${made++}`, required: true, oneOf, say }
    const field = buildField(schema, { ...item, title: shape.title }, answer, inside)
    const button = find(node, "button")
    const element = { node, field, button }
    find(node, ".contenu").append(field.node)
    button.addEventListener("click", () => {
      const nom = `${noun} ${elements.indexOf(element) + 1}`
      if (saysSomething(field.read()) && !confirm(say("confirmerRetrait", { nom }))) return
      elements = elements.filter((other) => other !== element)
      node.remove()
      number()
      add.focus()
      add.dispatchEvent(new Event("input", { bubbles: true }))
    })
    elements.push(element)
    content.append(node)
    return element
  }
  for (const answer of readList(value)) append(answer)
  if (oneOf && !elements.length) append() // what one may begin with is there to be filled
  number()
  add.addEventListener("click", () => {
    const { node } = append()
    number()
    findControl(node).focus()
  })

  const read = () => {
    const answers = elements.map(({ field }) => field.read()).filter(saysSomething)
    return answers.length ? answers : undefined
  }
  /** @param {Path} path */
  const findPlace = (path) => {
    const filled = elements.filter(({ field }) => saysSomething(field.read()))
    const [index, ...rest] = path
    const place = filled[Number(index)]?.field.find(rest)
    if (!place) return makePlace(add.hidden ? findControl(content) : add, error, shape.title)
    const name = capitalise(`${noun} ${Number(index) + 1}`)
    // The field of an element bears the title of the list.
    return { ...place, label: place.label.replace(shape.title, name) }
  }
  return { node, read, find: findPlace }
}

// ---- what is wrong in a field ----

/**
 * Under a field, what is wrong in it; what is there already is not said again.
 *
 * @param {Element} error
 * @param {string[]} faults
 */
export const showFaults = (error, faults) => {
  const known = [...error.children].map(({ textContent }) => textContent)
  if (JSON.stringify(known) === JSON.stringify(faults)) return
  error.replaceChildren(...listItems(faults))
}

/** @param {string[]} texts */
export const listItems = (texts) =>
  texts.map((text) => Object.assign(document.createElement("li"), { textContent: text }))

/**
 * Under a field, what the writer may say to be a false alarm, and what was said to be.
 *
 * @param {Element} error
 * @param {Problem[]} problems
 * @param {Say} say
 */
export const showAlarms = (error, problems, say) => {
  /** @type {Map<string, Problem>} */
  const alarms = new Map()
  for (const problem of problems) {
    if (problem.confirmable || problem.code === "fausse-alerte")
      alarms.set(problem.snippet, problem)
  }
  const list = find(/** @type {Element} */ (error.parentElement), ":scope > .alertes")
  const known = findAll(list, ":scope > li").map((item) => item.dataset.snippet)
  if (JSON.stringify(known) !== JSON.stringify([...alarms.keys()])) {
    list.replaceChildren(
      ...[...alarms.keys()].map((snippet) => {
        const item = clone("alerte")
        item.dataset.snippet = snippet
        find(item, "label span").textContent = setFrench(say("fausseAlerte", { texte: snippet }))
        return item
      }),
    )
  }
  for (const [index, { code, message, remedy, stops }] of [...alarms.values()].entries()) {
    const item = list.children[index]
    const confirmed = code === "fausse-alerte"
    find(item, "input", HTMLInputElement).checked = confirmed
    find(item, "p").textContent = stops || confirmed ? "" : setFrench(`${message} ${remedy}`)
  }
}

// ---- what they share ----

/**
 * @param {HTMLElement} control
 * @param {HTMLElement} error
 * @param {string} title
 * @returns {Place}
 */
const makePlace = (control, error, title) => ({ control, error, label: title, title })

/**
 * A place inside a group, told with the group's title.
 *
 * @param {string} title
 * @param {Place} place
 * @returns {Place}
 */
const placeIn = (title, place) => ({
  ...place,
  label: `${title}, ${place.label[0].toLowerCase()}${place.label.slice(1)}`,
})

/** @param {string} text */
const capitalise = (text) => text[0].toUpperCase() + text.slice(1)

/**
 * @param {Value | undefined} answer
 * @returns {answer is Value}
 */
const saysSomething = (answer) =>
  answer !== undefined && (typeof answer !== "object" || Object.keys(answer).length > 0)

/** @param {HTMLElement} node */
const findControl = (node) => find(node, "input, textarea, select, button")

/**
 * @param {"checkbox" | "radio"} type
 * @param {string} id
 * @param {string} title
 * @param {string} [help]
 */
const makeChoice = (type, id, title, help) => {
  const choice = clone("choix")
  const input = find(choice, "input", HTMLInputElement)
  input.type = type
  input.id = id
  find(choice, "span").textContent = title
  const small = find(choice, "small")
  if (help) small.textContent = help
  else small.remove()
  return { choice, input }
}

/**
 * What is closed until it is wanted.
 *
 * @param {string} title
 * @param {boolean} open
 */
const fold = (title, open) => {
  const details = Object.assign(document.createElement("details"), { open })
  details.append(Object.assign(document.createElement("summary"), { textContent: title }))
  return details
}

/**
 * Write the label, the help and the example of a field; tie them to its control. Return the place
 * of its errors.
 *
 * @param {HTMLElement} node
 * @param {HTMLElement} control
 * @param {Context} context
 */
const explain = (node, control, { shape, id, required, oneOf, plain, say }) => {
  const label = find(node, "label, legend")
  label.textContent = shape.title
  if (!required && (oneOf || !plain)) {
    const mark = Object.assign(document.createElement("span"), { className: "facultatif" })
    mark.textContent = ` (${say(oneOf ? "auChoix" : "facultatif")})`
    label.append(mark)
  }
  const [help, example, error] = [".aide", ".exemple", ".erreur"].map((name) => find(node, name))
  error.id = `${id}-erreur`
  help.textContent = (!plain && shape.description) || ""
  if (help.textContent) help.id = `${id}-aide`
  else help.remove()
  const shown = !plain && !shape.enum && shape.type !== "array" && shape.format !== "date"
  const real = shape["x-exemple"]
  const told = real ? say("exempleDe", real) : shown && shape.examples?.[0]
  if (told) find(example, "p").textContent = String(told)
  else example.remove()
  control.setAttribute("aria-describedby", `${help.id} ${error.id}`.trim())
  return error
}

const today = () => {
  const now = new Date()
  /** @param {number} number */
  const pad = (number) => String(number).padStart(2, "0")
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`
}
