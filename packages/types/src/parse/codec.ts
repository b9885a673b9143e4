import type { Codec, EnumSchema, TypeExpr } from "../schema.ts"

/** What a codec read: the value and where it ends. */
export interface Read {
  readonly value: unknown
  readonly end: number
}

/** The codecs that need neither the schema nor another grammar. */
type PlainCodec = Exclude<Codec, "choice" | "json" | "text">

const digits = /\d+/y
const manyDigits = /\d+(?:,\d+)*/y
const word = /\S+/y

/** Reads the longest text at `at` that a codec takes; undefined when there is none. */
export function readPlain(as: PlainCodec, text: string, at: number): Read | undefined {
  switch (as) {
    case "number":
      return convert(digits, text, at, Number)
    case "numbers":
      return convert(manyDigits, text, at, (match) => match.split(",").map(Number))
    case "word":
      return convert(word, text, at, (match) => match)
    // A builder writes no line break and no blank at the edge here; the core reads both.
    case "rest":
      return at < text.length ? { value: text.slice(at), end: text.length } : undefined
    case "onOff":
      if (text.startsWith("on", at)) return { value: true, end: at + 2 }
      return text.startsWith("off", at) ? { value: false, end: at + 3 } : undefined
  }
}

/** Reads one of the enumeration's values, the longest that fits. */
export function readChoice({ values }: EnumSchema, text: string, at: number): Read | undefined {
  let longest: string | undefined
  for (const { value } of values) {
    if (text.startsWith(value, at) && value.length > (longest?.length ?? 0)) longest = value
  }
  return longest === undefined ? undefined : { value: longest, end: at + longest.length }
}

/** Reads JSON, which always runs to the end of the command. */
export function readJson(text: string, at: number): Read | undefined {
  try {
    return { value: JSON.parse(text.slice(at)), end: text.length }
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
