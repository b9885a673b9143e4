import { lstat, mkdir, rm, writeFile } from "node:fs/promises"
import { dirname, resolve } from "node:path"
import { isDeepStrictEqual } from "node:util"
import { Composer } from "../composer/composer.ts"
import { checkOptions, checkId } from "../checks.ts"
import type { StartedBot } from "../composer/handlers.ts"
import { ConfigurationError } from "../errors.ts"
import { setAudience } from "../filters/audience.ts"
import type { Message } from "../messages/message.ts"
import type { DirectMessage } from "../messages/narrowed.ts"
import { isInDevelopment } from "../launcher.ts"
import { KeyedMutex } from "../scheduling/keyed-mutex.ts"
import { ownText } from "../texts/own-texts.ts"
import { digestOfCode, isPairingCode, newPairingCode } from "./pairing-code.ts"
import { checkStorage, memoryStorage, type Storage } from "./storage.ts"

export interface OwnersOptions {
  /**
   * The file to which the code is written while the bot has no owner, readable by the user of the
   * process alone; for bots that run without a terminal. It is removed once the bot has an owner.
   */
  readonly codeFile?: string | undefined
}

/** How often to read what other processes have stored, in milliseconds. */
const refreshMs = 5_000

/** Codes that are shown, by digest: a person may send one to another process than showed it. */
const shownCodes = "owner-codes/"

/** Several bots may keep their owners in one storage. */
const mutexes = new WeakMap<Storage, KeyedMutex>()

/** An owner as it is stored. Ids begin at 1 in each database, so that they do not suffice. */
interface Owner {
  /** The identity of the bot's database; undefined for an owner of an earlier version. */
  readonly bot: string | undefined
  readonly contactId: number
  /** The network's own id of the connection. */
  readonly connection?: string | undefined
}

/**
 * The people who may command the bot, known by their contacts in its database. A contact becomes an
 * owner by sending a code in a direct chat that only the operator can see: it is shown on the terminal
 * while the bot has no owner.
 *
 * ```ts
 * const owners = new Owners(await sqliteStorage("data/state.db"))
 * bot.group({}, owners.pairing())
 * bot.group({ when: owners.only }, (group) => group.onCommand("stop", () => void bot.stop()))
 * ```
 *
 * On a storage that several processes share, the code that any of them shows is good for all, and what
 * one changes the others know within five seconds.
 */
export class Owners {
  readonly #storage: Storage
  readonly #codeFile: string | undefined
  #owners: readonly Owner[] = []
  /** Whether they were read. */
  #isKnown = false
  readonly #listeners = new Set<() => void>()
  /** The bots for which what other processes store is read, by what stops them. */
  readonly #followed = new WeakSet<AbortSignal>()
  #code = newPairingCode()
  #loading: Promise<void> | undefined
  /** The database of the bot that these are the owners of, once it has started. */
  #bot: string | undefined

