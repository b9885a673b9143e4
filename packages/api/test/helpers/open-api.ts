import { onTestFinished } from "vitest"
import { ChatApi, type ChatApiOptions, type ChatEventError } from "../../src/index.ts"
import { type Script, ScriptedCore } from "@simplex-chat/core/scripted"

/** An api over a scripted core, closed when the test is over, and the errors that it reported. */
export async function openApi(script?: Script, options?: ChatApiOptions) {
  const core = new ScriptedCore(script)
  const api = await ChatApi.init(core, options)
  const errors: ChatEventError[] = []
  api.onError((error) => errors.push(error))
  onTestFinished(() => api.close({ settleMs: 0, timeoutMs: 10 }))
  return { api, core, errors }
}

/** Lets everything that is ready happen. */
export const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

/** Waits until it is so; the test's own time limit says when to give up. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await turn()
}
