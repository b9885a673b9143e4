import type { IncomingMessage, ServerResponse } from "node:http"
import { text } from "node:stream/consumers"
import { ConfigurationError } from "../errors.ts"
import type { Metrics, MetricsRegistry } from "./metrics.ts"

/** What is asked about a bot. */
export interface Probed {
  /** `failed` once it has ended without being asked to. */
  readonly state: string
  health(): Promise<{ readonly ok: boolean }>
  status(): Promise<object>
  /** @throws {ConfigurationError} when there is no such level */
  setLogLevel(level: string): void
}

interface Served {
  readonly bot: Probed
  readonly metrics: Metrics | undefined
}

type Route = (served: Served, request: IncomingMessage, response: ServerResponse) => unknown

/** By method and path. */
const routes: Readonly<Record<string, Route>> = {
  "GET /livez": ({ bot }, _request, response) => {
    const isLive = bot.state !== "failed"
    send(response, isLive ? 200 : 503, { ok: isLive, state: bot.state })
  },
  "GET /readyz": async ({ bot }, _request, response) => {
    const health = await bot.health()
    send(response, health.ok ? 200 : 503, health)
  },
  "GET /status": async ({ bot }, _request, response) => send(response, 200, await bot.status()),
  "GET /metrics": ({ metrics }, request, response) => {
    if (typeof metrics === "function") return metrics(request, response)
    if (metrics !== undefined) return sendRegistry(metrics, response)
    const problem =
      "no metrics: npm install @opentelemetry/sdk-metrics @opentelemetry/exporter-prometheus, or pass `metrics`"
    return send(response, 404, { problem })
  },
  "PUT /log-level": async ({ bot }, request, response) => {
    // A page of another site cannot send this type without asking first.
    if (request.headers["content-type"] !== "application/json") {
      return send(response, 415, { problem: "send it as application/json" })
    }
    try {
      bot.setLogLevel(levelIn(await body(request)))
      send(response, 200, { ok: true })
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error
      send(response, 400, { problem: error.message })
    }
  },
}

const paths = Object.keys(routes).map((route) => route.split(" ")[1])

/** Answers one request. */
export async function answer(
  served: Served,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = "", url = "" } = request
  const [path = ""] = url.split("?", 1)
  const route = routes[`${method === "HEAD" ? "GET" : method} ${path}`]
  if (route !== undefined) await route(served, request, response)
  else send(response, paths.includes(path) ? 405 : 404, { paths })
}

function send(response: ServerResponse, status: number, json: object): void {
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" })
  response.end(`${JSON.stringify(json)}\n`)
}

async function sendRegistry(registry: MetricsRegistry, response: ServerResponse): Promise<void> {
  const measured = await registry.metrics()
  response.writeHead(200, { "content-type": registry.contentType }).end(measured)
}

const longestBody = 1024

async function body(request: IncomingMessage): Promise<string> {
  if (Number(request.headers["content-length"] ?? longestBody + 1) <= longestBody)
    return text(request)
  throw new ConfigurationError("body", `must have a length of at most ${longestBody} bytes`)
}

/** @throws {ConfigurationError} */
function levelIn(json: string): string {
  try {
    const { level } = JSON.parse(json) as { level?: unknown }
    if (typeof level === "string") return level
  } catch {
    // Said below.
  }
  throw new ConfigurationError("body", 'must be {"level":"debug"}')
}
