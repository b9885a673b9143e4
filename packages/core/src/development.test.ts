import { expect, onTestFinished, test } from "vitest"
import { developmentKey, refuseInDevelopment } from "./development.ts"
import { UnsupportedError } from "./errors.ts"

test("a process of its own may open real databases", () => {
  expect(() => refuseInDevelopment("openCore")).not.toThrow()
})

test("the process of a bot that is being tried may not", () => {
  Reflect.set(globalThis, developmentKey, {})
  onTestFinished(() => void Reflect.deleteProperty(globalThis, developmentKey))
  expect(() => refuseInDevelopment("openCore")).toThrow(UnsupportedError)
  expect(() => refuseInDevelopment("openCore")).toThrow(/^openCore: refused under simplex-bot dev/)
})
