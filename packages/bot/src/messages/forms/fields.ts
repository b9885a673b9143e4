import type { OptionKinds } from "@simplex-chat/core"
import { checkOptions } from "../../checks.ts"
import { ConfigurationError } from "../../errors.ts"
import { checkChoices, chosen } from "../choices.ts"
import { type Field, FieldError, type FormFile, type Say } from "./field.ts"

/** What every field takes. */
export interface FieldOptions {
  /** What is asked; the name of the field when absent. */
  readonly question?: string | undefined
  /** What the summary calls it; the name of the field when absent. */
  readonly label?: string | undefined
}

interface TextOptions extends FieldOptions {
  /** How many characters at least, and at most. */
  readonly min?: number | undefined
  readonly max?: number | undefined
  /** What all of it must match. */
  readonly pattern?: RegExp | undefined
}

interface NumberOptions extends FieldOptions {
  readonly min?: number | undefined
  readonly max?: number | undefined
}

const known: OptionKinds<TextOptions> = {
  question: "any",
  label: "any",
  min: "any",
  max: "any",
  pattern: "any",
}

type Kind = Pick<Field, "read"> & Partial<Pick<Field, "show" | "choices">>

const make = <Value>(options: FieldOptions, kind: Kind): Field<Value> => {
  checkOptions(options, known)
  for (const [name, text] of Object.entries({ question: options.question, label: options.label }))
    if (text !== undefined && (typeof text !== "string" || text.trim() === ""))
      throw new ConfigurationError(name, "must be a text that is not empty")
  const { min, max, pattern } = options as TextOptions
  for (const [name, limit] of Object.entries({ min, max }))
    if (limit !== undefined && (typeof limit !== "number" || Number.isNaN(limit)))
      throw new ConfigurationError(name, "must be a number")
  if (pattern !== undefined && !(pattern instanceof RegExp))
    throw new ConfigurationError("pattern", "must be a pattern: /^[A-Z]+$/")
  const { question, label } = options
  return { question, label, isOptional: false, choices: undefined, show: String, ...kind }
}

/**
 * The kinds of questions of a form.
 *
 * ```ts
 * const answers = await message.form({
 *   name: field.text({ question: "Your name?", max: 80 }),
 *   age: field.int({ min: 18 }),
 *   photo: field.optional(field.image()),
 * })
 * ```
 */
export const field = {
  /** A text. */
  text: (options: TextOptions = {}): Field<string> =>
    make(options, { read: ({ text }, say) => textIn(text, options, say) }),
  /** A whole number. */
  int: (options: NumberOptions = {}): Field<number> =>
    make(options, { read: ({ text }, say) => numberIn(text, "whole", options, say) }),
  /** A number, with a point or a comma for decimals. */
  number: (options: NumberOptions = {}): Field<number> =>
    make(options, {
      read: ({ text }, say) => numberIn(text.replace(",", "."), "number", options, say),
    }),
  /** One of these texts, which apps show as buttons. */
  choice: <const Choice extends string>(
    choices: readonly [Choice, ...Choice[]],
    options: FieldOptions = {},
  ): Field<Choice> => {
    checkChoices(choices)
    const read: Field["read"] = ({ text }, say) => oneOf(text, choices, say)
    return make(options, { choices: () => choices, read })
  },
  /** Yes or no. */
  yesNo: (options: FieldOptions = {}): Field<boolean> =>
    make(options, {
      choices: (say) => [say("form-yes"), say("form-no")],
      read: ({ text }, say) => {
        const words = [say("form-yes"), say("form-no")]
        return oneOf(text, words, say) === words[0]
      },
      show: (value, say) => say(value === true ? "form-yes" : "form-no"),
    }),
  /** A day, as `2026-12-31`, `31.12.2026` or `12/31/2026` write it. Its value is `2026-12-31`. */
  date: (options: FieldOptions = {}): Field<string> =>
    make(options, { read: ({ text }, say) => dateIn(text, say) }),
  /** A picture, which is downloaded. Its value says where it is. */
  image: (options: FieldOptions = {}): Field<FormFile> =>
    make(options, fileKind(["image"], "form-needs-image")),
  /** A file of any kind, which is downloaded. Its value says where it is. */
  file: (options: FieldOptions = {}): Field<FormFile> =>
    make(options, fileKind(["file", "image", "video", "voice"], "form-needs-file")),
  /** What a function makes of a text; it throws a `FieldError` that says what is needed. */
  custom: <Value>(
    read: (text: string) => Value,
    options: FieldOptions = {},
  ): Field<Awaited<Value>> => {
    if (typeof read !== "function")
      throw new ConfigurationError("field.custom", "takes a function that reads a text")
    return make(options, { read: ({ text }) => read(text) })
  },
  /** May be left out with `/skip`; its value is then undefined. */
  optional: <Value>(given: Field<Value>): Field<Value | undefined> => {
    if (typeof (given as Field | undefined)?.read !== "function")
      throw new ConfigurationError("field.optional", "takes a field, such as field.text()")
    return { ...given, isOptional: true, value: undefined as never }
  },
}

