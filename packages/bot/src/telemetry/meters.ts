import type { Attributes, Meter, ObservableGauge } from "@opentelemetry/api"
import { durationBounds, type InstrumentName, instruments } from "./conventions.ts"

/** What can be read at any time. */
export interface Gauges {
  readonly working: number
  readonly waiting: number
  readonly queued: number
  readonly stuck: number
  readonly unsent: number
  readonly lag: number
  /** Undefined for a bot without a SQLite database of its own. */
  readonly database: number | undefined
  readonly state: number | undefined
  readonly free: number | undefined
}

interface Counter {
  add(value: number, found?: Attributes): void
}

interface Histogram {
  record(value: number, found?: Attributes): void
}

const gaugeKeys = [
  "working",
  "waiting",
  "queued",
  "stuck",
  "unsent",
  "lag",
  "database",
  "state",
  "free",
] as const

/** The instruments of a bot. */
export class Meters {
  readonly processDuration: Histogram
  readonly commandDuration: Histogram
  readonly consumed: Counter
  readonly sent: Counter
  readonly deliveries: Counter
  readonly caughtUp: Counter
  readonly disconnects: Counter
  readonly reconnects: Counter
  readonly #meter: Meter
  readonly #common: Attributes

  /** @param common what every measurement has */
  constructor(meter: Meter, common: Attributes) {
    this.#meter = meter
    this.#common = common
    const histogram = (key: InstrumentName): Histogram => {
      const [name, unit, description] = instruments[key]
      const advice = { explicitBucketBoundaries: durationBounds }
      const made = meter.createHistogram(name, { unit, description, advice })
      return { record: (value, found) => made.record(value, { ...common, ...found }) }
    }
    const counter = (key: InstrumentName): Counter => {
      const [name, unit, description] = instruments[key]
      const made = meter.createCounter(name, { unit, description })
      return { add: (value, found) => made.add(value, { ...common, ...found }) }
    }
    this.processDuration = histogram("processDuration")
    this.commandDuration = histogram("commandDuration")
    this.consumed = counter("consumed")
    this.sent = counter("sent")
    this.deliveries = counter("deliveries")
    this.caughtUp = counter("caughtUp")
    this.disconnects = counter("disconnects")
    this.reconnects = counter("reconnects")
  }

  /**
   * Has the gauges read whenever they are collected.
   *
   * @returns ends it
   */
  observe(read: () => Promise<Gauges>): () => void {
    const gauges = gaugeKeys.map((key): readonly [keyof Gauges, ObservableGauge] => {
      const [name, unit, description] = instruments[key]
      return [key, this.#meter.createObservableGauge(name, { unit, description })]
    })
    const callback: Parameters<Meter["addBatchObservableCallback"]>[0] = async (result) => {
      const now = await read()
      for (const [key, gauge] of gauges) {
        const value = now[key]
        if (value !== undefined) result.observe(gauge, value, this.#common)
      }
    }
    const all = gauges.map(([, gauge]) => gauge)
    this.#meter.addBatchObservableCallback(callback, all)
    return () => this.#meter.removeBatchObservableCallback(callback, all)
  }
}
