import { open, readFile, rm, stat, writeFile } from "node:fs/promises"
import pRetry from "p-retry"
import type { Response } from "undici"
import { DownloadError, IntegrityError } from "../errors.ts"
import { nonEmpty } from "../non-empty.ts"
import { sha256Of } from "./manifest.ts"
import { agentFor, checkAddress, isHopeless, reasonOf, request, shown } from "./request.ts"

export interface Progress {
  /** Bytes that are here, those of an earlier attempt included. */
  readonly received: number
  /** Total bytes, if the server says so. */
  readonly total: number | undefined
}

export interface DownloadOptions {
  readonly onProgress?: ((progress: Progress) => void) | undefined
  readonly signal?: AbortSignal | undefined
  /** How often a failed attempt is repeated; 6 when absent. */
  readonly retries?: number | undefined
  /** The first pause between attempts, doubled each time, in milliseconds; 500 when absent. */
  readonly retryMs?: number | undefined
  /** How long the server may stay silent, in milliseconds; 30,000 when absent. */
  readonly stallMs?: number | undefined
}

/** A failure that may be over next time. */
class Transient extends Error {}

/** The file that was begun cannot be continued, and is gone. */
class Restart extends Transient {}

const maxBytes = 2 * 1024 ** 3
const longestPauseMs = 20_000

/**
 * Fetches `url` into the file `to`, and returns its SHA-256.
 *
 * A file that is there already, from an attempt that was cut or a process that was killed, is
 * continued where the server allows it. When the digest differs, a file that was put together so
 * is fetched once more in one piece.
 *
 * @throws {InvalidArgumentError} for a bad address
 * @throws {DownloadError} after the last attempt
 * @throws {IntegrityError} for another digest; the file is removed then
 * @throws {unknown} the signal's reason, or the file system's error
 */
export async function download(
  url: string,
  to: string,
  expected: string | undefined,
  options: DownloadOptions = {},
): Promise<string> {
  checkAddress(url)
  for (let again = false; ; again = true) {
    const { resumed } = await fetchAll(url, to, expected !== undefined, options)
    const actual = await sha256Of(to)
    if (expected === undefined || actual === expected) return actual
    await forget(to)
    if (!resumed || again)
      throw new IntegrityError(
        shown(url),
        "the SHA-256 of the download differs from the pinned one: it is not the released file. Nothing was installed",
        { expected, actual },
      )
  }
}

async function fetchAll(
  url: string,
  to: string,
  verified: boolean,
  options: DownloadOptions,
): Promise<{ resumed: boolean }> {
  const { signal, retries = 6, retryMs = 500, stallMs = 30_000 } = options
  const agent = await agentFor(url, stallMs)
  let resumed = false
  let attempts = 0
  let most = 0 // the furthest that any attempt came
  let progressed = false
  const attempt = async () => {
    attempts++
    const part = await partOf(url, to, verified)
    resumed ||= part.size > 0
    most = Math.max(most, part.size)
    progressed = false
    let response
    try {
      const headers = { "accept-encoding": "identity", ...part.headers }
      response = await request(url, { dispatcher: agent, headers, signal })
    } catch (error) {
      signal?.throwIfAborted()
      if (error instanceof DownloadError) throw error
      const problem = `no answer (${reasonOf(error)})`
      if (isHopeless(error)) throw new DownloadError(shown(url), problem, { cause: error })
      throw new Transient(problem, { cause: error })
    }
    const onProgress = (progress: Progress) => {
      progressed ||= progress.received > most
      most = Math.max(most, progress.received)
      options.onProgress?.(progress)
    }
    try {
      await receive(response, { url, to, have: part.size, signal, onProgress })
    } catch (error) {
      if (error instanceof Restart) most = 0 // or nothing that comes would be progress
      throw error
    }
  }
  try {
    await pRetry(attempt, {
      retries,
      minTimeout: retryMs,
      maxTimeout: longestPauseMs,
      randomize: true,
      ...(signal !== undefined ? { signal } : {}),
      // A connection that is cut again and again still gets there.
      shouldConsumeRetry: () => !progressed,
      shouldRetry: ({ error }) => error instanceof Transient,
    })
  } catch (error) {
    signal?.throwIfAborted()
    if (!(error instanceof Transient)) throw error
    throw new DownloadError(shown(url), `${error.message}, after ${attempts} attempts`, {
      cause: error.cause,
    })
  } finally {
    await agent.destroy()
  }
  return { resumed }
}

