import type {
  BotInfo,
  Faults,
  Pending,
  PersonInfo,
  ServerMessage,
  State,
} from "@simplex-chat/playground/protocol"
import type { Delivery, Network, Person } from "@simplex-chat/testing"
import { mkdir } from "node:fs/promises"
import { join } from "node:path"
import { ActionError } from "../actions/action-error.ts"
import { Recorder } from "../inspector/recorder.ts"
import { Pump } from "../pump.ts"
import { botCore, Session } from "../../session.ts"
import type { SessionEvent } from "../../session-events.ts"
import { WorldClock } from "./clock.ts"
import { command, type Commanded } from "./core-answer.ts"
import { applyFaults, noFaults } from "./fault-switches.ts"
import { PersonView } from "./person-view.ts"

export interface WorldOptions {
  readonly file: string
  readonly watch: boolean
  readonly seed: number
  /** When its time begins, in milliseconds since 1970. */
  readonly startMs: number
  /** For the files that people receive. */
  readonly folder: string
}

interface Inhabitant {
  readonly person: Person
  readonly view: PersonView
  name: string
  isOffline: boolean
  /** A refresh is under way, or about to be. */
  refreshing: Promise<void> | undefined
  isStale: boolean
}

/** One run of a bot among people: from its seed and what is done to it, it comes out the same. */
export class World implements AsyncDisposable {
  readonly session: Session
  readonly pump: Pump
  readonly clock: WorldClock
  readonly recorder: Recorder
  readonly #options: WorldOptions
  readonly #send: (message: ServerMessage) => void
  readonly #people = new Map<string, Inhabitant>()
  /** What people's cores were commanded for the action that is being done. */
  commands: { readonly person: string; readonly text: string }[] = []
  #faults = noFaults
  #isClosed = false

