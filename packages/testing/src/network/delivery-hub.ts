import { InvalidArgumentError } from "@simplex-chat/core"
import type { T } from "@simplex-chat/types"
import { mkdirSync } from "node:fs"
import { Chat } from "../chat/chat.ts"
import type { Clock } from "../simulation/clock.ts"
import { MemoryCore } from "./memory-core.ts"
import { updateGroupLink } from "../groups/group-link.ts"
import { updateLinkData } from "../commands/users.ts"
import type { Delivery } from "../simulation/delivery.ts"
import { Deliveries, type NewDelivery } from "./deliveries.ts"
import { agentFailed, type Failure } from "../simulation/failure.ts"
import type { Faults } from "../simulation/faults.ts"
import { FileServer } from "../simulation/file-server.ts"
import { setImmediate } from "../simulation/host-time.ts"
import { shownProfile } from "../recipients/incognito.ts"
import type { Hub, SelfPacket, Transfer } from "../chat/hub.ts"
import {
  type LinkEntry,
  Links,
  parseLink,
  type ParsedLink,
  parseServer,
  type Server,
  serverText,
} from "../simulation/links.ts"
import type { Packet } from "../simulation/packets.ts"
import { Random } from "../simulation/random.ts"
import { receive } from "../receive/receive.ts"
import type { ConnRow, OutboxRow, UserRow } from "../store/rows.ts"
import { sentBytes } from "../files/outgoing-file.ts"
import { sent } from "../recipients/item-statuses.ts"
import { openStore } from "../store/store.ts"
import { transfer } from "../files/transfers.ts"
import { given } from "../views/views.ts"
import type { Frame } from "./options.ts"
import type { NetworkOptions } from "./options.ts"
import type { CoreOptions } from "./options.ts"

/** How many problems of bots are kept. */
const problemsKept = 100

/** Where a core's own work goes, which is at no queue. */
const ownLane = "own"

const control: ReadonlySet<string> = new Set(["x.grp.mem.con"])

const introduction: ReadonlySet<string> = new Set([
  "x.grp.mem.intro",
  "x.grp.mem.inv",
  "x.grp.mem.fwd",
  "x.grp.link.mem",
])

/** The kind of a delivery. What has no visible effect is `control`, or an `introduction`. */
function kindOf(packet: Packet | SelfPacket | Transfer): string {
  if (packet.type !== "messages") return packet.type
  const isAll = (of: ReadonlySet<string>) => packet.messages.every(({ event }) => of.has(event))
  return isAll(control) ? "control" : isAll(introduction) ? "introduction" : "messages"
}

function isTransfer(packet: Packet | SelfPacket | Transfer): packet is Transfer {
  return packet.type === "upload" || packet.type === "download"
}

/** What connects the cores of a network: queues, what is under way on them, and the servers. */
export class DeliveryHub implements Hub {
  readonly clock: Clock
  readonly random: Random
  readonly links = new Links()
  readonly files = new FileServer()
  readonly server: Server
  readonly listeners = new Set<(frame: Frame) => void>()
  /** What went wrong in bots, the newest last. */
  readonly problems: string[] = []
  readonly #faults: Faults
  readonly #auto: boolean
  readonly #serverTime: "exact" | "seconds"
  readonly #deliveries = new Deliveries()
  readonly #chats = new Map<string, Chat>()
  readonly #cores = new Map<string, MemoryCore>()
  /** Whose core has a queue. Cores that have not been opened yet are missing. */
  readonly #queues = new Map<string, string>()
  readonly #closed = new Set<string>()
  #opened = 0
  #scheduled = false

  constructor(options: NetworkOptions, clock: Clock, faults: Faults) {
    const { seed = 1, delivery = "auto", server, time } = options
    const { serverTime = time === "running" ? "seconds" : "exact" } = options
    this.#serverTime = serverTime
    this.clock = clock
    this.random = new Random(seed)
    this.#faults = faults
    this.#auto = delivery === "auto"
    this.server = parseServer(server ?? `smp://${this.random.url(32)}=@localhost:5223`)
  }

