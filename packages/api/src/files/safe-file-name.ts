import { checkText } from "../checks.ts"

/** The longest name of a file, in bytes of UTF-8, with room for what makes it unique. */
const maxBytes = 200

/** Names that Windows takes for devices, whatever comes after the first dot. */
const reserved = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])$/iu

/**
 * Makes of a name that came from others one that is safe in any folder on any system: its last part
 * only, without control and direction characters and those that Windows refuses, no reserved name, at
 * most 200 bytes. Different names can become the same.
 *
 * @example
 * ```ts
 * safeFileName("../../etc/passwd") // "passwd"
 * safeFileName("nul.txt") // "_nul.txt"
 * ```
 */
export function safeFileName(name: string): string {
  checkText(name, "name")
  const last =
    name
      .replaceAll(/\p{Cs}/gu, "\ufffd")
      .split(/[/\\]/u)
      .at(-1) ?? ""
  const clean = last
    .replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, "")
    .replaceAll(/[<>:"|?*]/gu, "_")
    .trimStart()
  const [stem, extension] = parts(withoutEnd(clean))
  const ending = withoutEnd(cut(extension, 20))
  const safe = reserved.test(clean.split(".")[0]?.trim() ?? "") ? `_${stem}` : stem
  const whole = withoutEnd(cut(safe, maxBytes - bytes(ending)) + ending)
  return whole === "" ? "file" : whole
}

/** Windows ignores blanks and dots at the end of a name. In linear time, which a pattern would not take. */
function withoutEnd(name: string): string {
  let end = name.length
  while (end > 0 && /[\s.]/u.test(name[end - 1] ?? "")) end--
  return name.slice(0, end)
}

/** The name with something that makes it another: `cat.jpg` and `7` are `cat-7.jpg`. */
export function distinctFileName(name: string, mark: number | string): string {
  const [stem, extension] = parts(name)
  return `${stem}-${mark}${extension}`
}

/** The part before the last dot, and the rest. A dot at the beginning starts no extension. */
function parts(name: string): [string, string] {
  const dot = name.lastIndexOf(".")
  return dot <= 0 ? [name, ""] : [name.slice(0, dot), name.slice(dot)]
}

const encoder = new TextEncoder()
const bytes = (text: string): number => encoder.encode(text).length

function cut(text: string, atMost: number): string {
  let kept = ""
  let size = 0
  for (const character of text) {
    size += bytes(character)
    if (size > atMost) break
    kept += character
  }
  return kept
}
