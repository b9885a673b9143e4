export { type HttpAddress, isLoopback, parseAddress, urlOf } from "./address.ts"
export {
  installedMetrics,
  type Metrics,
  type MetricsHandler,
  type MetricsRegistry,
} from "./metrics.ts"
export type { Probed } from "./routes.ts"
export { type ServedHttp, serveHttp } from "./serve-http.ts"