  private constructor(
    session: Session,
    options: WorldOptions,
    send: (message: ServerMessage) => void,
  ) {
    this.session = session
    this.#options = options
    this.#send = send
    this.recorder = new Recorder(() => this.clock.nowMs)
    this.pump = new Pump(session.network, () => this.#timeChanged())
    this.clock = new WorldClock(session.network, () => this.pump.schedule())
    session.listen((event) => this.#heard(event))
  }

  static async open(options: WorldOptions, send: (message: ServerMessage) => void): Promise<World> {
    const { file, watch, seed, startMs } = options
    const network = { seed, startMs, time: "standing", delivery: "manual" } as const
    return new World(await Session.open({ file, watch, network }), options, send)
  }

  get network(): Network {
    return this.session.network
  }

  get state(): Omit<State, "steps" | "seed"> {
    return {
      bot: this.#bot,
      people: this.#peopleInfo,
      time: this.#time,
      faults: this.#faults,
    }
  }

  /** What everyone sees, once it is read anew. */
  get chats(): Record<string, PersonView["chats"]> {
    return Object.fromEntries([...this.#people].map(([id, { view }]) => [id, view.chats]))
  }

  /** By id, in the order in which they came. */
  get ids(): readonly string[] {
    return [...this.#people.keys()]
  }

  /** @throws {ActionError} when there is no such person */
  person(id: string): Person {
    return this.#inhabitant(id).person
  }

  view(id: string): PersonView {
    return this.#inhabitant(id).view
  }

  /** Does a command in a person's core, and shows its outcome. */
  async command(id: string, text: string): ReturnType<typeof command> {
    const answer = await command(this.person(id).core, text)
    this.commands.push({ person: id, text })
    this.pump.schedule()
    return answer
  }

  /** A person's core, for commands that only read and are no part of what happens. */
  reader(id: string): Commanded {
    return this.#reader(this.person(id))
  }

  /** @throws {ActionError} when the name is taken, or none */
  async addPerson(name: string): Promise<string> {
    const taken = [botCore, "relay", ...[...this.#people.values()].map((one) => one.name)]
    if (taken.includes(name)) throw new ActionError(`${name}: the name is taken`)
    let id = name
    for (let n = 2; [botCore, "relay"].includes(id) || this.#people.has(id); n++)
      id = `${name}-${n}`
    const person = await this.network.person(id)
    const folder = join(this.#options.folder, encodeURIComponent(id))
    await mkdir(folder, { recursive: true })
    await command(person.core, `/_files_folder ${folder}`)
    const view = new PersonView(id, this.#reader(person))
    const inhabitant = {
      person,
      view,
      name,
      isOffline: false,
      refreshing: undefined,
      isStale: false,
    }
    this.#people.set(id, inhabitant)
    if (id !== name) await this.rename(id, name)
    this.#peopleChanged()
    this.refresh(id)
    return id
  }

  async removePerson(id: string): Promise<void> {
    const { person } = this.#inhabitant(id)
    this.#people.delete(id)
    await person.core.close()
    this.#peopleChanged()
  }

  async rename(id: string, name: string): Promise<void> {
    const profile = JSON.stringify({ displayName: name, fullName: "" })
    await this.command(id, `/_profile 1 ${profile}`)
    this.#inhabitant(id).name = name
    this.#peopleChanged()
  }

  setOffline(id: string, isOffline: boolean): void {
    this.#inhabitant(id).isOffline = isOffline
    this.network.faults.offline(id, isOffline)
    this.pump.schedule()
    this.#peopleChanged()
  }

  setFaults(changes: Partial<Faults>): void {
    this.#faults = { ...this.#faults, ...changes }
    applyFaults(this.network, this.#faults, botCore)
    if (changes.killInReply === true) this.network.faults.hang(botCore, "/_send ")
    this.pump.schedule()
    this.#send({ type: "state", changes: { faults: this.#faults } })
  }

  /**
   * Lets one delivery happen, the oldest that can when none is named.
   *
   * @throws {ActionError} when it cannot happen now
   */
  step(id?: number): void {
    const ready = this.#pending.filter((one) => one.ready)
    const chosen = id === undefined ? ready[0] : ready.find((one) => one.id === id)
    if (chosen === undefined) throw new ActionError("no delivery can happen now")
    const delivery = this.network.underWay().find((one) => one.id === chosen.id)
    if (delivery !== undefined) this.pump.step(delivery)
  }

  /** The clock, the deliveries or their switches have changed. */
  showTime(): void {
    this.#timeChanged()
  }

  /** Resolves once the views show what the cores have. */
  async settled(): Promise<void> {
    for (const one of this.#people.values()) await one.refreshing
  }

  /** Reads what a person sees anew, soon: however much happens meanwhile, once. */
  refresh(id: string): void {
    const one = this.#people.get(id)
    if (one === undefined || this.#isClosed) return
    one.isStale = true
    one.refreshing ??= this.#refresh(one)
  }

  async #refresh(one: Inhabitant): Promise<void> {
    try {
      while (one.isStale) {
        await new Promise((resolve) => setImmediate(resolve))
        one.isStale = false
        if (![...this.#people.values()].includes(one)) return // gone meanwhile
        const changes = await one.view.refresh()
        for (const change of changes) this.#send(change)
        if (changes.length > 0) this.#acceptPictures(one)
      }
    } finally {
      // At once: what becomes stale from here on needs another refresh.
      one.refreshing = undefined
    }
  }

  /** As apps do: pictures and voice messages are received at once, other files when one says so. */
  #acceptPictures(one: Inhabitant): void {
    for (const { items } of one.view.chats)
      for (const { content, file } of items) {
        if (content.type !== "rcvMsgContent" || file?.fileStatus.type !== "rcvInvitation") continue
        if (!["image", "voice"].includes(content.msgContent.type)) continue
        void command(one.person.core, `/freceive ${file.fileId} approved_relays=on`).then(
          () => this.pump.schedule(),
          () => {}, // it was cancelled meanwhile
        )
      }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true
    this.clock.run(false)
    await this.session.close()
  }

  #reader({ core }: Person): Commanded {
    return { sendCommand: (text) => this.recorder.without(() => core.sendCommand(text)) }
  }

  /** @throws {ActionError} when there is no such person */
  #inhabitant(id: string): Inhabitant {
    const found = this.#people.get(id)
    if (found === undefined) throw new ActionError(`${id}: there is no such person`)
    return found
  }

  #heard(event: SessionEvent): void {
    if (this.#isClosed) return
    const row = this.recorder.add(event)
    if (row !== undefined) this.#send({ type: "records", records: [row] })
    if (event.type === "bot") {
      this.#send({ type: "state", changes: { bot: this.#bot } })
      this.pump.schedule()
    }
    if (event.type !== "frame" || this.recorder.isPaused) return
    this.pump.schedule()
    const { frame } = event
    if (frame.core !== botCore) this.refresh(frame.core)
    else if ("command" in frame && frame.command.startsWith("/_send ")) this.#killIfWanted()
  }

  /** The command hangs: the bot is in the middle of its handler, and nothing of it was sent. */
  #killIfWanted(): void {
    if (!this.#faults.killInReply) return
    this.setFaults({ killInReply: false })
    void this.session.killBot()
  }

  get #bot(): BotInfo {
    const { bot, file } = this.session
    if (bot.type === "running")
      return { file, status: "running", name: bot.name, address: bot.address }
    if (bot.type !== "failed") return { file, status: bot.type }
    const why = bot.signal === null ? `exit code ${bot.code}` : `signal ${bot.signal}`
    return { file, status: "failed", problem: `The process of the bot ended: ${why}.` }
  }

  get #peopleInfo(): PersonInfo[] {
    return [...this.#people].map(([id, { name, isOffline }], index) => ({
      id,
      name,
      isYou: index === 0,
      offline: isOffline,
    }))
  }

  get #time(): State["time"] {
    return {
      nowMs: this.clock.nowMs,
      running: this.clock.isRunning,
      paused: this.pump.isPaused,
      pending: this.#pending,
    }
  }

  get #pending(): Pending[] {
    const now = this.network.clock.nowMs
    const lanes = new Set<string>()
    return this.network.underWay().map((delivery) => {
      const isNext = !lanes.has(delivery.lane)
      lanes.add(delivery.lane)
      return {
        id: delivery.id,
        from: fromOf(delivery),
        to: delivery.core,
        kind: delivery.kind,
        ready: isNext && delivery.notBeforeMs <= now && this.#isThere(delivery.core),
        notBeforeMs: delivery.notBeforeMs,
      }
    })
  }

  #isThere(core: string): boolean {
    const { serversDown, botOffline } = this.#faults
    if (serversDown) return false
    if (core === botCore) return !botOffline && this.session.bot.type === "running"
    return this.#people.get(core)?.isOffline === false
  }

  #peopleChanged(): void {
    this.#send({ type: "state", changes: { people: this.#peopleInfo } })
  }

  #timeChanged(): void {
    if (!this.#isClosed) this.#send({ type: "state", changes: { time: this.#time } })
  }
}

/** A lane begins with the core that fills it. */
const fromOf = ({ lane }: Delivery): string => lane.slice(0, lane.indexOf(">"))
