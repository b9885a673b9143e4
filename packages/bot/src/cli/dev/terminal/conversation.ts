import type { Happening, Line, Person } from "@simplex-chat/testing"
import { copyFile, mkdir, readFile } from "node:fs/promises"
import { basename, extname, join } from "node:path"
import { CommandLineError } from "../../command-line-error.ts"
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

/** What happened, and to whom, in the order in which it was shown. */
export interface Shown {
  readonly person: Person
  readonly happening: Happening
}

const imageTypes = [".png", ".jpg", ".jpeg", ".gif", ".webp"]

/** The people who talk to the bot on a terminal, one of them at a time. */
export class Conversation {
  readonly session: Session
  readonly shown: Shown[] = []
  readonly #screen: Screen
  readonly #places = new Map<string, Place>()
  /** Messages that were being typed when they were shown. */
  readonly #live = new Set<string>()
  #speaker: Place | undefined
  #isShowing = false

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
    return this.shown.filter(({ happening }) => happening.line?.own !== true).length
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
      place = {
        person: await this.session.addPerson(name),
        groups: new Map(),
        group: undefined,
        isOffline: false,
        shown: 0,
      }
      this.#places.set(name, place)
    }
    this.#speaker = place
    this.#showSoon()
  }

  async say(text: string): Promise<void> {
    await this.speaker.person.say(text)
  }

  async sendFile(path: string): Promise<void> {
    const { person } = this.speaker
    if (!imageTypes.includes(extname(path).toLowerCase())) return void (await person.sendFile(path))
    // The kit writes the bytes of a picture to the path that it is given.
    const folder = join(this.session.folder, "sent")
    await mkdir(folder, { recursive: true })
    const copy = join(folder, basename(path))
    await copyFile(path, copy)
    await person.sendImage(copy, await readFile(copy))
  }

  async toggleOffline(): Promise<void> {
    const place = this.speaker
    place.isOffline = !place.isOffline
    await place.person.offline(place.isOffline)
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
    await place.person.accept(name)
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
    if (bot.type !== "running" || bot.address === undefined)
      throw new CommandLineError("the bot does not run")
    await this.speaker.person.connectTo(bot.address)
    this.speaker.group = undefined
  }

  async #createGroup(place: Place, name: string): Promise<void> {
    const { bot } = this.session
    place.groups.set(name, await place.person.createGroup(name))
    if (bot.type !== "running") return
    await place.person.invite(bot.name)
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
    await place.person.joinGroup(link)
    await this.#learnGroups(place)
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
        this.shown.push({ person: place.person, happening })
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
