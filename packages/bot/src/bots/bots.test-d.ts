import { expectTypeOf, test } from "vitest"
import { Bot, type BotDatabase, Composer } from "../index.ts"
import { Bots, type GivenToBot } from "./index.ts"

const bots = new Bots({ db: { filePrefix: "data/all" } })

test("what a function is given makes a bot, with a profile", () => {
  bots.add("sales", (given) => new Bot({ profile: { displayName: "sales" }, ...given }))
  bots.add("support", async ({ db, logging }) => {
    expectTypeOf(db).toEqualTypeOf<BotDatabase>()
    return new Bot({ profile: { displayName: "support" }, db, logging })
  })
  expectTypeOf<GivenToBot["stateFile"]>().toEqualTypeOf<string | undefined>()
  // @ts-expect-error the profile is missing
  bots.add("nameless", (given) => new Bot(given))
  // @ts-expect-error a composer is no bot
  bots.add("composer", () => new Composer())
})

test("a bot is found by its name, and a start says what became of each", async () => {
  expectTypeOf(bots.get("sales")).toEqualTypeOf<Bot>()
  const { started, failed } = await bots.start()
  expectTypeOf(started).toEqualTypeOf<readonly string[]>()
  expectTypeOf(failed).toEqualTypeOf<ReadonlyMap<string, unknown>>()
  const { bots: each } = await bots.health()
  expectTypeOf(each["sales"]?.ok).toEqualTypeOf<boolean | undefined>()
})
