import { expectTypeOf, test } from "vitest"
import type { Message } from "../index.ts"
import { I18n } from "./index.ts"

test("keys are those of the texts; of files of Fluent, any", () => {
  const use = (message: Message) => {
    const i18n = new I18n({ texts: { en: { hello: "Hello" }, de: { hello: "Hallo" } } })
    expectTypeOf(i18n.t(message, "hello")).toEqualTypeOf<string>()
    // @ts-expect-error there is no such text
    i18n.t(message, "other")
    // @ts-expect-error nor is there such a language
    void new I18n({ texts: { en: { hello: "Hello" } }, fallback: "de" })
    const files = new I18n({ texts: { en: "hello = Hello" } })
    files.t(message, "anything")
  }
  expectTypeOf(use).toBeFunction()
})
