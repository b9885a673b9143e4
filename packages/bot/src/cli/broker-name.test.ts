import { expect, test } from "vitest"
import { brokerNameOf } from "./broker-name.ts"

test.each(["squarer", "support-bot", "bot_2.eu"])("%s is its own name on the broker", (name) => {
  expect(brokerNameOf(name)).toBe(name)
})

test("bots with different names never meet on the broker", () => {
  const names = ["Кофе", "Чай", "☕", "a bot", "a-bot", "a  bot", "x".repeat(81), "x".repeat(90)]
  const made = names.map(brokerNameOf)
  expect(new Set(made).size).toBe(names.length)
  // As @simplex-chat/workers takes them.
  for (const name of made) expect(name).toMatch(/^[\w.-]{1,100}$/)
  expect(made[3]).toMatch(/^a-bot-[0-9a-f]{8}$/)
})
