import { expectTypeOf, test } from "vitest"
import type { Bot } from "../bot/bot.ts"
import { Schedule } from "./index.ts"

const bot = null as unknown as Bot
const make = () =>
  new Schedule(bot, {
    tasks: {
      remind: (reminder: { readonly contactId: number }) => reminder.contactId,
      report: () => {},
    },
  })

test("tasks get the payload that they declare", () => {
  const use = async (schedule: ReturnType<typeof make>) => {
    expectTypeOf(await schedule.at(new Date(), "remind", { contactId: 4 })).toEqualTypeOf<string>()
    await schedule.in(1000, "report")
    await schedule.in(1000, "report", undefined, { id: "weekly" })
    // @ts-expect-error the payload is missing
    await schedule.at(new Date(), "remind")
    // @ts-expect-error it is another one
    await schedule.at(new Date(), "remind", { contactId: "4" })
    // @ts-expect-error there is no such task
    await schedule.at(new Date(), "other")
    schedule.every("* * * * *", {}, "report")
    // @ts-expect-error the payload is missing here, too
    schedule.every("* * * * *", {}, "remind")
  }
  expectTypeOf(use).toBeFunction()
})
