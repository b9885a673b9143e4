// What the generated builders write lists, names, menus and files with; see syntax.ts.

import { fail } from "./syntax-error.ts"
import { rest, word } from "./syntax.ts"

/** Texts without blanks, joined by blanks. */
export const words = (values: readonly string[], at: string): string => texts(values, at, " ", word)

/** Values that have a text of their own, joined by a text. */
export const texts = <Value>(
  values: readonly Value[],
  at: string,
  by: string,
  write: (value: Value, at: string) => string,
): string =>
  Array.isArray(values) && values.length > 0
    ? Array.from(values as readonly Value[], (value) => write(value, at)).join(by)
    : fail(at, "an array with at least one element")

/** A display name, in quotes when a blank or a comma would end it. */
export const name = (value: string, at: string): string =>
  typeof value === "string" && /^[^\s\p{Cc}\p{Cs}#@'][^\p{Cc}\p{Cs}]*$/u.test(value)
    ? !/[\s,]/.test(value)
      ? value
      : value.includes("'")
        ? fail(at, "names with blanks or with quotes, not both")
        : `'${value}'`
    : fail(at, "names, which begin with no #, @ or '")

/** Digits and blanks, such as a security code. */
export const digits = (value: string, at: string): string =>
  typeof value === "string" && /^\d[\d ]*$/.test(value) && !value.endsWith(" ")
    ? value
    : fail(at, "digits and blanks between them")

/** A command or a menu of commands, as `ChatBotCommand` has them. */
type MenuEntry =
  | {
      readonly type: "command"
      readonly label: string
      readonly keyword: string
      readonly params?: string | undefined
    }
  | { readonly type: "menu"; readonly label: string; readonly commands: readonly MenuEntry[] }

/** The menu of a bot. */
export const menu = (entries: readonly MenuEntry[], at: string): string =>
  texts(entries, at, ",", (entry, at) => {
    const label = `'${part(entry?.label, at, /^[^'\p{Cc}\p{Cs}]+$/u)}':`
    if (entry.type === "menu") return `${label}{${menu(entry.commands, at)}}`
    const params =
      entry.params === undefined || entry.params === null
        ? ""
        : ` ${part(entry.params, at, /^[^\s:,}'\p{Cc}\p{Cs}]+( [^\s:,}'\p{Cc}\p{Cs}]+)*$/u)}`
    return `${label}/${part(entry.keyword, at, /^[^\s:,}'/\p{Cc}\p{Cs}][^\s:,}'\p{Cc}\p{Cs}]*$/u)}${params}`
  })

const part = (value: string, at: string, allowed: RegExp): string =>
  typeof value === "string" && allowed.test(value)
    ? value
    : fail(at, "labels without ', commands without : , } ' and with single blanks")

/** The path of a file, after its key and nonce when it is encrypted. */
export const cryptoFile = (
  file: {
    readonly filePath: string
    readonly cryptoArgs?: { readonly fileKey: string; readonly fileNonce: string } | undefined
  },
  at: string,
): string => {
  const path = rest(file?.filePath, at)
  if (file.cryptoArgs === undefined || file.cryptoArgs === null) return path
  const { fileKey, fileNonce } = file.cryptoArgs
  // The nonce ends where the path begins.
  return [fileKey, fileNonce].every((key) => /^[\w-]+=*$/.test(key)) && /^[^\w=-]/.test(path)
    ? ` key=${fileKey}  nonce=${fileNonce}${path}`
    : fail(at, "keys in Base64 and an absolute path")
}

/** A link, which nothing else in a command can be mistaken for. */
export const link = (value: string, at: string): string =>
  /^(?:simplex|https?):/.test(word(value, at)) ? value : fail(at, "links of simplex: or https:")

/** A picture as the core takes it: the data URI of a PNG or JPEG image. */
export const image = (value: string, at: string): string =>
  typeof value === "string" && /^data:image\/(?:png|jpg);base64,[A-Za-z\d+/]+={0,2}$/.test(value)
    ? value
    : fail(at, "images as data:image/png;base64,... or data:image/jpg;base64,...")
