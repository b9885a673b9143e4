import type { Happening, Line, Person } from "@simplex-chat/testing"
import { mkdir, readFile } from "node:fs/promises"
import { basename, extname, join } from "node:path"
import { CommandLineError } from "../../command-line-error.ts"
import type { Done } from "../save-test/story.ts"
import type { Session } from "../session.ts"
import { messageText, textOf } from "./rendering.ts"
import type { Screen } from "./screen.ts"

/** A person's place in the conversation. */
interface Place {
  readonly person: Person
  /** The groups that they are in, by name: `#1`. */
  readonly groups: Map<string, string>
  /** The group that they speak in; undefined while they speak to the bot. */
  group: string | undefined
  isOffline: boolean
  /** How much of their history is on the screen. */
  shown: number
}

const imageTypes = [".png", ".jpg", ".jpeg", ".gif", ".webp"]

/** The people who talk to the bot on a terminal, one of them at a time. */
export class Conversation {
  readonly session: Session
  /** What was done so far, to be written as a test. */
  readonly done: Done[] = []
  readonly #screen: Screen
  readonly #places = new Map<string, Place>()
  /** Messages that were being typed when they were shown. */
  readonly #live = new Set<string>()
  #speaker: Place | undefined
  #isShowing = false
  #heard = 0

  constructor(session: Session, screen: Screen) {
    this.session = session
    this.#screen = screen
    session.listen(({ type }) => {
      if (type === "frame") this.#showSoon()
    })
  }

  /** @throws {CommandLineError} before the first `as` */
  get speaker(): Place {
    if (this.#speaker === undefined) throw new CommandLineError("no person is there yet")
    return this.#speaker
  }

  /** How much people have heard from others so far. */
  get heard(): number {
    return this.#heard
  }

  get prompt(): string {
    const { person, group, isOffline } = this.speaker
    const where = group === undefined ? "" : ` in #${group}`
    return `${person.name}${where}${isOffline ? " (offline)" : ""}: `
  }

  /** Speaks as this person from now on, who joins when they are new. */
  async as(name: string): Promise<void> {
    let place = this.#places.get(name)
    if (place === undefined) {
      const { bot } = this.session
      const person = await this.#do(
        () => this.session.addPerson(name),
        () => ({ action: { type: "addPerson", name } }),
      )
      place = { person, groups: new Map(), group: undefined, isOffline: false, shown: 0 }
      this.#places.set(name, place)
      if (bot.type === "running" && bot.address !== undefined) {
        const heard = { ...this.done.at(-1)?.heard, [name]: 0 }
        const atMs = this.session.network.clock.nowMs
        this.done.push({ action: { type: "connect", person: name, to: "bot" }, heard, atMs })
      }
    }
    this.#speaker = place
    this.#showSoon()
  }

