import type { Core } from "@simplex-chat/api"
import type { Home } from "../people/home.ts"
import { Person, type PersonOptions } from "../people/person.ts"
import { RecordingCore } from "../recording/recording-core.ts"
import type { SessionWriter } from "../recording/session-writer.ts"
import { Folders } from "./folders.ts"
import type { Ability, World } from "./world.ts"

export interface WorldOptions {
  /** Takes down everything that the cores of this world are asked and answer. */
  readonly session?: SessionWriter | undefined
  /** How long an expectation waits, in milliseconds. */
  readonly timeoutMs?: number | undefined
}

/** What all worlds share: cores by name, people on them, and their folders. */
export abstract class CoresWorld implements World {
  abstract readonly name: string
  abstract readonly abilities: ReadonlySet<Ability>
  protected readonly folders = new Folders()
  readonly #options: WorldOptions
  readonly #people = new Set<Person>()
  readonly #open = new Map<string, Core>()

  constructor(options: WorldOptions) {
    this.#options = options
  }

  async openCore(name: string): Promise<Core> {
    const { session } = this.#options
    session?.opened(name)
    const core = await this.open(name, this.folders.of(name, "db"))
    this.#open.set(name, core)
    return session === undefined ? core : new RecordingCore(core, name, session)
  }

  async person(name: string, options?: PersonOptions): Promise<Person> {
    const person = await Person.on(
      await this.openCore(name),
      name,
      {
        filesFolder: this.folders.of(name, "files"),
        tempFolder: this.folders.of(name, "tmp"),
        timeoutMs: this.#options.timeoutMs ?? 4000,
        ...this.servers(),
      },
      options,
    )
    this.#people.add(person)
    return person
  }

  async close(): Promise<void> {
    await Promise.allSettled([...this.#people].map((person) => person.close()))
    await Promise.allSettled([...this.#open.values()].map((core) => core.close()))
    this.#options.session?.end(this.folders.root)
    this.folders.remove()
  }

  abstract kill(name: string): Promise<void>
  abstract quiet(): Promise<void>
  abstract serversDown(isDown: boolean): Promise<void>
  abstract advance(ms: number): Promise<void>
  /** Opens the core whose database is in `folder`. */
  protected abstract open(name: string, folder: string): Promise<Core>

  protected servers(): Pick<Home, "smp" | "xftp"> {
    return {}
  }

  /** The latest moment at which a person heard an event or an answer came, for `quiet`. */
  protected get heard(): number {
    return [...this.#people].reduce((sum, { view }) => sum + view.events.length, 0)
  }
}
