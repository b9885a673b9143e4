import { RecentMap, type WaitOptions, within } from "@simplex-chat/core"
import type { T } from "@simplex-chat/types"
import type { Signals } from "../signals.ts"
import { ConnectError } from "./connect-error.ts"

/** How many contacts are remembered, before the oldest go. */
const rememberedAtMost = 1_000

const registries = new WeakMap<Signals, ConnectedContacts>()

/**
 * The contacts that connect, by their connection: `pccConnId` of a pending connection
 * is `activeConn.connId` of its contact in every recording.
 */
export class ConnectedContacts {
  readonly #signals: Signals
  /** The newest, as the event can come before the answer that names its connection. */
  readonly #recent = new RecentMap<number, T.Contact>(rememberedAtMost)
  readonly #waiting = new Map<number, Set<(contact: T.Contact) => void>>()
  readonly #next = new Set<(contact: T.Contact) => void>()
  /** What came of one-time links that were used here: the core knows no more of them. */
  readonly #used = new RecentMap<string, Promise<T.Contact | number>>(rememberedAtMost)

  /** The one of all clients of a core. Take it before the command that connects. */
  static of(signals: Signals): ConnectedContacts {
    const registry = registries.get(signals) ?? new ConnectedContacts(signals)
    registries.set(signals, registry)
    signals.expect()
    return registry
  }

  private constructor(signals: Signals) {
    this.#signals = signals
    signals.on(["contactConnected"], (said) => {
      if (said.type === "contactConnected") this.#see(said.contact)
    })
  }

  /**
   * The contact that comes, or came, of a connection.
   *
   * @throws {ConnectError} `timeout`, `aborted`, `closed`
   */
  async when(connId: number, options: WaitOptions): Promise<T.Contact> {
    const known = this.#recent.get(connId)
    if (known !== undefined) return known
    const waiting = this.#waiting.get(connId) ?? new Set()
    this.#waiting.set(connId, waiting)
    try {
      return await this.#wait(waiting, options)
    } finally {
      if (waiting.size === 0) this.#waiting.delete(connId)
    }
  }

  /** The connection for which a one-time link was used, or is being used; or its contact. */
  usedFor(link: string): Promise<T.Contact | number> | undefined {
    return this.#used.get(link)
  }

  /** Uses a one-time link once, however often it is asked for. A link whose use failed can be used again. */
  useOnce(link: string, connect: () => Promise<T.Contact | number>): Promise<T.Contact | number> {
    const used = this.#used.get(link)
    if (used !== undefined) return used
    const using = connect()
    using.catch(() => this.#used.delete(link))
    this.#used.set(link, using)
    return using
  }

  /**
   * The next contact that connects.
   *
   * @throws {ConnectError} `timeout`, `aborted`, `closed`
   */
  async next(options: WaitOptions): Promise<T.Contact> {
    return this.#wait(this.#next, options)
  }

  async #wait(
    waiting: Set<(contact: T.Contact) => void>,
    options: WaitOptions,
  ): Promise<T.Contact> {
    let stop = () => {}
    const contact = new Promise<T.Contact>((resolve, reject) => {
      waiting.add(resolve)
      const unsubscribe = this.#signals.onClosed(() => reject(new ConnectError("closed")))
      stop = () => {
        unsubscribe()
        waiting.delete(resolve)
      }
    })
    try {
      return await within(contact, options, (why, cause) => new ConnectError(why, cause))
    } finally {
      stop()
    }
  }

  #see(contact: T.Contact): void {
    const connId = contact.activeConn?.connId
    if (connId === undefined) return
    this.#recent.set(connId, contact)
    for (const resolve of [...(this.#waiting.get(connId) ?? []), ...this.#next]) resolve(contact)
  }
}
