import type { Codec, EnumSchema, TypeExpr } from "../schema.ts"
import { readCryptoFile } from "./crypto-file.ts"
import { readMenu } from "./menu.ts"
import type { Read } from "./read.ts"

/** The codecs that need neither the schema nor another grammar. */
type PlainCodec = Exclude<Codec, "choice" | "json" | "text" | "texts">

const digits = /\d+/y
const manyDigits = /\d+(?:,\d+)*/y
const word = /\S+/y
const link = /(?:simplex|https?):\S*/y
const image = /data:image\/(?:png|jpg);base64,[A-Za-z\d+/]+={0,2}/y
const words = /\S+(?: \S+)*/y

/** What begins a name that is in quotes or not; the other characters belong to texts for people. */
const first = String.raw`[^\0- #@']`
const named = String.raw`(?:'${first}[^']*'|${first}[^\s,]*)`
const name = new RegExp(named, "y")
const manyNames = new RegExp(`@?${named}(?:,@?${named})*`, "y")
const eachName = new RegExp(`(?<=^@?|,@?)${named}`, "g")
const enclosed = new RegExp(String.raw`${first}[^\s,]*(?=\))`, "y")
const quote = /\([^)]*\)\s?/y
const digitsAndBlanks = /[\d ]*/y
const upToBlank = /[^ ]*/y

/** Reads the longest text at `at` that a codec takes; undefined when there is none. */
export function readPlain(as: PlainCodec, text: string, at: number): Read | undefined {
  switch (as) {
    case "number":
      return convert(digits, text, at, Number)
    case "numbers":
      return convert(manyDigits, text, at, (match) => match.split(",").map(Number))
    case "word":
      return convert(word, text, at, (match) => match)
    // A builder writes no line break and no blank at the edge here; the core reads both. It reads
    // an empty text as well, as in `search=`: what a blank introduces never is, as the end is cut.
    case "rest":
      return { value: text.slice(at), end: text.length }
    case "onOff":
      if (text.startsWith("on", at)) return { value: true, end: at + 2 }
      return text.startsWith("off", at) ? { value: false, end: at + 3 } : undefined
    case "image":
      return convert(image, text, at, (match) => match)
    case "link":
      return convert(link, text, at, (match) => match)
    case "words":
      return convert(words, text, at, (match) => match.split(" "))
    case "menu":
      return readMenu(text, at)
    case "cryptoFile":
      return readCryptoFile(text, at)
    case "name":
      return convert(name, text, at, unquoted)
    case "names":
      return convert(manyNames, text, at, (match) =>
        [...match.matchAll(eachName)].map(([one]) => unquoted(one)),
      )
    case "enclosed":
      return convert(enclosed, text, at, (match) => match)
    case "message":
      return readString(text, at) ?? { value: text.slice(at), end: text.length }
    case "quote":
      return convert(quote, text, at, (match) => match.slice(1, match.lastIndexOf(")")))
    case "digits":
      return convert(digitsAndBlanks, text, at, (match) => match)
    case "password":
      return readString(text, at) ?? convert(upToBlank, text, at, (match) => match)
  }
}

/** A JSON string, which runs to the end. */
function readString(text: string, at: number): Read | undefined {
  const read = text[at] === '"' ? readJson(text, at) : undefined
  return typeof read?.value === "string" ? read : undefined
}

/** `team` of `'team'`, which may hold blanks. */
function unquoted(name: string): string {
  return name.startsWith("'") ? name.slice(1, -1) : name
}

/** Reads the text of one of some values, the longest that fits. */
export function readChoice(
  texts: Readonly<Record<string, string>>,
  text: string,
  at: number,
): Read | undefined {
  let longest: Read | undefined
  for (const [value, written] of Object.entries(texts)) {
    const end = at + written.length
    if (text.startsWith(written, at) && end > (longest?.end ?? at)) longest = { value, end }
  }
  return longest
}

/** The values of an enumeration, each as its own text. */
export function textsOf({ values }: EnumSchema): Record<string, string> {
  return Object.fromEntries(values.map(({ value }) => [value, value]))
}

/** Reads JSON, which always runs to the end of the command. */
export function readJson(text: string, at: number): Read | undefined {
  try {
    const json = text.slice(at)
    const value: unknown = JSON.parse(json)
    // Half of a surrogate pair, which only an escape can write, is no text for the core.
    const isHalf = /\\ud/i.test(json) && /[^\\](\\\\)*\\ud/.test(JSON.stringify(value))
    return isHalf ? undefined : { value, end: text.length }
  } catch {
    return undefined
  }
}

/** What a codec wants, in words. */
export function wanted(as: Codec, type: TypeExpr | undefined): string {
  const named = typeof type === "object" && "ref" in type ? ` of ${type.ref}` : ""
  switch (as) {
    case "number":
      return "a whole number up to 2^53-1"
    case "numbers":
      return "whole numbers joined by commas"
    case "link":
      return "a link"
    case "image":
      return "the data URI of a PNG or JPEG image"
    case "word":
      return "a text without blanks"
    case "rest":
      return "a text"
    case "onOff":
      return "on or off"
    case "choice":
      return `a value${named}`
    case "json":
      return `JSON${named}`
    case "text":
      return `the text${named}`
    case "texts":
      return `texts${named}`
    case "words":
      return "texts without blanks"
    case "menu":
      return "a menu of commands"
    case "cryptoFile":
      return "the path of a file"
    case "name":
      return "a name"
    case "enclosed":
      return "a name in parentheses"
    case "names":
      return "names joined by commas"
    case "message":
      return "a text"
    case "quote":
      return "a text in parentheses"
    case "digits":
      return "digits"
    case "password":
      return "a password"
  }
}

function convert(
  pattern: RegExp,
  text: string,
  at: number,
  value: (match: string) => unknown,
): Read | undefined {
  pattern.lastIndex = at
  const match = pattern.exec(text)?.[0]
  return match === undefined ? undefined : { value: value(match), end: pattern.lastIndex }
}
