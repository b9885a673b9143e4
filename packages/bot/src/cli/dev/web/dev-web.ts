import { Playground } from "./playground.ts"
import { WebServer } from "./http/server.ts"
import type { ServerMessage } from "@simplex-chat/playground/protocol"

export interface DevWebOptions {
  readonly watch: boolean
  /** 0: any that is free. */
  readonly port: number
  readonly seed: number
}

/** `simplex-bot dev FILE --web`: serves the playground until SIGINT or SIGTERM. */
export async function devWeb(file: string, { watch, port, seed }: DevWebOptions): Promise<number> {
  const send = (message: ServerMessage) => server.send(message)
  const playground = await Playground.open({ file, watch, seed }, send)
  const server = new WebServer(playground)
  const address = await server.listen(port)
  process.stdout.write(`The playground of ${file}: ${address}\n`)
  const stopped = new Promise<void>((resolve) => {
    process.once("SIGINT", resolve)
    process.once("SIGTERM", resolve)
  })
  // What goes wrong in the bot is shown on the page.
  await playground.begin().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  })
  await stopped
  await server[Symbol.asyncDispose]()
  await playground[Symbol.asyncDispose]()
  return 0
}
