// Writes the HTML of a template of the site from its tree, as Jinja does when the site is built
// (scripts/site/preview.py has the trees). It walks them: nothing is compiled, and a text of the
// portrait is only ever a value, escaped where it is written.

/**
 * @typedef {[kind: string, ...fields: any[]]} Tree a node of Jinja: its kind, its fields in order
 * @typedef {any} Value what a template may hold: data of the portrait, a macro, HTML already written
 * @typedef {Record<string, Value>} Scope names and their values; those around it are its prototype
 * @typedef {(value: Value, given: Value[], named: Scope) => Value} Filter
 */

/** HTML that is already written: it is not escaped again. */
export class Markup {
  /** @param {string} html */
  constructor(html) {
    this.html = html
  }
}

/** @type {Record<string, string>} */
const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;" }

/**
 * @param {Value} value
 * @returns {string}
 */
export const escapeHtml = (value) => {
  if (value instanceof Markup) return value.html
  return String(value ?? "").replaceAll(/[&<>"']/g, (sign) => ESCAPES[sign])
}

/**
 * What Jinja takes for true: neither nothing, nor zero, nor what is empty.
 *
 * @param {Value} value
 */
const isTrue = (value) => {
  if (value instanceof Markup) return value.html !== ""
  if (typeof value === "function") return true
  if (value && typeof value === "object") return Object.keys(value).length > 0
  return Boolean(value)
}

/**
 * The items of a list, the keys of a mapping; none of what is not there.
 *
 * @param {Value} value
 * @returns {Value[]}
 */
const listItems = (value) => (Array.isArray(value) ? value : Object.keys(value ?? {}))

/**
 * Methods of Python's mappings and texts that templates call.
 *
 * @type {Record<string, (value: Value, given: Value[]) => Value>}
 */
const METHODS = {
  get: (mapping, [key, otherwise]) => read(mapping, key) ?? otherwise,
  split: (text, [sign]) => String(text).split(sign),
  startswith: (text, [start]) => String(text).startsWith(start),
  values: (mapping) => Object.values(mapping),
}

/**
 * What a value has under a key, of its own; nothing where there is nothing.
 *
 * @param {Value} value
 * @param {string | number} key
 */
const read = (value, key) =>
  value != null && Object.hasOwn(Object(value), key) ? value[key] : undefined

/** @type {Record<string, (left: Value, right: Value) => boolean>} */
const COMPARISONS = {
  eq: (left, right) => left === right,
  ne: (left, right) => left !== right,
  lt: (left, right) => left < right,
  lteq: (left, right) => left <= right,
  gt: (left, right) => left > right,
  gteq: (left, right) => left >= right,
  in: (left, right) =>
    typeof right === "string" ? right.includes(left) : listItems(right).includes(left),
  notin: (left, right) => !COMPARISONS.in(left, right),
}

/** @type {Record<string, (value: Value) => boolean>} */
const TESTS = {
  defined: (value) => value !== undefined,
  none: (value) => value == null,
}

/**
 * What selectattr and rejectattr ask of an item: that an attribute is true, or compares so.
 *
 * @param {Value[]} given
 * @returns {(item: Value) => boolean}
 */
const readQuestion = ([key, test, value]) => {
  if (test === undefined) return (item) => isTrue(read(item, key))
  const compare = COMPARISONS[test]
  return (item) => compare(read(item, key), value)
}

/** @type {Record<string, Filter>} Jinja's own */
const FILTERS = {
  default: (value, [otherwise, evenEmpty]) =>
    value === undefined || (evenEmpty && !isTrue(value)) ? otherwise : value,
  int: (value) => Math.trunc(Number(value)),
  join: (value, [sign = ""]) => listItems(value).join(sign),
  length: (value) => (typeof value === "string" ? [...value] : listItems(value)).length,
  list: listItems,
  map: (value, _, { attribute }) => listItems(value).map((item) => read(item, attribute)),
  max: (value) => (value.length ? Math.max(...value) : undefined),
  rejectattr: (value, given) => {
    const holds = readQuestion(given)
    return listItems(value).filter((item) => !holds(item))
  },
  round: (value, [digits = 0]) => Number(Number(value).toFixed(digits)),
  select: (value) => listItems(value).filter(isTrue),
  selectattr: (value, given) => listItems(value).filter(readQuestion(given)),
}

/**
 * Return what writes a template: give it its name, and what it shows.
 *
 * Throws a RangeError at what is not known here: a kind of node, a filter.
 *
 * @param {Record<string, Tree>} trees by the name of the template
 * @param {Scope} globals what every template may show or call
 * @param {Record<string, Filter>} ownFilters those of the site
 * @returns {(name: string, context: Scope) => string}
 */
export const makeWriter = (trees, globals, ownFilters) => {
  const filters = { ...FILTERS, ...ownFilters }
  /** @type {Scope} */
  const everywhere = Object.assign(Object.create(null), globals)

  /**
   * What templates import of another: its macros, by name.
   *
   * @param {Tree} name
   */
  const load = (name) => {
    const scope = Object.create(everywhere)
    write(trees[evaluate(name, scope)], scope)
    return scope
  }

  /**
   * @param {Tree} target
   * @param {Value} value
   * @param {Scope} scope
   */
  const bind = ([kind, names], value, scope) => {
    if (kind === "Tuple") {
      for (const [index, name] of names.entries()) bind(name, value[index], scope)
    } else scope[names] = value
    return scope
  }

  /**
   * @param {Tree[]} nodes
   * @param {Scope} scope
   */
  const writeAll = (nodes, scope) => nodes.map((node) => write(node, scope)).join("")

  /** @type {Record<string, (fields: any[], scope: Scope) => string>} */
  const statements = {
    Assign: ([target, value], scope) => {
      bind(target, evaluate(value, scope), scope)
      return ""
    },
    For: ([target, list, body, otherwise, test], scope) => {
      const rounds = listItems(evaluate(list, scope))
        .map((item) => bind(target, item, Object.create(scope)))
        .filter((round) => !test || isTrue(evaluate(test, round)))
      if (!rounds.length) return writeAll(otherwise, scope)
      return rounds
        .map((round, index0) => {
          const last = index0 === rounds.length - 1
          round.loop = { index0, index: index0 + 1, first: !index0, last, length: rounds.length }
          return writeAll(body, round)
        })
        .join("")
    },
    FromImport: ([name, names], scope) => {
      const module = load(name)
      for (const each of names) scope[each] = module[each]
      return ""
    },
    If: ([test, body, others, otherwise], scope) => {
      if (isTrue(evaluate(test, scope))) return writeAll(body, scope)
      for (const [, otherTest, otherBody] of others) {
        if (isTrue(evaluate(otherTest, scope))) return writeAll(otherBody, scope)
      }
      return writeAll(otherwise, scope)
    },
    Import: ([name, target], scope) => {
      scope[target] = load(name)
      return ""
    },
    Macro: ([name, parameters, defaults, body], scope) => {
      const required = parameters.length - defaults.length
      scope[name] = (/** @type {Value[]} */ given, /** @type {Scope} */ named) => {
        const inner = Object.create(scope)
        for (const [index, [, parameter]] of parameters.entries()) {
          if (index < given.length) inner[parameter] = given[index]
          else if (Object.hasOwn(named, parameter)) inner[parameter] = named[parameter]
          else inner[parameter] = evaluate(defaults[index - required], scope)
        }
        return new Markup(writeAll(body, inner))
      }
      return ""
    },
    Output: ([nodes], scope) =>
      nodes.map((/** @type {Tree} */ node) => escapeHtml(evaluate(node, scope))).join(""),
    Template: ([body], scope) => writeAll(body, scope),
  }

  /** @type {Record<string, (fields: any[], scope: Scope) => Value>} */
  const expressions = {
    Add: ([left, right], scope) => evaluate(left, scope) + evaluate(right, scope),
    And: ([left, right], scope) => {
      const value = evaluate(left, scope)
      return isTrue(value) ? evaluate(right, scope) : value
    },
    Call: ([callee, given, named], scope) =>
      evaluate(callee, scope)(evaluateAll(given, scope), evaluateNamed(named, scope)),
    Compare: ([first, operands], scope) => {
      let left = evaluate(first, scope)
      for (const [, operator, other] of operands) {
        const right = evaluate(other, scope)
        if (!COMPARISONS[operator](left, right)) return false
        left = right
      }
      return true
    },
    Concat: ([nodes], scope) => {
      const values = evaluateAll(nodes, scope)
      return values.some((value) => value instanceof Markup)
        ? new Markup(values.map(escapeHtml).join(""))
        : values.join("")
    },
    CondExpr: ([test, value, otherwise], scope) => {
      if (isTrue(evaluate(test, scope))) return evaluate(value, scope)
      return otherwise ? evaluate(otherwise, scope) : ""
    },
    Const: ([value]) => value,
    Dict: ([pairs], scope) =>
      Object.fromEntries(
        pairs.map((/** @type {Tree} */ [, key, value]) => evaluateAll([key, value], scope)),
      ),
    Div: ([left, right], scope) => evaluate(left, scope) / evaluate(right, scope),
    Filter: ([value, name, given, named], scope) => {
      if (!Object.hasOwn(filters, name)) throw new RangeError(`no filter ${name}`)
      return filters[name](
        evaluate(value, scope),
        evaluateAll(given, scope),
        evaluateNamed(named, scope),
      )
    },
    Getattr: ([node, key], scope) => {
      const value = evaluate(node, scope)
      const own = read(value, key)
      const isMethod = own === undefined && value != null && Object.hasOwn(METHODS, key)
      return isMethod ? (/** @type {Value[]} */ given) => METHODS[key](value, given) : own
    },
    Getitem: ([node, key], scope) => read(evaluate(node, scope), evaluate(key, scope)),
    List: ([nodes], scope) => evaluateAll(nodes, scope),
    Mul: ([left, right], scope) => evaluate(left, scope) * evaluate(right, scope),
    Name: ([name], scope) => scope[name],
    Neg: ([node], scope) => -evaluate(node, scope),
    Not: ([node], scope) => !isTrue(evaluate(node, scope)),
    Or: ([left, right], scope) => {
      const value = evaluate(left, scope)
      return isTrue(value) ? value : evaluate(right, scope)
    },
    Sub: ([left, right], scope) => evaluate(left, scope) - evaluate(right, scope),
    TemplateData: ([text]) => new Markup(text),
    Test: ([node, name], scope) => {
      if (!Object.hasOwn(TESTS, name)) throw new RangeError(`no test ${name}`)
      return TESTS[name](evaluate(node, scope))
    },
    Tuple: ([nodes], scope) => evaluateAll(nodes, scope),
  }

  /**
   * @param {Tree} node
   * @param {Scope} scope
   */
  const write = ([kind, ...fields], scope) => {
    if (!Object.hasOwn(statements, kind)) throw new RangeError(`no statement ${kind}`)
    return statements[kind](fields, scope)
  }

  /**
   * @param {Tree} node
   * @param {Scope} scope
   * @returns {Value}
   */
  const evaluate = ([kind, ...fields], scope) => {
    if (!Object.hasOwn(expressions, kind)) throw new RangeError(`no expression ${kind}`)
    return expressions[kind](fields, scope)
  }

  /**
   * @param {Tree[]} nodes
   * @param {Scope} scope
   */
  const evaluateAll = (nodes, scope) => nodes.map((node) => evaluate(node, scope))

  /**
   * @param {Tree[]} keywords
   * @param {Scope} scope
   */
  const evaluateNamed = (keywords, scope) =>
    Object.fromEntries(keywords.map(([, key, value]) => [key, evaluate(value, scope)]))

  return (name, context) => write(trees[name], Object.assign(Object.create(everywhere), context))
}
