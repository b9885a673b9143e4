import { request } from "node:http"
import { text } from "node:stream/consumers"
import { parseAddress, urlOf } from "../http/index.ts"
import { CommandLineError } from "./command-line-error.ts"

interface Asked {
  readonly method?: "GET" | "PUT"
  readonly path: string
  /** Sent as JSON. */
  readonly body?: object
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
  { method = "GET", path, body }: Asked,
): Promise<{ readonly status: number; readonly json: unknown }> {
  const place = parseAddress(address, "--http")
  const where = "socket" in place ? { socketPath: place.socket } : { ...place }
  const sent = body === undefined ? "" : JSON.stringify(body)
  const type = body === undefined ? {} : { "content-type": "application/json" }
  const headers = { ...type, "content-length": Buffer.byteLength(sent) }
  try {
    const { status, answer } = await new Promise<{ status: number; answer: string }>(
      (resolve, reject) => {
        const asking = request({ ...where, method, path, headers, timeout: 10_000 }, (response) => {
          const { statusCode: status = 0 } = response
          text(response).then((answer) => resolve({ status, answer }), reject)
        })
        asking.on("timeout", () => asking.destroy(new Error("no answer within 10 s")))
        asking.on("error", reject).end(sent)
      },
    )
    return { status, json: JSON.parse(answer) as unknown }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const problem =
      error instanceof SyntaxError ? "the answer is not that of a bot" : (code ?? message)
    const hint = "does the bot run, with --http, HTTP_ADDRESS or bot.serveHttp?"
    throw new CommandLineError(`${urlOf(place)}: ${problem}; ${hint}`, { cause: error })
  }
}
