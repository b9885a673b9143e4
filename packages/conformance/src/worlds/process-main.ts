/** The process of one core: opens it as asked, and carries out the calls of its parent. */
import type { Core } from "@simplex-chat/api"
import { openCore } from "@simplex-chat/core-ffi"
import type { Answer, Call, Opening } from "./process-messages.ts"

let core: Core | undefined

process.on("message", ({ id, name, args }: Call) => {
  void perform(name, args).then(
    (value) => reply({ id, value }),
    (error: unknown) => reply({ id, error: String(error) }),
  )
})
process.on("disconnect", () => process.exit(0))

async function perform(name: Call["name"], args: readonly unknown[]): Promise<unknown> {
  if (name === "open") {
    const { filePrefix, lib } = args[0] as Opening
    core = await openCore({ filePrefix }, { library: { path: lib } })
    return undefined
  }
  if (core === undefined) throw new Error("no core is open")
  const call = core[name] as (...args: unknown[]) => Promise<unknown>
  return call.apply(core, [...args])
}

function reply(answer: Answer): void {
  if (process.connected) process.send?.(answer)
}
