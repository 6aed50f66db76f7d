// Builds the controls of a field from its JSON Schema, and reads their value back.
//
// A field is { node, read, find }: the element to show; read gives its value, undefined when it is
// empty; find gives the place of a problem from its path in the value: control, error and label.
// Where more is said of ticked words, readUnticked gives what was said of those unticked since.
import { resolve } from "./checks.js"

/**
 * Build a field filled with a value. key names it; id is where it stands in the form; required
 * says that it must be answered; plain, that the group around it already says what it is; words
 * are the page's own words; unticked is what readUnticked gave.
 */
export const buildField = (
  schema,
  spec,
  value,
  { key, id = key, required, plain, words, unticked },
) => {
  const shape = resolve(spec, schema)
  const context = { schema, shape, value, key, id, required, plain, words, unticked }
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
  if (shape.enum && (!shape["x-libelles"] || shape["x-aides"])) return buildRadios(context)
  return buildControl(context)
}

// ---- one value ----

const buildControl = ({ shape, value, id, required, plain, words }) => {
  const node = clone("champ")
  const control = makeControl(shape, words)
  control.id = id
  if (value !== undefined) control.value = value
  else if (shape.format === "date" && required) control.value = today()
  node.querySelector("label").htmlFor = id
  const error = explain(node, control, { shape, id, required, plain, words })
  node.insertBefore(control, error)
  const read = () => {
    const text = control.value.trim()
    if (!text) return undefined
    return shape.type === "integer" && /^-?[0-9]{1,9}$/.test(text) ? Number(text) : text
  }
  return { node, read, find: () => ({ control, error, label: shape.title }) }
}

const makeControl = (shape, words) => {
  if (shape.enum) {
    const select = document.createElement("select")
    select.append(new Option(words.choisir, ""))
    select.append(...shape.enum.map((word, index) => new Option(shape["x-libelles"][index], word)))
    return select
  }
  const text = "x-paragraphes" in shape
  const control = document.createElement(text ? "textarea" : "input")
  if (text) control.rows = shape["x-paragraphes"] ? 3 : 1
  else control.type = shape.format === "date" ? "date" : "text"
  if (shape.format === "date") control.max = "9999-12-31" // or a year takes six digits
  if (text && !shape["x-paragraphes"]) control.className = "une-ligne" // grows with a long sentence
  if (shape.type === "integer") control.inputMode = "numeric"
  return control
}

/** A few words to choose one from, each explained; « no » too can be said. */
const buildRadios = ({ shape, value, id, required, words }) => {
  const node = clone("groupe")
  const error = explain(node, node, { shape, id, required, words })
  const choices = shape.enum.map((word, index) => {
    const title = shape["x-libelles"]?.[index] ?? words[word]
    const { choice, input } = makeChoice("radio", `${id}-${word}`, title, shape["x-aides"]?.[index])
    input.name = id
    input.value = word
    input.checked = (value === true ? shape.enum[0] : value) === word
    node.querySelector(".contenu").append(choice)
    return input
  })
  return {
    node,
    read: () => choices.find(({ checked }) => checked)?.value,
    find: () => ({ control: choices[0], error, label: shape.title }),
  }
}

// ---- several values ----

/** Some keys, each a field. */
const buildGroup = ({ schema, shape, value = {}, id, required, words }) => {
  const node = clone("groupe")
  const error = explain(node, node, { shape, id, required, words })
  // A text and what may stand for it: the group's own label says what they are.
  const rule = shape["x-regles"]?.find(({ regle }) => regle === "une-remplie")
  const oneOf =
    rule && "x-paragraphes" in resolve(shape.properties[rule.keys[0]], schema) ? rule.keys : []
  const fields = new Map(
    Object.entries(shape.properties).map(([key, spec]) => {
      const asked = shape.required?.includes(key) || (required && oneOf[0] === key)
      const inside = { key, id: `${id}-${key}`, required: asked, plain: oneOf[0] === key, words }
      return [key, buildField(schema, spec, value[key], inside)]
    }),
  )
  node.querySelector(".contenu").append(...[...fields.values()].map((field) => field.node))
  const read = () => {
    const answers = [...fields].map(([key, field]) => [key, field.read()])
    const given = answers.filter(([, answer]) => answer !== undefined)
    return given.length || required ? Object.fromEntries(given) : undefined
  }
  const find = ([key, ...rest]) => {
    if (!fields.has(key)) return { control: findControl(node), error, label: shape.title }
    const place = fields.get(key).find(rest)
    const label = oneOf.includes(key) ? `${shape.title}, ${place.label.toLowerCase()}` : place.label
    return { ...place, label }
  }
  return { node, read, find }
}

