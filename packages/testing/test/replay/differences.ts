import { compare, type Names } from "./compare.ts"
import { signature } from "./events.ts"
import type { Envelope, Json } from "./recording.ts"

/** A difference, and the line of the recording where it is. */
export interface Found {
  readonly line: number
  readonly what: string
  readonly path: string
  readonly recorded: string
  readonly sent: string
}

/** What a replay found, and how much it compared. */
export class Differences {
  readonly #names: Names
  readonly found: Found[] = []
  compared = 0

  constructor(names: Names) {
    this.#names = names
  }

  compare(line: number, what: string, [recorded, sent]: [Envelope, Envelope]): void {
    this.compared += 1
    const isGone = [recorded, sent].every((one) => signature(one).startsWith("gone"))
    if (isGone) return
    const found = compare(recorded as unknown as Json, sent as unknown as Json, this.#names)
    for (const difference of found) this.found.push({ line, what, ...difference })
  }

  report(
    line: number,
    { ctrl, what, event }: { ctrl: string; what: string; event: Envelope },
    before?: Envelope,
  ): void {
    const sent = before === undefined ? "" : `before it ${signature(before)}`
    this.add(line, what, `${ctrl}: ${signature(event)}`, sent)
  }

  add(line: number, what: string, path: string, sent = ""): void {
    this.found.push({ line, what, path, recorded: "", sent })
  }
}
