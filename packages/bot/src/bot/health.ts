import type { ChatEventError } from "@simplex-chat/api"
import type { Health } from "./lifecycle.ts"
import type { Running } from "./running.ts"

/** Until a failure is known to be the last one, in milliseconds. */
const graceMs = 1000

/** Whether events come from the core: a failure counts until the next try has had its time. */
export class Receiving {
  #failsUntil = -Infinity

  see({ code, retryInMs = 0 }: Pick<ChatEventError, "code" | "retryInMs">): void {
    if (code === "receiveFailed") this.#failsUntil = performance.now() + retryInMs + graceMs
  }

  get works(): boolean {
    return performance.now() > this.#failsUntil
  }
}

/** The health of a bot that does not run. */
export const notRunning: Health = {
  ok: false,
  database: false,
  receiving: false,
  stuck: 0,
  working: 0,
  queued: 0,
}

/** The health of a bot that runs: asks the database. */
export async function healthOf(
  { api, inbox, reconciler, menus }: Running,
  receiving: boolean,
  timeoutMs: number,
): Promise<Health> {
  const database = await api.apiListUsers({ timeoutMs }).then(
    () => true,
    () => false,
  )
  const { working, queued, stuck } = inbox.load
  const ok = database && receiving && stuck === 0
  const steps = [...reconciler.pending, ...(menus?.pending ?? [])]
  const pending = steps.length > 0 ? steps : undefined
  return { ok, database, receiving, stuck, working, queued, pending }
}