/** Words to tick. Those that were there keep their order; the others follow as they are ticked. */
const buildChoices = ({ shape, value = [], id, required, words }, item) => {
  const node = clone("groupe")
  const error = explain(node, node, { shape, id, required, words })
  const content = node.querySelector(".contenu")
  content.classList.add("plusieurs")
  const ticked = value.filter((word) => item.enum.includes(word))
  item.enum.forEach((word, index) => {
    const { choice, input } = makeChoice("checkbox", `${id}-${word}`, item["x-libelles"][index])
    input.checked = ticked.includes(word)
    input.addEventListener("change", () => {
      if (input.checked) ticked.push(word)
      else ticked.splice(ticked.indexOf(word), 1)
    })
    content.append(choice)
  })
  if (item.enum.length > 20) fold(content, shape.title)
  const place = { control: content.querySelector("input"), error, label: shape.title }
  return { node, read: () => (ticked.length ? [...ticked] : undefined), find: () => place }
}

/** Words to tick, each with more to say once it is. */
const buildComments = (
  { schema, shape: said, value = [], id, required, words, unticked = [] },
  key,
  chosen,
  others,
) => {
  const node = clone("groupe")
  const shape = { ...said, description: `${said.description} ${words.cocher}` }
  const error = explain(node, node, { shape, id, required, words })
  const entries = value.filter((item) => chosen.enum.includes(item[key])).map((item) => item[key])
  const fields = new Map(
    chosen.enum.map((word, index) => {
      const given = [...value, ...unticked].find((item) => item[key] === word) ?? {}
      const inner = others.map(([name, spec]) => [
        name,
        buildField(schema, spec, given[name], {
          key: name,
          id: `${id}-${word}-${name}`,
          required: true,
          words,
        }),
      ])
      const title = chosen["x-libelles"][index]
      const { choice, input } = makeChoice(
        "checkbox",
        `${id}-${word}`,
        title,
        chosen["x-aides"]?.[index],
      )
      input.checked = entries.includes(word)
      const more = document.createElement("div")
      more.className = "precision"
      more.hidden = !input.checked
      more.append(...inner.map(([, field]) => field.node))
      input.addEventListener("change", () => {
        more.hidden = !input.checked
        if (input.checked) entries.push(word)
        else entries.splice(entries.indexOf(word), 1)
      })
      node.querySelector(".contenu").append(choice, more)
      return [word, new Map(inner)]
    }),
  )
  const readOne = (word) => {
    const answers = [...fields.get(word)].map(([name, field]) => [name, field.read()])
    return {
      [key]: word,
      ...Object.fromEntries(answers.filter(([, answer]) => answer !== undefined)),
    }
  }
  const find = ([index, name, ...rest]) => {
    const field = fields.get(entries[index])?.get(name)
    if (!field) return { control: findControl(node), error, label: shape.title }
    const place = field.find(rest)
    const title = chosen["x-libelles"][chosen.enum.indexOf(entries[index])]
    return { ...place, label: `${title}, ${place.label.toLowerCase()}` }
  }
  const readUnticked = () => {
    const answers = chosen.enum.filter((word) => !entries.includes(word)).map(readOne)
    return answers.filter((answer) => Object.keys(answer).length > 1)
  }
  return {
    node,
    read: () => (entries.length ? entries.map(readOne) : undefined),
    readUnticked,
    find,
  }
}

