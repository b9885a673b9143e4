import { once } from "node:events"
import { lstat, rm } from "node:fs/promises"
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import { type AddressInfo, connect } from "node:net"
import { BotError } from "../errors.ts"
import { type HttpAddress, isLoopback, urlOf } from "./address.ts"
import type { Metrics } from "./metrics.ts"
import { answer, type Probed } from "./routes.ts"

/** The HTTP server of a bot. */
export interface ServedHttp extends AsyncDisposable {
  /** `http://127.0.0.1:8080`, or `unix:/run/bot/http`. */
  readonly url: string
  close(): Promise<void>
}

/**
 * Serves the probes of a bot. It does not keep the process alive.
 *
 * @throws {BotError} when it cannot listen there
 */
export async function serveHttp(
  bot: Probed,
  address: HttpAddress,
  metrics: Metrics | undefined,
): Promise<ServedHttp> {
  const server = createServer((request, response) => {
    if ("host" in address && isLoopback(address.host) && !isForLoopback(request)) {
      return void response.writeHead(403).end()
    }
    void answer({ bot, metrics }, request, response).catch(() => broken(response))
  })
  // A request that does not end must not hold up the end of the bot.
  server.requestTimeout = 10_000
  server.unref()
  await listen(server, address)
  const close = () => closed(server)
  return { url: urlOf(actual(server, address)), close, [Symbol.asyncDispose]: close }
}

async function listen(server: Server, address: HttpAddress): Promise<void> {
  if ("socket" in address) await removeLeftBehind(address.socket)
  server.listen("socket" in address ? { path: address.socket } : { ...address })
  try {
    await once(server, "listening")
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const where = urlOf(address)
    const problem = code === "EADDRINUSE" ? "the address is in use" : `cannot listen (${code})`
    throw new BotError(`serveHttp: ${where}: ${problem}`, { cause: error })
  }
}

/** A socket of a process that was killed is still there. What else has that name stays. */
async function removeLeftBehind(socket: string): Promise<void> {
  const found = await lstat(socket).catch(() => undefined)
  if (found?.isSocket() === true && !(await isServed(socket))) await rm(socket, { force: true })
}

async function isServed(socket: string): Promise<boolean> {
  const connection = connect(socket)
  try {
    await once(connection, "connect")
    return true
  } catch {
    return false
  } finally {
    connection.destroy()
  }
}

/** With the port that was free, for port 0. */
function actual(server: Server, address: HttpAddress): HttpAddress {
  if ("socket" in address) return address
  return { host: address.host, port: (server.address() as AddressInfo).port }
}

/** A page of another site, whose name leads here, must not read what the bot says. */
function isForLoopback({ headers }: IncomingMessage): boolean {
  const name = /^(?:\[([^\]]*)\]|([^:]*))(?::\d+)?$/.exec(headers.host ?? "")
  return isLoopback(name?.[1] ?? name?.[2] ?? "")
}

function broken(response: ServerResponse): void {
  if (response.headersSent) response.destroy()
  else response.writeHead(500).end()
}

async function closed(server: Server): Promise<void> {
  if (!server.listening) return
  server.close()
  server.closeAllConnections()
  await once(server, "close")
}
