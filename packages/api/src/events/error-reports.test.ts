import { expect, onTestFinished, test } from "vitest"
import { until } from "../../test/helpers/open-api.ts"
import { ScriptedCore } from "@simplex-chat/core/scripted"
import { ChatApi } from "../index.ts"

interface ApiWarning extends Error {
  readonly detail?: string
}

function warnings(): ApiWarning[] {
  const seen: ApiWarning[] = []
  const listener = (warning: Error) => {
    if (warning.name === "ChatApiWarning") seen.push(warning)
  }
  process.on("warning", listener)
  onTestFinished(() => void process.off("warning", listener))
  return seen
}

test("without a handler of errors, the process warns: where it was, but not what it said", async () => {
  const seen = warnings()
  const core = new ScriptedCore()
  const api = await ChatApi.init(core)
  api.on("hostConnected", () => {
    throw new SyntaxError("secret text")
  })
  core.emit({ type: "hostConnected", protocol: "smp", transportHost: "a" })
  await until(() => seen.length === 1)
  expect(seen[0]?.message).toBe("a handler of hostConnected failed (SyntaxError)")
  expect(seen[0]?.detail).toMatch(/^ {4}at .*error-reports\.test\.ts/)
  expect(seen[0]?.stack).not.toContain("secret")
  await api.close()
})

test("a handler of errors that throws is warned of, too, and the others are called", async () => {
  const seen = warnings()
  const core = new ScriptedCore()
  const api = await ChatApi.init(core)
  const codes: string[] = []
  api.onError(() => {
    throw new Error("secret text")
  })
  const unsubscribe = api.onError(({ code }) => codes.push(code))
  api.onAny(() => {})
  core.emitRaw("no event")
  await until(() => seen.length === 2)
  expect(codes).toEqual(["invalidEvent"])
  unsubscribe()
  core.emitRaw("no event")
  await until(() => seen.length === 4)
  expect(codes).toHaveLength(1)
  expect(seen.map(({ message }) => message)).toContain("a handler of errors threw (Error)")
  await api.close()
})

const revoked = () => {
  const { proxy, revoke } = Proxy.revocable(new Error("x"), {})
  revoke()
  return proxy
}

test.each<[string, unknown, string]>([
  ["null", null, "object"],
  ["a number", 20, "number"],
  ["a numeric stack", Object.assign(new Error("x"), { stack: 7 }), "Error"],
  ["a revoked proxy", revoked(), "unreadable"],
])("%s that a handler throws is warned of, and stops nothing", async (_, thrown, kind) => {
  const seen = warnings()
  const core = new ScriptedCore()
  const api = await ChatApi.init(core)
  api.on("hostConnected", () => {
    throw thrown
  })
  for (let n = 1; n <= 2; n++) {
    core.emit({ type: "hostConnected", protocol: "smp", transportHost: "a" })
    await until(() => seen.length === n)
  }
  expect(seen[0]?.message).toMatch(`a handler of hostConnected failed (${kind})`)
  await api.close()
})