/** As many elements as one adds. */
const buildList = ({ schema, shape, value = [], id, required, plain, words }, item) => {
  const node = clone("groupe")
  const error = explain(node, node, { shape, id, required, plain, words })
  const content = node.querySelector(".contenu")
  const add = document.createElement("button")
  add.type = "button"
  add.className = "ajouter"
  add.id = `${id}-ajouter`
  add.textContent = words.ajouter.replace("{un}", shape["x-un"])
  const noun = shape["x-un"].replace(/^une? /, "")
  node.append(add)
  let elements = []
  let made = 0 // an element's number in its id is never given twice

  const number = () => {
    elements.forEach(({ node, button }, index) => {
      const name = `${noun} ${index + 1}`
      button.textContent = words.retirer.replace("{nom}", name)
      node.querySelector("label, legend").textContent = name[0].toUpperCase() + name.slice(1)
    })
  }
  const append = (answer) => {
    const node = clone("element")
    const inside = { key: id, id: `${id}-${made++}`, required: true, words }
    const field = buildField(schema, { ...item, title: shape.title }, answer, inside)
    const button = node.querySelector("button")
    const element = { node, field, button }
    node.querySelector(".contenu").append(field.node)
    button.addEventListener("click", () => {
      const name = `${noun} ${elements.indexOf(element) + 1}`
      if (!isEmpty(field.read()) && !confirm(words.confirmerRetrait.replace("{nom}", name))) return
      elements = elements.filter((other) => other !== element)
      node.remove()
      number()
      add.focus()
      add.dispatchEvent(new Event("input", { bubbles: true }))
    })
    elements.push(element)
    content.append(node)
    number()
    return element
  }
  for (const answer of value) append(answer)
  add.addEventListener("click", () => findControl(append().node).focus())

  const read = () => {
    const answers = elements.map(({ field }) => field.read()).filter((answer) => !isEmpty(answer))
    return answers.length ? answers : undefined
  }
  const find = ([index, ...rest]) => {
    const filled = elements.filter(({ field }) => !isEmpty(field.read()))
    const place = filled[index]?.field.find(rest)
    if (!place) return { control: add, error, label: shape.title }
    return {
      ...place,
      label: [`${noun} ${index + 1}`, item.properties && place.label].filter(Boolean).join(", "),
    }
  }
  return { node, read, find }
}

// ---- what they share ----

const isEmpty = (answer) =>
  answer === undefined || (typeof answer === "object" && !Object.keys(answer).length)

/** A new copy of one of the page's pieces. */
export const clone = (name) =>
  document.querySelector(`#modele-${name}`).content.firstElementChild.cloneNode(true)

const findControl = (node) => node.querySelector("input, textarea, select, button")

const makeChoice = (type, id, title, help) => {
  const choice = clone("choix")
  const input = choice.querySelector("input")
  input.type = type
  input.id = id
  choice.querySelector("span").textContent = title
  if (help) choice.querySelector("small").textContent = help
  else choice.querySelector("small").remove()
  return { choice, input }
}

/** A long list of words is closed until it is wanted. */
const fold = (content, title) => {
  const details = document.createElement("details")
  details.append(Object.assign(document.createElement("summary"), { textContent: title }))
  content.replaceWith(details)
  details.append(content)
}

/** Write the label, the help and the example of a field; tie them to its control. */
const explain = (node, control, { shape, id, required, plain, words }) => {
  const label = node.querySelector("label, legend")
  label.textContent = shape.title
  if (!required) {
    const mark = Object.assign(document.createElement("span"), { className: "facultatif" })
    mark.textContent = ` (${words.facultatif})`
    label.append(mark)
  }
  const [help, example, error] = [".aide", ".exemple", ".erreur"].map((name) =>
    node.querySelector(name),
  )
  help.textContent = (!plain && shape.description) || ""
  const shown =
    !plain && !shape.enum && shape.type !== "array" && shape.format !== "date"
      ? shape.examples?.[0]
      : undefined
  example.textContent = shown === undefined ? "" : `${words.exemple}${shown}`
  error.id = `${id}-erreur`
  const told = [help, example].filter((part) => part.textContent)
  for (const part of [help, example]) if (!part.textContent) part.remove()
  for (const part of told) part.id = `${id}-${part.className}`
  control.setAttribute("aria-describedby", [...told, error].map((part) => part.id).join(" "))
  return error
}

const today = () => {
  const now = new Date()
  const pad = (number) => String(number).padStart(2, "0")
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`
}
