import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import fc from "fast-check"
import { expect, test } from "vitest"
import { createNetwork, type Network, type Person } from "../src/index.ts"

const names = ["alice", "bob", "carol"] as const
type Name = (typeof names)[number]

/** Something that one of three people does, or that happens to them. */
type Step =
  | {
      readonly do: "say"
      readonly who: Name
      readonly where: "direct" | "group"
      readonly text: string
    }
  | { readonly do: "edit" | "delete" | "react"; readonly who: Name; readonly nth: number }
  | { readonly do: "deliver"; readonly count: number }
  | { readonly do: "offline"; readonly who: Name }
  | { readonly do: "kill"; readonly who: Name }

const who = fc.constantFrom(...names)
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("say" as const),
      who,
      where: fc.constantFrom("direct" as const, "group" as const),
      text: fc.stringMatching(/^[a-z]{1,12}$/),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom("edit" as const, "delete" as const, "react" as const),
      who,
      nth: fc.nat(5),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("deliver" as const),
      count: fc.integer({ min: 1, max: 20 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("offline" as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("kill" as const), who }) },
)

/** Three people: alice knows the others, and all three are in a group of hers. */
class World {
  readonly network: Network
  readonly people = new Map<Name, Person>()
  readonly #folder: string

  constructor(seed: number, folder: string) {
    this.network = createNetwork({ seed, delivery: "manual" })
    this.#folder = folder
  }

  async open(name: Name): Promise<Person> {
    const person = await this.network.person(name, { folder: join(this.#folder, name) })
    this.people.set(name, person)
    return person
  }

  person(name: Name): Person {
    const person = this.people.get(name)
    if (person === undefined) throw new Error(`${name} is not there`)
    return person
  }

  async meet(): Promise<void> {
    const alice = await this.open("alice")
    await alice.command('/_group 1 {"displayName":"team","fullName":""}', "groupCreated")
    const { groupLink } = await alice.command("/_create link #1 member", "groupLinkCreated")
    for (const name of ["bob", "carol"] as const) {
      const person = await this.open(name)
      await person.connectTo(alice)
      await person.joinGroup(groupLink.connLinkContact.connFullLink)
    }
    this.network.settle()
  }

  /** The chat with alice, or alice's with bob. */
  chat(who: Name, where: "direct" | "group"): string {
    return where === "group" ? "#1" : "@4"
  }

  async step(step: Step): Promise<void> {
    switch (step.do) {
      case "say":
        await this.send(step.who, `/_send ${this.chat(step.who, step.where)} text ${step.text}`)
        return
      case "deliver":
        for (let i = 0; i < step.count; i++) this.network.deliver()
        return
      case "offline":
        this.network.faults.offline(step.who)
        return
      case "kill":
        this.person(step.who).core.kill()
        await this.open(step.who)
        return
      default:
        return this.change(step)
    }
  }

  async change({ do: what, who, nth }: Extract<Step, { nth: number }>): Promise<void> {
    const { chat } = await this.person(who).command("/_get chat #1 count=20", "apiChat")
    const said = chat.chatItems.filter(({ content }) => content.type.endsWith("MsgContent"))
    const own = said.filter(({ meta }) => meta.editable)
    const id = (what === "react" ? said : own).at(nth)?.meta.itemId
    if (id === undefined) return
    if (what === "edit") {
      await this.send(
        who,
        `/_update item #1 ${id} json {"msgContent":{"type":"text","text":"edited"},"mentions":{}}`,
      )
    } else if (what === "delete") await this.send(who, `/_delete item #1 ${id} broadcast`)
    else await this.send(who, `/_reaction #1 ${id} on {"type":"emoji","emoji":"👍"}`)
  }

  async send(who: Name, command: string): Promise<void> {
    await this.person(who).core.sendCommand(command)
  }

  /** What somebody sees of a chat, in a form that all sides share. */
  async view(name: Name, key: string): Promise<unknown[]> {
    const { chat } = await this.person(name).command(`/_get chat ${key} count=500`, "apiChat")
    const said = chat.chatItems.filter(({ content }) => content.type.endsWith("MsgContent"))
    const seen = said.map(({ meta, reactions }) => ({
      id: meta.itemSharedMsgId ?? "",
      text: meta.itemText,
      edited: meta.itemEdited,
      deleted: meta.itemDeleted !== undefined,
      reactions: reactions.reduce((sum, { totalReacted }) => sum + totalReacted, 0),
    }))
    return seen.sort((a, b) => (a.id < b.id ? -1 : 1))
  }
}

test(
  "whatever people do and whatever goes wrong, all sides see the same in the end",
  { timeout: 60_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), fc.nat(10_000), async (steps, seed) => {
        const folder = mkdtempSync(join(tmpdir(), "property-"))
        const world = new World(seed, folder)
        try {
          await world.meet()
          world.network.faults.set({ delay: 0.2, drop: 0.2, duplicate: 0.3, reorder: 0.5 })
          for (const step of steps) await world.step(step)
          world.network.faults.set({})
          for (const name of names) world.network.faults.offline(name, false)
          world.network.settle()

          const group = await world.view("alice", "#1")
          expect(await world.view("bob", "#1")).toEqual(group)
          expect(await world.view("carol", "#1")).toEqual(group)
          expect(await world.view("bob", "@4")).toEqual(await world.view("alice", "@4"))
          world.person("bob").core.kill()
          await world.open("bob")
          world.network.settle()
          expect(await world.view("bob", "#1")).toEqual(group)
        } finally {
          for (const { core } of world.people.values()) await core.close()
          rmSync(folder, { recursive: true, force: true })
        }
      }),
      { numRuns: 40, seed: 20_260_101 },
    )
  },
)