  async say(text: string): Promise<void> {
    const { person } = this.speaker
    await this.#do(
      () => person.say(text),
      ({ chat }) => ({ action: { type: "say", person: person.name, chat, text } }),
    )
  }

  async reply(text: string): Promise<void> {
    const { person } = this.speaker
    const to = lastLine(person, { own: false })
    await this.#do(
      () => person.reply(text, to),
      ({ chat }) => ({
        action: { type: "say", person: person.name, chat, text, quote: to?.itemId },
        about: to?.text,
      }),
    )
  }

  async edit(text: string): Promise<void> {
    const { person } = this.speaker
    const about = lastLine(person, { own: true })?.text
    await this.#do(
      () => person.edit(text),
      ({ chat, itemId: item }) => ({
        action: { type: "edit", person: person.name, chat, item, text },
        about,
      }),
    )
  }

  async delete(): Promise<void> {
    const { person } = this.speaker
    const line = lastLine(person, { own: true })
    await this.#do(
      () => person.delete(line),
      () => ({
        action: { type: "delete", person: person.name, ...itemOf(line), mode: "broadcast" },
        about: line?.text,
      }),
    )
  }

  async react(emoji: string): Promise<void> {
    const { person } = this.speaker
    const line = lastLine(person, { own: false })
    await this.#do(
      () => person.react(emoji, line),
      () => ({
        action: { type: "react", person: person.name, ...itemOf(line), emoji, add: true },
        about: line?.text,
      }),
    )
  }

  async sendFile(path: string): Promise<void> {
    const { person } = this.speaker
    const isImage = imageTypes.includes(extname(path).toLowerCase())
    const [name, bytes] = [basename(path), await readFile(path)]
    // The kit writes the bytes of a picture to the path that it is given.
    const folder = join(this.session.folder, "sent")
    await mkdir(folder, { recursive: true })
    await this.#do(
      () => (isImage ? person.sendImage(join(folder, name), bytes) : person.sendFile(path)),
      ({ chat }) => ({
        action: {
          type: "sendFile",
          kind: isImage ? "image" : "file",
          person: person.name,
          chat,
          upload: "",
          name,
          text: "",
        },
        bytes,
      }),
    )
  }

  async toggleOffline(): Promise<void> {
    const place = this.speaker
    place.isOffline = !place.isOffline
    const { person, isOffline: offline } = place
    await this.#do(
      () => person.offline(offline),
      () => ({ action: { type: "offline", person: person.name, offline } }),
    )
  }

  async drive(what: "restart" | "kill"): Promise<void> {
    await this.#do(
      () => (what === "kill" ? this.session.killBot() : this.session.restartBot()),
      () => ({ action: { type: "bot", do: what } }),
    )
  }

  /** Speaks in this group from now on: makes it, or joins it, where need be. */
  async inGroup(name: string): Promise<void> {
    const place = this.speaker
    const known = place.groups.get(name)
    if (known !== undefined) place.person.in(known)
    else {
      const creator = [...this.#places.values()].find(({ groups }) => groups.has(name))
      if (creator === undefined) await this.#createGroup(place, name)
      else await this.#joinGroup(place, name, creator)
    }
    place.group = name
  }

  /** Accepts an invitation to this group, and speaks there. */
  async accept(name: string): Promise<void> {
    const place = this.speaker
    const { person } = place
    await this.#do(
      () => person.accept(name),
      () => ({ action: { type: "join", person: person.name, chat: "" }, name }),
    )
    await this.#learnGroups(place)
    place.group = name
  }

  /**
   * Speaks to the bot directly.
   *
   * @throws {CommandLineError} when it does not run
   */
  async direct(): Promise<void> {
    const { bot } = this.session
    const address = bot.type === "running" ? bot.address : undefined
    if (address === undefined) throw new CommandLineError("the bot does not run")
    const { person } = this.speaker
    await this.#do(
      () => person.connectTo(address),
      () => ({ action: { type: "connect", person: person.name, to: "bot" } }),
    )
    this.speaker.group = undefined
  }

  async #createGroup(place: Place, name: string): Promise<void> {
    const { bot } = this.session
    const { person } = place
    const chat = await this.#do(
      () => person.createGroup(name),
      () => ({ action: { type: "createGroup", person: person.name, name, kind: "group" } }),
    )
    place.groups.set(name, chat)
    if (bot.type !== "running") return
    await this.#do(
      () => person.invite(bot.name),
      () => ({
        action: { type: "invite", person: person.name, chat, contact: 0 },
        name: bot.name,
      }),
    )
    this.#screen.note(`${bot.name} is invited to #${name}; it joins if joinGroups is set`, "dim")
    for (const other of this.#places.values())
      if (other !== place) await this.#joinGroup(other, name, place)
  }

  async #joinGroup(place: Place, name: string, creator: Place): Promise<void> {
    const current = creator.group
    const chat = creator.groups.get(name) ?? ""
    const link = await creator.person.in(chat).groupLink()
    if (current !== name && current !== undefined)
      creator.person.in(creator.groups.get(current) ?? chat)
    await this.#do(
      () => place.person.joinGroup(link),
      () => ({
        action: {
          type: "bringIn",
          person: creator.person.name,
          chat,
          other: place.person.name,
        },
      }),
    )
    await this.#learnGroups(place)
  }

  /** Does something, and notes it for a test once it has worked. */
  async #do<Value>(
    work: () => Promise<Value>,
    done: (value: Value) => Omit<Done, "heard" | "atMs">,
  ): Promise<Value> {
    const people = [...this.session.people]
    const heard = Object.fromEntries(
      people.map(([name, person]) => [name, person.history().length]),
    )
    const atMs = this.session.network.clock.nowMs
    const value = await work()
    this.done.push({ ...done(value), heard, atMs })
    return value
  }

  async #learnGroups({ person, groups }: Place): Promise<void> {
    const { groups: all } = await person.command("/_groups 1", "groupsList")
    for (const { localDisplayName, groupId } of all) groups.set(localDisplayName, `#${groupId}`)
  }

  /** Once the person has heard what was just said on the network. */
  #showSoon(): void {
    if (this.#isShowing) return
    this.#isShowing = true
    queueMicrotask(() => {
      this.#isShowing = false
      this.#show()
    })
  }

  #show(): void {
    for (const place of this.#places.values()) {
      const history = place.person.history()
      const fresh = history.slice(place.shown)
      place.shown = history.length
      for (const happening of fresh) {
        if (happening.line?.own !== true) this.#heard++
        if (place === this.#speaker) this.#showTo(place, happening)
        else if (!this.#isSeenBySpeaker(happening.line)) this.#showToOther(place, happening)
      }
    }
  }

  #showTo(place: Place, happening: Happening): void {
    const { what, line } = happening
    const nameOf = (chat: string) => this.#nameOf(place, chat)
    // What was typed on a terminal is on the screen already.
    if (line?.own === true && this.#screen.isTerminal && ["message", "edit"].includes(what)) return
    const key = line === undefined ? "" : `${place.person.name} ${line.chat} ${line.itemId}`
    if (line?.live === true && (what === "message" || what === "edit")) {
      this.#live.add(key)
      return this.#screen.showLive(key, messageText(line, nameOf))
    }
    if (line !== undefined && what === "edit" && this.#live.delete(key))
      return this.#screen.showDone(key, messageText(line, nameOf))
    this.#screen.show(textOf(happening, nameOf))
  }

  #showToOther(place: Place, happening: Happening): void {
    if (happening.line?.live === true || happening.line?.own === true) return
    const text = textOf(happening, (chat) => this.#nameOf(place, chat))
    this.#screen.show(`${place.person.name} sees ${text}`)
  }

  /** In a group, one view is enough. */
  #isSeenBySpeaker(line: Line | undefined): boolean {
    return line === undefined || line.chat.startsWith("#")
  }

  #nameOf({ groups }: Place, chat: string): string {
    const [id = chat] = /^#\d+/.exec(chat) ?? []
    const name = [...groups].find(([, known]) => known === id)?.[0]
    return name === undefined ? chat : `#${name}`
  }
}

/** The last message of the person, or of others. */
const lastLine = (person: Person, { own }: { own: boolean }): Line | undefined =>
  person.transcript().findLast((line) => line.own === own)

const itemOf = (line: Line | undefined): { chat: string; item: number } => ({
  chat: line?.chat ?? "",
  item: line?.itemId ?? 0,
})
