import { BotError } from "../../errors.ts"
import type { OwnTextKey, TextArgs } from "../../texts/own-texts.ts"

/** A message that may be an answer. */
export interface FormAnswer {
  readonly id: number
  readonly text: string
  readonly content: { readonly type: string }
  /** @throws {FileTransferError} */
  download(): Promise<FormFile>
}

/** A file that was received. */
export interface FormFile {
  /** Where it is; relative to the files folder of the core. */
  readonly filePath: string
  /** Present when it is stored encrypted: how to decrypt it. */
  readonly cryptoArgs?: { readonly fileKey: string; readonly fileNonce: string } | undefined
}

/** Writes a text of the framework in the person's language. */
export type Say = (key: OwnTextKey, args?: TextArgs) => string

/**
 * One question of a form. `field` makes them; `field.custom` for kinds of your own. Values are kept as
 * JSON until the form is complete.
 */
export interface Field<out Value = unknown> {
  /** What is asked; the name of the field when absent. */
  readonly question: string | undefined
  /** What the summary calls it; the name of the field when absent. */
  readonly label: string | undefined
  /** Whether it may be left out. */
  readonly isOptional: boolean
  /** The answers to tap, where there are some. */
  readonly choices: ((say: Say) => readonly string[]) | undefined
  /** Makes the value of an answer; throws a `FieldError` that says what is needed. */
  readonly read: (answer: FormAnswer, say: Say) => unknown
  /** The value as the summary shows it. */
  readonly show: (value: unknown, say: Say) => string
  /** Only for the type of the value. */
  readonly value?: () => Value
}

/** The fields of a form by their names, in the order in which they are asked. */
export type FormFields = Readonly<Record<string, Field>>

/** What a form resolves to. */
export type FormValues<Fields extends FormFields> = {
  readonly [Name in keyof Fields]: Fields[Name] extends Field<infer Value> ? Value : never
}

/**
 * An answer is not what a field needs. Its message is shown to the person: throw one in `field.custom`.
 *
 * ```ts
 * field.custom((text) => {
 *   if (!text.includes("@")) throw new FieldError("Please write an e-mail address.")
 *   return text
 * })
 * ```
 */
export class FieldError extends BotError {
  override readonly name = "FieldError"
}