  open({ name = `core${++this.#opened}`, folder }: CoreOptions): MemoryCore {
    if (this.#chats.has(name))
      throw new InvalidArgumentError("name", `a core called ${name} is open already`)
    if (folder !== undefined) mkdirSync(folder, { recursive: true })
    const { state, store } = openStore(folder, this.clock)
    const core = new MemoryCore({
      name,
      clock: this.clock,
      store,
      faults: this.#faults,
      observe: (frame) => {
        for (const listener of this.listeners) listener(frame)
      },
      problem: (text) => {
        this.problems.push(text)
        if (this.problems.length > problemsKept) this.problems.shift()
      },
      gone: () => this.#close(name),
      wake: () => this.#schedule(),
    })
    const chat = new Chat(name, state, this, (emission) => core.emitted(emission))
    core.attach(chat)
    this.#chats.set(name, chat)
    this.#cores.set(name, core)
    this.#register(chat)
    return core
  }

  /** A core that is opened again brings its queues, its links, and what it had not yet sent. */
  #register(chat: Chat): void {
    const { conns, files, groups, links, outbox, users } = chat.state
    for (const conn of conns.values()) {
      if (conn.status === "deleted") this.#closed.add(conn.queue)
      else this.#queues.set(conn.queue, chat.name)
      if (
        conn.connLinkInv !== undefined &&
        conn.entity.type === "pending" &&
        conn.status === "new"
      ) {
        const user = chat.state.users.get(conn.userId)
        const profile = user === undefined ? undefined : shownProfile(chat, user, conn)
        const contact = profile === undefined ? undefined : { profile, business: false }
        const { connLinkInv: link, queue } = conn
        this.#addMissing({ kind: "invitation", link, queue, ...given("contact", contact) })
      }
    }
    for (const { link, connId, groupId } of links.values()) {
      const queue = chat.conn(connId)?.queue
      if (queue === undefined) continue
      this.#addMissing({ kind: groupId === undefined ? "contact" : "group", link, queue })
    }
    for (const user of users.values()) updateLinkData(chat, user)
    for (const group of groups.values()) updateGroupLink(chat, group)
    for (const file of files.values()) {
      const { direction, remote, cancelled } = file
      if (direction === "snd" && remote !== undefined && !cancelled)
        this.files.offer(remote, () => sentBytes(chat, file))
    }
    for (const row of outbox.values()) this.#enqueue(chat, row)
  }

