import type { Names } from "./compare.ts"
import type { Envelope, Json } from "./recording.ts"

const kinds: ReadonlySet<string> = new Set(["agentConnsDeleted", "agentRcvQueuesDeleted"])

/**
 * The connections that the agent deleted. It says so for one or many at a time, in any order, and
 * of some twice (c-groups, a member that leaves): what is compared is of which it tells at all.
 */
export class Deletions {
  readonly #names: Names
  readonly #sent = new Map<string, Set<string>>()
  readonly #recorded = new Map<string, Set<string>>()

  constructor(names: Names) {
    this.#names = names
  }

  isAbout(envelope: Envelope): boolean {
    return "result" in envelope && kinds.has(envelope.result.type)
  }

  /** Remembers what the network reported; false for an event about anything else. */
  sent(envelope: Envelope): boolean {
    if (!this.isAbout(envelope)) return false
    const ids = this.#sent.get(tag(envelope)) ?? new Set()
    this.#sent.set(tag(envelope), new Set([...ids, ...idsOf(envelope)]))
    return true
  }

  /** The recorded connections that the network has not reported yet. */
  missing(envelope: Envelope): string[] {
    const sent = this.#sent.get(tag(envelope)) ?? new Set()
    const known = [...sent].filter((id) => !this.#names.isSent(id))
    return idsOf(envelope).filter((id) => {
      const name = this.#names.sentFor(id)
      if (name !== undefined) return !sent.has(name)
      // No other frame named this connection, such as that of an address.
      const other = known.shift()
      return other === undefined || !this.#names.match(id, other)
    })
  }

  recorded(envelope: Envelope): void {
    const ids = this.#recorded.get(tag(envelope)) ?? new Set()
    for (const id of idsOf(envelope)) ids.add(this.#names.sentFor(id) ?? id)
    this.#recorded.set(tag(envelope), ids)
  }

  /** What the network reported and the recording does not have. */
  unrecorded(): string[] {
    return [...this.#sent].flatMap(([kind, ids]) =>
      [...ids].filter((id) => !this.#recorded.get(kind)?.has(id)).map((id) => `${kind} ${id}`),
    )
  }
}

const tag = (envelope: Envelope) => ("result" in envelope ? envelope.result.type : "")

function idsOf(envelope: Envelope): string[] {
  if (!("result" in envelope)) return []
  const { agentConnIds, deletedRcvQueues } = envelope.result as Record<string, Json>
  if (Array.isArray(agentConnIds)) return agentConnIds as string[]
  return ((deletedRcvQueues ?? []) as { agentConnId: string }[]).map((queue) => queue.agentConnId)
}
