import type { IncomingMessage, ServerResponse } from "node:http"

/** Answers `GET /metrics`: as `getMetricsRequestHandler` of OpenTelemetry's Prometheus exporter does. */
export type MetricsHandler = (request: IncomingMessage, response: ServerResponse) => unknown

/** A registry of prom-client. */
export interface MetricsRegistry {
  readonly contentType: string
  metrics(): Promise<string>
}

/** What `GET /metrics` answers with. */
export type Metrics = MetricsHandler | MetricsRegistry

/**
 * What is installed for metrics. OpenTelemetry comes first, because only it has the measurements of the bot:
 * an SDK with the Prometheus exporter is registered, unless the application has registered its own. Then
 * prom-client, with what the application measures.
 */
export async function installedMetrics(): Promise<Metrics | undefined> {
  return (await openTelemetry()) ?? (await promClient())
}

async function openTelemetry(): Promise<MetricsHandler | undefined> {
  const loaded = await optional(() =>
    Promise.all([
      import("@opentelemetry/api"),
      import("@opentelemetry/sdk-metrics"),
      import("@opentelemetry/exporter-prometheus"),
    ]),
  )
  if (loaded === undefined) return undefined
  const [{ metrics }, { MeterProvider }, { PrometheusExporter }] = loaded
  const exporter = new PrometheusExporter({ preventServerStart: true })
  const provider = new MeterProvider({ readers: [exporter] })
  if (!metrics.setGlobalMeterProvider(provider)) {
    await provider.shutdown()
    return undefined
  }
  return (request, response) => exporter.getMetricsRequestHandler(request, response)
}

async function promClient(): Promise<MetricsRegistry | undefined> {
  const name = "prom-client"
  const loaded = await optional(() => import(name) as Promise<{ register: MetricsRegistry }>)
  return loaded?.register
}

/** Undefined when it is not installed. */
async function optional<Module>(load: () => Promise<Module>): Promise<Module | undefined> {
  try {
    return await load()
  } catch (error) {
    if ((error as { code?: unknown }).code === "ERR_MODULE_NOT_FOUND") return undefined
    throw error
  }
}