  #addMissing(entry: LinkEntry): void {
    const { connFullLink } = entry.link
    const known = this.links.find(parseLink(connFullLink))
    if (known === undefined && !this.links.wasRemoved(entry.link)) this.links.add(entry)
  }

  #close(name: string): void {
    const chat = this.#chats.get(name)
    if (chat !== undefined) chat.started = false
    this.#chats.delete(name)
    this.#cores.delete(name)
    // What it had not yet sent is in its store, or gone with it.
    this.#deliveries.dropFrom(name)
  }

  serverTime(): string {
    return this.#serverTime === "seconds" ? this.clock.second() : this.clock.stamp()
  }

  queue(chat: Chat): string {
    const queue = this.random.url(24)
    this.#queues.set(queue, chat.name)
    return queue
  }

  closeQueue(queue: string): void {
    this.#queues.delete(queue)
    this.#closed.add(queue)
  }

  /**
   * The core that a packet for this queue happens to: the one that owns it; the sender, who hears
   * that the queue is closed; none, while the owner's folder was not opened in this process.
   */
  #ownerOf(queue: string, sender: string): string {
    if (queue === ownLane) return sender
    return this.#queues.get(queue) ?? (this.#closed.has(queue) ? sender : "")
  }

  send(chat: Chat, conn: ConnRow, packet: Packet): void {
    if (conn.peer === undefined) return
    const number = conn.sent + 1
    chat.state.conns.update(conn, { sent: number })
    const row = { connId: conn.id, from: conn.queue, to: conn.peer, number, packet, sent: false }
    this.#enqueue(chat, chat.state.outbox.insert(row))
  }

  continue(chat: Chat, conn: ConnRow, packet: SelfPacket): void {
    const { id: connId, queue } = conn
    const row = { connId, from: queue, to: queue, number: 0, packet, sent: true }
    this.#enqueue(chat, chat.state.outbox.insert(row))
  }

  transfer(chat: Chat, packet: Transfer): void {
    const row = { connId: 0, from: ownLane, to: ownLane, number: 0, packet, sent: true }
    this.#enqueue(chat, chat.state.outbox.insert(row))
  }

  soon(chat: Chat, lane: string, run: () => void): void {
    const connection = undefined
    this.#add({ core: chat.name, lane: `${chat.name}>${lane}`, kind: "start", connection, run })
  }

  #enqueue(chat: Chat, row: OutboxRow): void {
    const packet = row.packet as Packet | SelfPacket | Transfer
    const { to, id, connId } = row
    const kind = kindOf(packet)
    if (!row.sent && packet.type === "messages" && kind !== "control") {
      const run = () => {
        const stored = this.#chats.get(chat.name)?.state.outbox.get(id)
        // A queue that is gone refuses what it did not take before.
        if (stored !== undefined && this.#closed.has(to)) {
          sent(chat, connId, packet.receipt, "auth")
          return this.#sent(chat, id)
        }
        if (stored !== undefined) chat.state.outbox.update(stored, { sent: true })
        sent(chat, connId, packet.receipt)
      }
      const lane = `${chat.name}>sent ${row.from}`
      const connection = chat.conn(connId)?.agentConnId
      this.#add({ core: chat.name, lane, kind: "sent", connection, run })
    }
    const ownerOf = () => this.#ownerOf(to, chat.name)
    const connectionAt = () => this.#chats.get(ownerOf())?.state.conns.at(to)?.agentConnId
    this.#add({
      get core() {
        return ownerOf()
      },
      get connection() {
        return connectionAt()
      },
      lane: `${chat.name}>${isTransfer(packet) ? `file ${packet.fileId}` : to}`,
      kind,
      run: () => this.#arrive(chat, row),
    })
  }

  /**
   * A packet arrives. Its owner has it on disk before the sender forgets it: a process that is
   * killed in between sends it again, and the owner recognizes it by its number.
   */
  #arrive(sender: Chat, { id, to, number, packet: stored }: OutboxRow): void {
    const packet = stored as Packet | SelfPacket | Transfer
    if (isTransfer(packet)) {
      transfer(sender, packet)
      return this.#sent(sender, id)
    }
    const owner = this.#chats.get(this.#queues.get(to) ?? "")
    if (owner !== undefined) {
      receive(owner, to, number, packet)
      if (number > 0 && this.#faults.duplicates()) receive(owner, to, number, packet)
      owner.answered()
      if (owner !== sender) this.#cores.get(owner.name)?.save()
    } else if (packet.type === "messages" && sender.state.outbox.get(id)?.sent === false) return
    this.#sent(sender, id)
  }

  #sent(sender: Chat, id: number): void {
    sender.state.outbox.delete(id)
    this.#cores.get(sender.name)?.save()
  }

  #add(delivery: NewDelivery): void {
    const delayMs = this.#faults.delayMs()
    this.#deliveries.add(delivery, delayMs === 0 ? 0 : this.clock.nowMs + delayMs)
    this.#schedule()
  }

  /** The deliveries that can happen now. */
  ready(): Delivery[] {
    const now = this.clock.nowMs
    const can = this.#deliveries.heads().filter((delivery) => {
      const chat = this.#chats.get(delivery.core)
      return delivery.notBeforeMs <= now && chat?.started === true && !this.#faults.holds(delivery)
    })
    return this.#faults.reordered(can)
  }

  /** All that is under way, also what waits for a time, or for a core that is not there. */
  underWay(): Delivery[] {
    return this.#deliveries.all()
  }

  /** Moves the clock to the first delivery that is delayed and could then happen. */
  toNextDelayed(): boolean {
    const times = this.#deliveries
      .heads()
      .filter((one) => this.#chats.get(one.core)?.started && !this.#faults.holds(one))
      .map(({ notBeforeMs }) => notBeforeMs)
      .filter((time) => time > this.clock.nowMs)
    if (times.length === 0) return false
    this.clock.advance(Math.min(...times) - this.clock.nowMs)
    return true
  }

  run(delivery: Delivery): void {
    const chat = this.#chats.get(delivery.core)
    chat?.state.recount()
    if (delivery.kind !== "start" && this.#faults.drops()) {
      // The server keeps a message until it is acknowledged, and sends it again.
      this.#deliveries.postpone(delivery, this.clock.nowMs + 1)
      return
    }
    this.#deliveries.run(delivery)
    if (chat !== undefined) {
      chat.answered()
      this.#cores.get(chat.name)?.save()
    }
  }

  resolve(chat: Chat, user: UserRow, link: ParsedLink): LinkEntry {
    const known = this.links.find(link)
    // A link of this network leads to its server, also from another process with another key.
    this.reachable(known === undefined ? link.server : this.server)
    chat.reach(user, link.server.host)
    const entry = this.links.find(link)
    if (entry !== undefined) return entry
    const serverAddress = serverText(link.server)
    throw agentFailed({ type: "SMP", serverAddress, smpErr: { type: "AUTH" } })
  }

  reachable(server: Server): void {
    const { host, port, key } = this.server
    if (server.host === host && server.port === port && !this.#faults.serversDown) {
      // The key in a link is that of the server's certificate.
      if (server.key === key) return
      throw this.#unreachable(server, { type: "unknownCAError" })
    }
    const known = server.host === host
    const connectError = known
      ? "Network.Socket.connect: does not exist (Connection refused)"
      : "Network.Socket.getAddrInfo: does not exist (Name or service not known)"
    throw this.#unreachable(server, { type: "connectError", connectError })
  }

  #unreachable(server: Server, networkError: T.NetworkError): Failure {
    return agentFailed({
      type: "BROKER",
      brokerAddress: serverText(server),
      brokerErr: { type: "NETWORK", networkError },
    })
  }

  /** In automatic delivery, lets what is under way happen once the program is idle. */
  #schedule(): void {
    if (!this.#auto || this.#scheduled) return
    this.#scheduled = true
    setImmediate(() => {
      this.#scheduled = false
      for (let burst = 0; burst < 256; burst++) {
        const [next] = this.ready()
        if (next === undefined) {
          if (this.toNextDelayed()) continue
          return
        }
        this.run(next)
      }
      this.#schedule()
    })
  }
}
