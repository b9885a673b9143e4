import { createHash } from "node:crypto"
import { mkdir, open } from "node:fs/promises"
import { dirname, join } from "node:path"
import { crc32 } from "node:zlib"
import type { Entry, ZipFile } from "yauzl"
import { IntegrityError } from "../errors.ts"
import { stampOf, type InstalledFile } from "./manifest.ts"

/** More than any release has; less than what fills a disk. */
export interface ExtractLimits {
  readonly entries: number
  readonly bytes: number
}

export const defaultLimits: ExtractLimits = { entries: 10_000, bytes: 4 * 1024 ** 3 }

/**
 * Unpacks a zip archive into an empty folder: regular files and folders only, each name once and
 * inside the folder, and no more than the limits. Every file is on the disk when it returns.
 *
 * @throws {IntegrityError} for a broken or malicious archive; nothing was written outside the folder
 */
export async function extract(
  archive: string,
  folder: string,
  limits: ExtractLimits = defaultLimits,
  signal?: AbortSignal,
): Promise<InstalledFile[]> {
  const { openPromise } = await import("yauzl")
  const refuse = (problem: string, cause?: unknown) =>
    new IntegrityError(archive, problem, {}, { cause })
  const files: InstalledFile[] = []
  const names = new Names()
  let bytes = 0
  const count = (more: number) => {
    signal?.throwIfAborted()
    // Counted as it comes out: the size that an archive declares is what it likes.
    bytes += more
    if (bytes > limits.bytes) throw refuse(`unpacks to more than ${limits.bytes} bytes`)
  }

  let zip: ZipFile | undefined
  try {
    // It refuses names that are absolute, lead upwards or have a backslash.
    zip = await openPromise(archive, { autoClose: false, strictFileNames: true })
    for await (const entry of zip.eachEntry()) {
      if (names.size >= limits.entries) throw refuse(`has more than ${limits.entries} entries`)
      const problem = names.add(entry) ?? kindProblem(entry)
      if (problem !== undefined) throw refuse(problem)
      const path = join(folder, entry.fileName)
      await mkdir(entry.fileName.endsWith("/") ? path : dirname(path), { recursive: true })
      if (entry.fileName.endsWith("/")) continue
      const { sha256, checksum } = await writeEntry(zip, entry, path, count)
      if (checksum !== entry.crc32) throw refuse(`has a damaged entry: ${entry.fileName}`)
      files.push({ path: entry.fileName, sha256, stamp: (await stampOf(path)) ?? "" })
    }
  } catch (error) {
    // What is not ours, the signal's or the file system's is yauzl's word on the archive.
    if (error instanceof IntegrityError || signal?.aborted || isSystemError(error)) throw error
    throw refuse("is not a zip archive that can be read", error)
  } finally {
    zip?.close()
  }
  return files
}

async function writeEntry(
  zip: ZipFile,
  entry: Entry,
  path: string,
  count: (bytes: number) => void,
): Promise<{ sha256: string; checksum: number }> {
  const hash = createHash("sha256")
  let checksum = 0
  const file = await open(path, "wx", 0o644) // never follows or overwrites what is there
  try {
    const content = await zip.openReadStreamPromise(entry)
    // It may fail between two reads, or after we have stopped reading: that must not end the process.
    content.on("error", () => {})
    for await (const chunk of content as AsyncIterable<Buffer>) {
      count(chunk.length)
      hash.update(chunk)
      checksum = crc32(chunk, checksum)
      await file.writeFile(chunk)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return { sha256: hash.digest("hex"), checksum }
}

const isSystemError = (e: unknown): boolean =>
  e instanceof Error && typeof (e as NodeJS.ErrnoException).syscall === "string"

/** The names so far, as a file system sees them that knows neither case nor Unicode forms. */
class Names {
  readonly #files = new Set<string>()
  readonly #folders = new Set<string>()

  get size(): number {
    return this.#files.size + this.#folders.size
  }

  /** @returns why the name is refused. */
  add(entry: Entry): string | undefined {
    const name = entry.fileName.normalize("NFC").toLowerCase()
    const parts = name.replace(/\/$/, "").split("/")
    for (const part of parts)
      if (part === "" || /[\p{Cc}:*?"<>|]|[. ]$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/u.test(part))
        return `has an entry with a name that is not portable: ${JSON.stringify(entry.fileName)}`
    const path = parts.join("/")
    const folders = parts.slice(0, -1).map((_, i) => parts.slice(0, i + 1).join("/"))
    const twice = `has two entries of one name: ${JSON.stringify(entry.fileName)}`
    if (this.#files.has(path) || folders.some((f) => this.#files.has(f))) return twice
    if (!name.endsWith("/")) {
      if (this.#folders.has(path)) return twice
      this.#files.add(path)
    } else folders.push(path)
    for (const folder of folders) this.#folders.add(folder)
    return undefined
  }
}

/** Links and devices could lead out of the folder. */
function kindProblem(entry: Entry): string | undefined {
  const type = (entry.externalFileAttributes >>> 16) & 0o170000
  const [none, file, folder] = [0, 0o100000, 0o040000]
  if (type === none || type === file || type === folder) return undefined
  return `has an entry that is neither a file nor a folder: ${JSON.stringify(entry.fileName)}`
}
