import { ConfigurationError } from "../../errors.ts"
import { chosen, choicesText } from "../choices.ts"
import { escape } from "../escape.ts"
import {
  type Field,
  FieldError,
  type FormAnswer,
  type FormFields,
  type FormValues,
  type Say,
} from "./field.ts"

/** Where the answers are until the form is complete. A `Storage` is one. */
export interface FormStorage {
  get(key: string): unknown
  set(key: string, value: unknown): unknown
  delete(key: string): unknown
}

/** How to ask. */
export interface FormOptions {
  /** Whether a summary is shown at the end, to be confirmed; true when absent. */
  readonly confirm?: boolean | undefined
  /** Said before the first question. */
  readonly title?: string | undefined
  /** How long each answer may take, in milliseconds; the bot's `askTimeoutMs` when absent. */
  readonly timeoutMs?: number | undefined
  /**
   * Where answers are kept until the form is complete; the state file when absent. Workers need a storage
   * that all of them see.
   */
  readonly storage?: FormStorage | undefined
}

/** What a form needs of the message that it answers. */
export interface FormPlace {
  /** Identifies the form: the bot, the message, and which of its forms it is. */
  readonly key: string
  readonly storage: FormStorage
  readonly say: Say
  /** Sends a question, unless it is undefined, and waits for an answer. */
  ask(question: string | undefined, leaves: (text: string) => boolean): Promise<FormAnswer>
  send(text: string): Promise<unknown>
  /** Calls it when the message counts as handled. */
  whenHandled(done: () => unknown): void
}

interface Progress {
  /** The names that are answered or left out, in order. */
  readonly done: readonly string[]
  readonly values: Readonly<Record<string, unknown>>
  /** The last message that was taken: after a restart it comes again. */
  readonly lastId: number
  readonly outcome?: "complete" | "cancelled"
}

const nothing: Progress = { done: [], values: {}, lastId: 0 }

const commands = ["skip", "back", "cancel", "ok"] as const
type Command = (typeof commands)[number]

/**
 * Asks the questions of a form. See `Message.form`.
 *
 * @throws {ConfigurationError} when there are no fields, or an option is wrong
 * @throws {WaitError} as `ask`
 */
export async function runForm<Fields extends FormFields>(
  place: FormPlace,
  fields: Fields,
  { confirm = true, title }: FormOptions,
): Promise<FormValues<Fields> | undefined> {
  checkFields(fields)
  return new FormRun(place, fields, { confirm, title }).run() as Promise<
    FormValues<Fields> | undefined
  >
}

class FormRun {
  readonly #place: FormPlace
  readonly #fields: FormFields
  readonly #names: readonly string[]
  readonly #confirm: boolean
  #title: string | undefined
  #progress = nothing

  constructor(
    place: FormPlace,
    fields: FormFields,
    { confirm, title }: { readonly confirm: boolean; readonly title: string | undefined },
  ) {
    this.#place = place
    this.#fields = fields
    this.#names = Object.keys(fields)
    this.#confirm = confirm
    this.#title = title
  }

  async run(): Promise<unknown> {
    const { key, storage } = this.#place
    const kept = (await storage.get(key)) as Progress | undefined
    if (kept !== undefined && this.#fits(kept)) {
      this.#progress = kept
      this.#title = undefined
    }
    this.#place.whenHandled(() => storage.delete(key))
    while (this.#progress.outcome === undefined) await this.#step()
    return this.#progress.outcome === "cancelled" ? undefined : this.#values()
  }

  /** The form may have changed between two starts. */
  #fits({ done }: Progress): boolean {
    return done.every((name, at) => this.#names[at] === name)
  }

  async #step(): Promise<void> {
    const name = this.#names[this.#progress.done.length]
    const field = name === undefined ? undefined : this.#fields[name]
    if (name !== undefined && field !== undefined) await this.#askField(name, field)
    else if (this.#confirm) await this.#askToConfirm()
    else await this.#keep({ ...this.#progress, outcome: "complete" })
  }

  async #askField(name: string, field: Field): Promise<void> {
    const { say } = this.#place
    const isFirst = this.#progress.done.length === 0
    const hints = [
      field.isOptional ? say("form-hint-skip") : "",
      isFirst ? "" : say("form-hint-back"),
      say("form-hint-cancel"),
    ]
    const choices = field.choices?.(say)
    const title = this.#title === undefined ? "" : `${this.#title}\n`
    this.#title = undefined
    let question = title + (field.question ?? `${name}?`)
    for (;;) {
      const body = choices === undefined ? question : choicesText(question, choices)
      const answer = await this.#ask(withHints(body, hints), choices)
      const command = commandIn(answer.text)
      if (command === "cancel") return this.#cancel(answer)
      if (command === "back") return this.#back(answer)
      if (command === "skip" && field.isOptional) return this.#take(name, undefined, answer)
      if (command === "skip") {
        question = say("form-required")
        continue
      }
      try {
        return await this.#take(name, await field.read(answer, say), answer)
      } catch (error) {
        if (!(error instanceof FieldError)) throw error
        await this.#keep({ ...this.#progress, lastId: answer.id })
        question = error.message
      }
    }
  }

