import type { T } from "@simplex-chat/types"
import { performance } from "node:perf_hooks"

const arrivals = new WeakMap<T.AChatItem, number>()

/** Notes that an item has come in an event, just now. */
export const arrived = (item: T.AChatItem): void => void arrivals.set(item, performance.now())

/** When an item came, on the clock of the process; undefined for one that was read from the database. */
export const arrivalOf = (item: T.AChatItem): number | undefined => arrivals.get(item)
