// Gets the pages of the reference from a folder or over HTTP.

import { readFile } from "node:fs/promises"
import { join } from "node:path"
import type { Pages } from "./reference/read.ts"

/** A page of the reference, or our schema, could not be had. */
export class UnavailableError extends Error {
  override readonly name = "UnavailableError"
}

/**
 * @param from a folder, or the URL of one: `https://.../bots/api`
 * @throws {UnavailableError} when a page is missing, or is not text
 */
export async function getPages(from: string): Promise<Pages> {
  const get = /^https?:\/\//.test(from) ? download : readFrom
  const [commands, events, types] = await Promise.all([
    get(from, "COMMANDS.md"),
    get(from, "EVENTS.md"),
    get(from, "TYPES.md"),
  ])
  return { commands, events, types }
}

async function readFrom(folder: string, name: string): Promise<string> {
  const file = join(folder, name)
  try {
    return await readFile(file, "utf8")
  } catch (error) {
    throw new UnavailableError(`Cannot read ${file}: give the folder that holds it.`, {
      cause: error,
    })
  }
}

async function download(base: string, name: string): Promise<string> {
  const url = `${base.replace(/\/$/, "")}/${name}`
  let response: Response
  try {
    response = await fetch(url, { signal: AbortSignal.timeout(60_000) })
    if (response.ok) return await response.text()
  } catch (error) {
    throw new UnavailableError(`Cannot fetch ${url}: is it reachable from here?`, { cause: error })
  }
  throw new UnavailableError(`Cannot fetch ${url}: the server answers ${response.status}.`)
}