  async #askToConfirm(): Promise<void> {
    const { say } = this.#place
    const { values } = this.#progress
    const lines = Object.entries(this.#fields).map(([name, { label, show }]) => {
      const value = values[name]
      const text = value === undefined ? say("form-nothing") : show(value, say)
      const shown = typeof value === "string" ? escape(text) : text
      return `${label ?? name}: ${shown}`
    })
    const hints = [say("form-confirm"), say("form-hint-back"), say("form-hint-cancel")]
    const answer = await this.#ask(withHints(lines.join("\n"), hints))
    const command = commandIn(answer.text)
    if (command === "cancel") return this.#cancel(answer)
    if (command === "back") return this.#back(answer)
    const words = [say("form-yes"), say("form-no")]
    const word = chosen(answer.text, words)
    if (word === words[1]) return this.#back(answer)
    const isConfirmed = command === "ok" || word === words[0] || /^\s*ok\W*$/i.test(answer.text)
    const progress = { ...this.#progress, lastId: answer.id }
    await this.#keep(isConfirmed ? { ...progress, outcome: "complete" } : progress)
  }

  /** The next answer that was not taken before the bot was restarted. */
  async #ask(question: string, choices?: readonly string[]): Promise<FormAnswer> {
    const leaves = (text: string) =>
      commandIn(text) === undefined &&
      (choices === undefined || chosen(text, choices) === undefined)
    let answer = await this.#place.ask(question, leaves)
    while (answer.id <= this.#progress.lastId) answer = await this.#place.ask(undefined, leaves)
    return answer
  }

  async #take(name: string, value: unknown, { id }: FormAnswer): Promise<void> {
    const { done, values } = this.#progress
    await this.#keep({ done: [...done, name], values: { ...values, [name]: value }, lastId: id })
  }

  async #back({ id }: FormAnswer): Promise<void> {
    const { done, values } = this.#progress
    await this.#keep({ done: done.slice(0, -1), values, lastId: id })
  }

  async #cancel({ id }: FormAnswer): Promise<void> {
    await this.#keep({ ...this.#progress, lastId: id, outcome: "cancelled" })
    await this.#place.send(this.#place.say("form-cancelled"))
  }

  async #keep(progress: Progress): Promise<void> {
    await this.#place.storage.set(this.#place.key, progress)
    this.#progress = progress
  }

  #values(): Record<string, unknown> {
    return Object.fromEntries(this.#names.map((name) => [name, this.#progress.values[name]]))
  }
}

const withHints = (text: string, hints: readonly string[]): string =>
  [text, ...hints.filter((hint) => hint !== "")].join("\n")

/** The command of the form that a text is, as phones write it. */
function commandIn(text: string): Command | undefined {
  const word = /^\s*\/'?(?<word>[a-z]+)'?[.!\s]*$/i.exec(text.normalize("NFKC"))?.groups?.["word"]
  return commands.find((command) => command === word?.toLowerCase())
}

function checkFields(fields: FormFields): void {
  const given: unknown = fields
  if (typeof given !== "object" || given === null || Object.keys(given).length === 0)
    throw new ConfigurationError("fields", "must be an object: { name: field.text() }")
  for (const [name, field] of Object.entries(fields)) {
    if (typeof (field as Field | undefined)?.read !== "function")
      throw new ConfigurationError(`fields.${name}`, "must be made by field, such as field.text()")
  }
}