  /**
   * @param storage remembers the owners; in memory when absent
   * @throws {ConfigurationError} when it is no storage
   */
  constructor(storage: Storage = memoryStorage(), options: OwnersOptions = {}) {
    checkStorage(storage)
    checkOptions(options, { codeFile: "text" })
    const { codeFile } = options
    this.#storage = storage
    this.#codeFile = codeFile
    // The menu of their apps has the commands that are for them alone.
    setAudience(this.only, {
      contactIds: (identity) =>
        this.#isKnown
          ? this.#owners
              .filter(({ bot }) => (bot ?? identity) === identity)
              .map(({ contactId }) => contactId)
          : undefined,
      includes: ({ contactId, activeConn }, identity) =>
        this.#has(contactId, activeConn?.agentConnId, identity),
      onChange: (changed, signal) => {
        this.#listeners.add(changed)
        // The host of workers has no owners but those that workers have stored.
        if (storage.isShared === true) this.#keepFresh(signal)
        signal.addEventListener("abort", () => this.#listeners.delete(changed), { once: true })
      },
    })
  }

  /** What `/pair` takes. It is replaced once it was used. Do not log it. */
  get code(): string {
    return this.#code
  }

  /** Whether the bot has no owner. */
  get none(): boolean {
    return !this.#owners.some((owner) => this.#isOfThisBot(owner))
  }

  /**
   * Reads the owners; until then there are none. With {@link pairing}, the bot does this at its
   * start. While it has no owner, the code is shown to the operator: on the standard output if that
   * is a terminal, never where it would be kept as a log, and in `codeFile`.
   *
   * @throws {ConfigurationError} when `codeFile` is a folder or a device
   * @throws {unknown} what the storage throws; the next call tries again
   */
  load(): Promise<void> {
    this.#loading ??= this.#load().catch((error: unknown) => {
      this.#loading = undefined
      throw error
    })
    return this.#loading
  }

  /** Whether an owner sent it: for the `when` of a filter. A group member counts as its contact. */
  readonly only = ({ sender, chat, botIdentity }: Message): boolean => {
    if (sender.type === "channel") return false
    const connection = chat.type === "direct" ? chat.contact.activeConn?.agentConnId : undefined
    return this.#has(sender.contactId, connection, botIdentity)
  }

  /** @param connection undefined in a group */
  #has(contactId: number | undefined, connection: string | undefined, identity: string): boolean {
    return this.#owners.some(
      (owner) =>
        (owner.bot ?? identity) === identity &&
        owner.contactId === contactId &&
        (connection === undefined ||
          owner.connection === undefined ||
          owner.connection === connection),
    )
  }

  /** Removes an owner. When it was the last one, a new code is shown. */
  async remove(contactId: number): Promise<void> {
    checkId(contactId, "contactId")
    await this.load()
    await this.#remove((owner) => owner.contactId === contactId)
  }

  /**
   * The handler of `/pair CODE`, to be put into a bot with `group`. It also removes owners whose contact
   * is deleted, here or by themselves: they can command no more.
   */
  pairing(): Composer {
    return new Composer()
      .onStart(async (bot) => {
        try {
          await this.#start(bot)
        } catch (error) {
          bot.report("the owners could not be read; trying again", error)
          this.#startLater(bot)
        }
      })
      .onEvent("contactDeletedByContact", ({ contact }) => this.remove(contact.contactId))
      .onCommand("pair", { chatType: "direct" }, (message, { text }) => this.#pair(message, text))
  }

  async #start({ identity, api, signal }: StartedBot): Promise<void> {
    const wasLoaded = this.#loading !== undefined
    this.#bot = identity
    await this.load()
    const isEarlier = this.#owners.some(({ bot }) => bot === undefined)
    if (isEarlier) {
      await this.#change((owners) =>
        owners.map((owner) => ({ ...owner, bot: owner.bot ?? identity })),
      )
    }
    api.onAnswer("contactDeleted", async ({ contact }) => this.remove(contact.contactId))
    if (this.#storage.isShared === true) this.#keepFresh(signal)
    // The owners that were loaded are those of another database.
    if (wasLoaded && this.none && this.#owners.length > 0) await this.#show()
  }

  #startLater(bot: StartedBot): void {
    // What fails was reported once.
    const again = () => void this.#start(bot).catch(() => this.#startLater(bot))
    const timer = setTimeout(again, refreshMs).unref()
    bot.signal.addEventListener("abort", () => clearTimeout(timer), { once: true })
  }

  async #remove(isRemoved: (owner: Owner) => boolean): Promise<void> {
    const before = this.#owners
    await this.#change((owners) =>
      owners.filter((owner) => !isRemoved(owner) || !this.#isOfThisBot(owner)),
    )
    if (this.none && before.some((owner) => this.#isOfThisBot(owner))) await this.#show()
  }

  async #pair(message: DirectMessage, code: string): Promise<void> {
    await this.load()
    const { contactId, contact } = message.sender
    const connection = contact.activeConn?.agentConnId
    const owner: Owner = { bot: message.botIdentity, contactId, connection }
    const isTaken = await this.#locked(async () => {
      if (!isPairingCode(code, this.#code) && !(await this.#isShownElsewhere(code))) return false
      await this.#read()
      const others = this.#owners.filter(
        (other) => other.contactId !== contactId || other.bot !== owner.bot,
      )
      await this.#save([...others, owner])
      // Only now: the code is still good when the owner could not be stored.
      this.#code = newPairingCode()
      if (this.#storage.isShared === true) {
        for (const key of (await this.#storage.keys?.(shownCodes)) ?? [])
          await this.#storage.delete(key)
      }
      return true
    })
    try {
      if (isTaken) await this.#removeCodeFile()
    } finally {
      await message.reply(ownText(message, isTaken ? "owner-paired" : "owner-wrong-code"))
    }
  }

  async #load(): Promise<void> {
    await this.#read()
    if (this.none) await this.#show()
    // A process that was killed may have left it there.
    else await this.#removeCodeFile()
  }

  async #removeCodeFile(): Promise<void> {
    if (this.#codeFile !== undefined && !isInDevelopment()) await removeFile(this.#codeFile)
  }

  /** Changes what is stored now: other bots in the storage may have changed it meanwhile. */
  #change(change: (owners: readonly Owner[]) => readonly Owner[]): Promise<void> {
    return this.#locked(async () => {
      await this.#read()
      const changed = change(this.#owners)
      if (!isDeepStrictEqual(changed, this.#owners)) await this.#save(changed)
    })
  }

  #locked<Result>(work: () => Promise<Result>): Promise<Result> {
    const mutex = mutexes.get(this.#storage) ?? new KeyedMutex()
    mutexes.set(this.#storage, mutex)
    return mutex.run("owners", work)
  }

  async #read(): Promise<void> {
    const stored = await this.#storage.get("owners")
    this.#know(Array.isArray(stored) ? stored.flatMap(ownerOf) : [])
  }

  #know(owners: readonly Owner[]): void {
    const isNews = !this.#isKnown || !isDeepStrictEqual(owners, this.#owners)
    this.#owners = owners
    this.#isKnown = true
    if (isNews) for (const changed of this.#listeners) changed()
  }

  #keepFresh(signal: AbortSignal): void {
    if (this.#followed.has(signal)) return
    this.#followed.add(signal)
    // What was read last holds while the storage is away.
    const read = () => void this.#read().catch(() => {})
    read()
    const timer = setInterval(read, refreshMs).unref()
    signal.addEventListener("abort", () => clearInterval(timer), { once: true })
  }

  async #isShownElsewhere(code: string): Promise<boolean> {
    if (this.#storage.isShared !== true) return false
    return (await this.#storage.get(shownCodes + digestOfCode(code))) === true
  }

  async #show(): Promise<void> {
    if (this.#storage.isShared === true)
      await this.#storage.set(shownCodes + digestOfCode(this.#code), true)
    const invitation = `To own this bot, send it: /pair ${this.#code}\n`
    if (isInDevelopment()) {
      process.stdout.write(invitation)
      return
    }
    if (this.#codeFile !== undefined) {
      await mkdir(dirname(resolve(this.#codeFile)), { recursive: true })
      // A new file: an existing one keeps its permissions.
      await removeFile(this.#codeFile)
      await writeFile(this.#codeFile, invitation, { mode: 0o600, flag: "wx" })
    }
    if (process.stdout.isTTY) process.stdout.write(invitation)
    else if (this.#codeFile === undefined) {
      const problem = "This bot has no owner yet, and there is no terminal to show the code on"
      process.stderr.write(`${problem}: run it on one, or give Owners a codeFile.\n`)
    }
  }

  #isOfThisBot({ bot }: Owner): boolean {
    return bot === undefined || this.#bot === undefined || bot === this.#bot
  }

  async #save(owners: readonly Owner[]): Promise<void> {
    await this.#storage.set("owners", owners)
    this.#know(owners)
  }
}

/** Not a device such as /dev/stdout, which a bot that runs as root could remove. */
async function removeFile(path: string): Promise<void> {
  const found = await lstat(path).catch(() => undefined)
  if (found?.isFile() === false)
    throw new ConfigurationError("codeFile", `${path} is not a file; give the path of one to write`)
  await rm(path, { force: true })
}

function ownerOf(stored: unknown): Owner[] {
  // Earlier versions stored the id alone: it belongs to the bot that starts first.
  if (typeof stored === "number") return [{ bot: undefined, contactId: stored }]
  if (typeof stored !== "object" || stored === null) return []
  const { bot, contactId, connection } = stored as Partial<Record<keyof Owner, unknown>>
  if (typeof bot !== "string" || typeof contactId !== "number") return []
  return [{ bot, contactId, connection: typeof connection === "string" ? connection : undefined }]
}
