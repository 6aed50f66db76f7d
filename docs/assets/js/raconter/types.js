// What the form reads and says, for the type check: no page loads this file.

/**
 * What the data of a portrait is made of: texts, numbers, lists and groups of fields.
 *
 * @typedef {string | number | boolean | Value[] | Group} Value
 * @typedef {{ [key: string]: Value }} Group
 * @typedef {(string | number)[]} Path the keys and the places in lists that lead to a value
 */
/**
 * A rule between the fields of a group.
 *
 * @typedef {{ code: string } & (
 *   | { regle: "une-remplie", keys: string[] }
 *   | { regle: "croissante", keys: [low: string, high: string] }
 *   | { regle: "distincts", within: string, keys: string[] }
 *   | Duty
 * )} Rule
 * @typedef {{ regle: "doit", key: string, value: Value, needs: string[], refuses: string[] }} Duty
 */
/**
 * The definition of a field, as the JSON Schema writes it: a group has properties, a list has items.
 *
 * @typedef {{
 *   $ref?: string, title: string, description?: string, type: string, examples?: Value[],
 *   properties: Record<string, Shape>, required?: string[], "x-regles"?: Rule[],
 *   items: Shape, minItems?: number, maxItems?: number, "x-un": string,
 *   enum?: string[], "x-libelles"?: string[], "x-aides"?: string[], "x-acceptee"?: string, "x-passee"?: boolean,
 *   minimum: number, maximum: number, minLength: number, maxLength: number, pattern?: string,
 *   formatMinimum: string, formatMaximum: string,
 *   format?: string, "x-paragraphes"?: boolean, "x-non-publie"?: boolean, "x-debut"?: string,
 *   "x-admet"?: string, "x-nomme"?: boolean, "x-phrase"?: string,
 *   "x-exemple"?: { titre: string, texte: string },
 *   "x-exemples"?: Record<string, { titre: string, texte: string }>,
 * }} Shape
 */
/**
 * What a JSON Schema says of portraits, and what the form needs besides.
 *
 * @typedef {Shape & {
 *   $defs: Record<string, Shape>,
 *   required: string[],
 *   "x-regles": Rule[],
 *   "x-etapes": { titre: string, champs: string[] }[],
 *   "x-messages": Record<
 *     string,
 *     { phrase: string, remede: string, arrete?: boolean, confirmable?: boolean }>,
 *   "x-attendus": { integer: string, date: string },
 *   "x-code": Record<string, string>,
 *   "x-anonymat": Names,
 *   "x-interdits": { motif: string, noms: Record<string, string> },
 *   "x-ecriture": { premiere_ligne: string, largeur: number, guillemets: string },
 *   "x-adresse": {
 *     lettres: Record<string, string>, largeur: number, sans_titre: string, reserves: string[] },
 * }} Schema
 * @typedef {{
 *   motifs: [code: string, pattern: string][], lieux: string, lieux_courants: string[],
 *   signes: Record<string, string>,
 * }} Names
 */
/**
 * @typedef {Record<string, string | number | undefined>} Values what a message speaks of
 * @typedef {[code: string, values?: Values]} Fault
 * @typedef {{
 *   path: Path, code: string, message: string, remedy: string, stops: boolean,
 *   confirmable: boolean, snippet: string,
 * }} Problem stops tells what has to be mended from what is to be looked at
 */

export {}