function textIn(text: string, { min, max, pattern }: TextOptions, say: Say): string {
  const given = text.trim()
  if (given === "") throw new FieldError(say("form-needs-text"))
  const { length } = Array.from(given)
  if (min !== undefined && length < min) throw new FieldError(say("form-needs-longer", { min }))
  if (max !== undefined && length > max) throw new FieldError(say("form-needs-shorter", { max }))
  if (pattern !== undefined && given.match(pattern)?.[0] !== given)
    throw new FieldError(say("form-needs-pattern"))
  return given
}

const shapes = { whole: /^[+-]?\d+$/, number: /^[+-]?(\d+\.?\d*|\.\d+)$/ }

function numberIn(
  text: string,
  kind: keyof typeof shapes,
  { min, max }: NumberOptions,
  say: Say,
): number {
  const given = text.trim().normalize("NFKC")
  const value = Number(given)
  const problem = (key: Parameters<Say>[0], args = {}) => {
    const sentence = say(key, args)
    return new FieldError(`${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`)
  }
  if (!shapes[kind].test(given) || !Number.isFinite(value)) throw problem(`needs-${kind}`)
  if (!given.includes(".") && !Number.isSafeInteger(value)) throw problem(`needs-${kind}-shorter`)
  if (min !== undefined && value < min) throw problem(`needs-${kind}-min`, { min })
  if (max !== undefined && value > max) throw problem(`needs-${kind}-max`, { max })
  return value
}

function oneOf<Choice extends string>(text: string, choices: readonly Choice[], say: Say): Choice {
  const choice = chosen(text, choices)
  if (choice === undefined) throw new FieldError(say("choose-invalid"))
  return choice as Choice
}

function dateIn(text: string, say: Say): string {
  const iso = /^\s*(?<y>\d{4})-(?<m>\d{1,2})-(?<d>\d{1,2})\s*$/
  const dotted = /^\s*(?<d>\d{1,2})\.\s*(?<m>\d{1,2})\.\s*(?<y>\d{4})\s*$/
  const slashed = /^\s*(?<m>\d{1,2})\/(?<d>\d{1,2})\/(?<y>\d{4})\s*$/
  const groups = [iso, dotted, slashed].map((shape) => shape.exec(text)?.groups).find(Boolean)
  const { y = "", m = "", d = "" } = groups ?? {}
  const day = `${y}-${m.padStart(2, "0")}-${d.padStart(2, "0")}`
  const date = new Date(`${day}T00:00:00Z`)
  // The 30th of February would be read as a day in March.
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== day)
    throw new FieldError(say("form-needs-date"))
  return day
}

const fileKind = (
  types: readonly string[],
  problem: "form-needs-image" | "form-needs-file",
): Kind => ({
  read: async (answer, say): Promise<FormFile> => {
    if (!types.includes(answer.content.type)) throw new FieldError(say(problem))
    let file: FormFile
    try {
      file = await answer.download()
    } catch (error) {
      throw new FieldError(say("form-file-failed"), { cause: error })
    }
    const { filePath, cryptoArgs } = file
    return cryptoArgs === undefined ? { filePath } : { filePath, cryptoArgs }
  },
  show: (_, say) => say("form-sent-file"),
})
