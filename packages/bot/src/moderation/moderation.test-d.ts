import { expectTypeOf, test } from "vitest"
import { type Bot, memoryStorage, type Message } from "../index.ts"
import { Moderation, type ModerationEntry, rule, type Rule, type Undone } from "./index.ts"

test("rules of one's own stand beside those of the kit, and penalties are checked", () => {
  const use = async (bot: Bot) => {
    const shouting: Rule = {
      name: "shouting",
      message: (message) => {
        expectTypeOf(message).toEqualTypeOf<Message>()
        return message.text === message.text.toUpperCase() ? "Not so loud." : undefined
      },
    }
    const storage = memoryStorage()
    const moderation = new Moderation(bot, {
      rules: [rule.links(), shouting],
      storage,
      penalties: ["warn", "block", { muteMs: 1000 }, "remove"],
      onAction: (entry, groupId) => {
        expectTypeOf(entry).toEqualTypeOf<ModerationEntry>()
        expectTypeOf(groupId).toEqualTypeOf<number>()
      },
    })
    expectTypeOf(await moderation.undo(1, 1000)).toEqualTypeOf<Undone | undefined>()
    // @ts-expect-error there is no such penalty
    void new Moderation(bot, { rules: [shouting], storage, penalties: ["ban"] })
    // @ts-expect-error penalties are one or more
    void new Moderation(bot, { rules: [shouting], storage, penalties: [] })
    // @ts-expect-error a rule has a name
    void new Moderation(bot, { rules: [{ message: () => undefined }], storage })
  }
  expectTypeOf(use).toBeFunction()
})