interface Receiving {
  readonly url: string
  readonly to: string
  /** How many bytes are there already. */
  readonly have: number
  readonly signal: AbortSignal | undefined
  readonly onProgress: (progress: Progress) => void
}

async function receive(
  response: Response,
  { url, to, have, signal, onProgress }: Receiving,
): Promise<void> {
  const from = await startOf(response, url, to, have)
  const total = totalOf(response, from)
  const file = await open(to, from > 0 ? "a" : "w")
  let received = from
  try {
    // Not before the old bytes are gone: they must never be taken for a part of the new file.
    await writeFile(
      metaOf(to),
      JSON.stringify({ url: shown(url), validator: validatorOf(response) }),
    )
    onProgress({ received, total })
    for await (const chunk of chunksOf(response, signal)) {
      received += chunk.length
      if (received > maxBytes)
        throw new DownloadError(shown(url), `it is larger than ${maxBytes} bytes`)
      await file.writeFile(chunk)
      onProgress({ received, total })
    }
  } finally {
    await file.close()
  }
  if (total !== undefined && received !== total)
    throw new Transient(`${received} of ${total} bytes arrived`)
}

/** Where the bytes of an answer belong; throws when it has none. */
async function startOf(response: Response, url: string, to: string, have: number): Promise<number> {
  const { status } = response
  if (status === 200) return 0
  if (status === 206) {
    const start = /^bytes (\d+)-/.exec(response.headers.get("content-range") ?? "")?.[1]
    if (have > 0 && Number(start) === have) return have
  }
  await response.body?.cancel()
  if (status === 206 || status === 416) {
    await forget(to) // another file than the one that was begun: from the start
    throw new Restart(`the server could not continue the download (${status})`)
  }
  const problem = `the server answered ${status}`
  if (status >= 500 || status === 408 || status === 425 || status === 429)
    throw new Transient(problem)
  throw new DownloadError(shown(url), problem, { status })
}

function totalOf(response: Response, from: number): number | undefined {
  const length = response.headers.get("content-length")
  return length === null ? undefined : from + Number(length)
}

async function* chunksOf(
  response: Response,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  const chunks = (response.body as AsyncIterable<Uint8Array> | null)?.[Symbol.asyncIterator]()
  if (chunks === undefined) return
  for (;;) {
    let next
    try {
      next = await chunks.next()
    } catch (error) {
      signal?.throwIfAborted()
      throw new Transient("the connection broke", { cause: error })
    }
    if (next.done) return
    yield next.value
  }
}

// ---- the file of an attempt that was cut, and what is known about it ----

const metaOf = (to: string): string => `${to}.json`

/** What is there of the file, and the headers that ask for the rest of it. */
async function partOf(
  url: string,
  to: string,
  verified: boolean,
): Promise<{ size: number; headers: Record<string, string> }> {
  try {
    const { size } = await stat(to)
    const meta = JSON.parse(await readFile(metaOf(to), "utf8")) as {
      url: string
      validator: string | null
    }
    const validator = meta.validator ?? undefined
    // Without a validator only the digest shows whether the file was replaced on the server
    // meanwhile; without either nothing would.
    if (size > 0 && meta.url === shown(url) && (validator !== undefined || verified)) {
      const headers = { range: `bytes=${size}-` }
      return {
        size,
        headers: validator !== undefined ? { ...headers, "if-range": validator } : headers,
      }
    }
  } catch {
    // nothing, or nothing that can be used
  }
  return { size: 0, headers: {} }
}

function validatorOf(response: Response): string | null {
  const etag = nonEmpty(response.headers.get("etag") ?? undefined)
  return etag !== undefined && !etag.startsWith("W/") ? etag : response.headers.get("last-modified")
}

async function forget(to: string): Promise<void> {
  await rm(to, { force: true })
  await rm(metaOf(to), { force: true })
}

/** Removes a download that is no longer needed. */
export const discard = forget
