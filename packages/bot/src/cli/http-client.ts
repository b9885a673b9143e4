import { request } from "node:http"
import { text } from "node:stream/consumers"
import { parseAddress, urlOf } from "../http/index.ts"
import { CommandLineError } from "./command-line-error.ts"

interface Asked {
  readonly method?: "GET" | "PUT"
  readonly path: string
  /** Sent as JSON. */
  readonly body?: object
  /** Whether a bot can have answered this. */
  readonly isAnswer: (json: Readonly<Record<string, unknown>>) => boolean
  /** How long to wait for the whole answer; 10,000 when absent. */
  readonly timeoutMs?: number
}

interface Answer {
  readonly status: number
  readonly json: Readonly<Record<string, unknown>>
}

/**
 * Asks the HTTP server of a bot that runs.
 *
 * @param address as `run --http` takes it
 * @throws {CommandLineError} when it cannot be reached, or does not answer as a bot does
 * @throws {ConfigurationError} when it is no address
 */
export async function askBot(
  address: string,
  { method = "GET", path, body, isAnswer, timeoutMs = 10_000 }: Asked,
): Promise<Answer> {
  const place = parseAddress(address, "--http")
  const where = "socket" in place ? { socketPath: place.socket } : { ...place }
  const sent = body === undefined ? "" : JSON.stringify(body)
  const type = body === undefined ? {} : { "content-type": "application/json" }
  const headers = { ...type, "content-length": Buffer.byteLength(sent) }
  // Not the `timeout` of the request, which begins again with every byte.
  const signal = AbortSignal.timeout(timeoutMs)
  try {
    const { status, answer } = await new Promise<{ status: number; answer: string }>(
      (resolve, reject) => {
        const asking = request({ ...where, method, path, headers, signal }, (response) => {
          const { statusCode: status = 0 } = response
          text(response).then((answer) => resolve({ status, answer }), reject)
        })
        asking.on("error", reject).end(sent)
      },
    )
    const json = objectIn(answer)
    if (json !== undefined && isAnswer(json)) return { status, json }
    throw new Error(`the answer is not that of a bot (HTTP status ${status})`)
  } catch (error) {
    const problem = signal.aborted ? `no answer within ${timeoutMs / 1000} s` : problemOf(error)
    const hint = "does the bot run, with --http, HTTP_ADDRESS or bot.serveHttp?"
    throw new CommandLineError(`${urlOf(place)}: ${problem}; ${hint}`, { cause: error })
  }
}

function objectIn(answer: string): Answer["json"] | undefined {
  try {
    const json: unknown = JSON.parse(answer)
    return typeof json === "object" && json !== null ? (json as Answer["json"]) : undefined
  } catch {
    return undefined
  }
}

function problemOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  return code ?? message
}
