import { Child } from "./child.ts"
import { FarCore } from "./far-core.ts"
import type { Opening } from "./messages.ts"

/** A real core in a process of its own. */
export class CoreProcess extends FarCore {
  readonly #child: Child

  private constructor(child: Child) {
    super(child.channel)
    this.#child = child
  }

  /** Starts the process and opens the database there. */
  static async open(opening: Opening): Promise<CoreProcess> {
    const child = new Child()
    try {
      await child.order({ kind: "open", opening })
    } catch (error) {
      await child.kill()
      throw error
    }
    return new CoreProcess(child)
  }

  override async close(): Promise<void> {
    await super.close()
    await this.#child.end()
  }
}
