import { createReadStream, createWriteStream } from "node:fs"
import { readdir } from "node:fs/promises"
import { pipeline } from "node:stream/promises"
import * as zlib from "node:zlib"
import { packTar, type TarSource, unpackTar } from "modern-tar/fs"
import { CommandLineError } from "../command-line-error.ts"
import { asProblem } from "../disk-problem.ts"

/** By the ending of the archive's name. */
const compressions = {
  ".tar.zst": [() => zlib.createZstdCompress(), () => zlib.createZstdDecompress()],
  ".tar.gz": [() => zlib.createGzip(), () => zlib.createGunzip()],
  ".tar": [undefined, undefined],
} as const

/** @throws {CommandLineError} when the name has another ending */
function compressionOf(file: string): (typeof compressions)[keyof typeof compressions] {
  const ending = Object.keys(compressions).find((one) => file.endsWith(one))
  if (ending !== undefined) return compressions[ending as keyof typeof compressions]
  const known = Object.keys(compressions).join(", ")
  throw new CommandLineError(`${file}: the name of a backup ends in ${known}`)
}

/** Refuses a name early. */
export const checkArchiveName = (file: string): void => void compressionOf(file)

/** Writes an archive that only its owner can read, and that is on the disk when it resolves. */
export async function pack(file: string, sources: readonly TarSource[]): Promise<void> {
  const [compress] = compressionOf(file)
  const output = createWriteStream(file, { flags: "wx", mode: 0o600, flush: true })
  const archive = packTar(sources)
  await (compress === undefined ? pipeline(archive, output) : pipeline(archive, compress(), output))
}

/**
 * Unpacks an archive into an empty folder.
 *
 * @returns the names of its files
 * @throws {CommandLineError} when it is no archive
 */
export async function unpack(file: string, folder: string): Promise<string[]> {
  const [, decompress] = compressionOf(file)
  const input = createReadStream(file)
  // Links and whatever else is no file or folder is left out.
  const filter = ({ type }: { readonly type?: string | undefined }) =>
    type === "file" || type === "directory"
  const output = unpackTar(folder, { fmode: 0o600, dmode: 0o700, strict: true, filter })
  try {
    await (decompress === undefined
      ? pipeline(input, output)
      : pipeline(input, decompress(), output))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === "ENOENT") throw new CommandLineError(`${file}: there is no such file`)
    const problem = asProblem(folder, error)
    if (problem !== error) throw problem
    throw new CommandLineError(`${file}: no archive, or a damaged one`, { cause: error })
  }
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  return found
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${parentPath}/${name}`.slice(folder.length + 1))
}
