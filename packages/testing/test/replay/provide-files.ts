import type { CryptoFileArgs } from "@simplex-chat/core"
import { mkdirSync, rmSync, truncateSync, writeFileSync } from "node:fs"
import { basename, dirname, join } from "node:path"
import { writeEncrypted } from "../../src/files/crypto-files.ts"
import type { Envelope, Recording } from "./recording.ts"

interface Command {
  readonly line: number
  readonly text: string
}

/**
 * Files are not part of a recording: others of their size stand for those that a command sends, and
 * those that are gone by then are deleted.
 */
export function provideFiles(recording: Recording, folder: string, command: Command): void {
  const { line, text } = command
  const answer = recording.lines.find((one) => one.line > line && one.kind === "answer")
  if (answer === undefined || answer.kind !== "answer") return
  const place = (path: string) =>
    path.startsWith("/") ? path : join(folder, `${answer.ctrl}_files`, path)
  if (/^\/_(send|upload)/.test(text)) provideSent(answer.envelope, text, place)
  const plan = /^\/_forward plan \S+ ([\d,]+)$/.exec(text)?.[1]
  if (plan !== undefined && areMissing(answer.envelope))
    for (const id of plan.split(",")) {
      const path = pathOf(recording, { ctrl: answer.ctrl, line, itemId: Number(id) })
      if (path !== undefined) rmSync(place(path), { force: true })
    }
}

function provideSent(answer: Envelope, text: string, place: (path: string) => string): void {
  const uploaded = /^\/_upload \d+ (.+)$/.exec(text)?.[1]
  const sources = text.matchAll(/"filePath":"([^"]+)"(?:,"cryptoArgs":(\{[^}]*\}))?/g)
  const paths = uploaded === undefined ? [...sources] : [["", uploaded]]
  const files = JSON.stringify(answer).matchAll(
    /"fileName":"([^"]+)"(?:,"filePath":"[^"]*")?,"fileSize":(\d+)/g,
  )
  const sizes = new Map([...files].map(([, name = "", size]) => [name, Number(size)]))
  for (const [, path = "", crypto] of paths) {
    const size = sizes.get(basename(path))
    if (size === undefined && !isTooLarge(answer)) continue // it was not there
    const file = place(path)
    mkdirSync(dirname(file), { recursive: true })
    if (size === undefined) {
      provideLarge(file)
      continue
    }
    const bytes = new Uint8Array(size).fill(1)
    if (crypto === undefined) writeFileSync(file, bytes)
    else writeEncrypted(file, bytes, JSON.parse(crypto) as CryptoFileArgs)
  }
}

function isTooLarge(answer: Envelope): boolean {
  return "error" in answer && JSON.stringify(answer.error).includes('"type":"fileSize"')
}

/** One byte more than a file may have; it takes no space. */
function provideLarge(file: string): void {
  writeFileSync(file, "")
  truncateSync(file, 1024 ** 3 + 1)
}

function areMissing(answer: Envelope): boolean {
  return "result" in answer && JSON.stringify(answer.result).includes('"type":"filesMissing"')
}

/** Where the file of an item was, as the recording says before a line. */
function pathOf(
  { lines }: Recording,
  { ctrl, line, itemId }: { ctrl: string; line: number; itemId: number },
): string | undefined {
  let path: string | undefined
  for (const one of lines) {
    if (one.line > line || !("ctrl" in one) || one.ctrl !== ctrl || !("envelope" in one)) continue
    JSON.stringify(one.envelope, (_, value: unknown) => {
      const { meta, file } = (value ?? {}) as {
        meta?: { itemId?: number }
        file?: { fileSource?: { filePath: string } }
      }
      if (meta?.itemId === itemId) path = file?.fileSource?.filePath ?? path
      return value
    })
  }
  return path
}
