import type { Core, Servers } from "@simplex-chat/api"
import { DrivenPerson, type DrivenPersonOptions } from "../people/driven/driven-person.ts"
import type { Person } from "../people/person.ts"
import { programs } from "../programs/index.ts"
import { RecordingCore } from "../recording/recording-core.ts"
import type { SessionWriter } from "../recording/session-writer.ts"
import { Notes } from "../notes/notes.ts"
import { Folders } from "./folders.ts"
import type { Launch, Launched } from "./launch.ts"
import type { Ability, QuietAround, World } from "./world.ts"

export interface WorldOptions {
  /** Takes down everything that the cores of this world are asked and answer. */
  readonly session?: SessionWriter | undefined
  /** How long an expectation waits, in milliseconds; 10,000 when absent. */
  readonly timeoutMs?: number | undefined
}

/** What all worlds share: cores by name, people on them, and their folders. */
export abstract class CoresWorld implements World {
  abstract readonly name: string
  abstract readonly abilities: ReadonlySet<Ability>
  abstract readonly paceMs: number
  readonly servers: Servers | undefined = undefined
  readonly quietAround: QuietAround = {}
  readonly notes: Notes
  readonly timeoutMs: number
  protected readonly folders = new Folders()
  /** How long a person who closes waits for servers to have what they sent, in milliseconds. */
  protected readonly settleMs: number | undefined = undefined
  readonly #session: SessionWriter | undefined
  readonly #people = new Set<DrivenPerson>()
  readonly #bots = new Set<Launched>()
  readonly #open = new Map<string, Core>()

  /** @param isExact whether the world must do exactly what scenarios say */
  constructor({ session, timeoutMs = 10_000 }: WorldOptions, isExact: boolean) {
    this.#session = session
    this.timeoutMs = timeoutMs
    this.notes = new Notes(isExact)
  }

  async openCore(name: string): Promise<Core> {
    this.#session?.opened(name)
    const core = await this.open(name, this.folders.of(name, "db"))
    this.#open.set(name, core)
    return this.#session === undefined ? core : new RecordingCore(core, name, this.#session)
  }

  async person(name: string, options?: DrivenPersonOptions): Promise<DrivenPerson> {
    const home = {
      filesFolder: this.folders.of(name, "files"),
      tempFolder: this.folders.of(name, "tmp"),
      timeoutMs: this.timeoutMs,
      servers: this.servers,
      settleMs: this.settleMs,
    }
    const person = await DrivenPerson.on(await this.openCore(name), name, home, options)
    this.#people.add(person)
    return person
  }

  someone(name: string): Promise<Person> {
    return this.person(name)
  }

  async launch(name: string, launch: Launch): Promise<Launched> {
    const launched = await this.start(name, launch)
    this.#bots.add(launched)
    return launched
  }

  folder(name: string, part: string): string {
    return this.folders.of(name, part)
  }

  async close(): Promise<void> {
    await Promise.allSettled([...this.#bots].map((bot) => bot.stop()))
    await Promise.allSettled([...this.#people].map((person) => person.close()))
    await Promise.allSettled([...this.#open.values()].map((core) => core.close()))
    this.#session?.end(this.folders.root)
    this.folders.remove()
  }

  abstract quiet(): Promise<void>
  abstract serversDown(isDown: boolean): Promise<void>
  abstract pass(): Promise<void>
  abstract advance(ms: number): Promise<void>
  /** Opens the core whose database is in `folder`. */
  protected abstract open(name: string, folder: string): Promise<Core>

  /** Starts a bot: in this process, on a core of this world. */
  protected async start(name: string, { program, options }: Launch): Promise<Launched> {
    const bot = programs[program]({ ...options, db: await this.openCore(name) })
    await bot.start()
    const stop = async () => {
      const { failure } = await bot.stop()
      if (failure !== undefined) throw failure
    }
    const kill = () => Promise.reject(new Error(`${name} has no process of its own to kill`))
    return { address: bot.address ?? "", stop, kill }
  }

  /** How much people have heard so far, for `quiet`. */
  protected get heard(): number {
    return [...this.#people].reduce((sum, { view }) => sum + view.events.length, 0)
  }
}
