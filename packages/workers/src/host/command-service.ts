import type { Core } from "@simplex-chat/core"
import { toWireError } from "@simplex-chat/core/remote"
import type { AsyncMessage, Channel } from "rabbitmq-client"
import { type HostInfo, pieceBytes, type Request, type Response } from "../broker/messages.ts"

/** How many commands of workers are in flight at once. */
const mostAtOnce = 200

/** What the service works with once the bot has started. */
export interface Served {
  readonly core: Core
  readonly info: () => HostInfo
}

/** Carries out the commands of workers. */
export class CommandService {
  readonly #served: Promise<Served>
  /** Data of files that have not arrived whole, by the number that their worker gave them. */
  readonly #uploads = new Map<string, Buffer[]>()

  constructor(served: Promise<Served>) {
    this.#served = served
  }

  async consume(channel: Channel, queue: string): Promise<void> {
    this.#uploads.clear()
    await channel.basicQos({ prefetchCount: mostAtOnce })
    await channel.basicConsume({ queue }, (message) => void this.#serve(channel, message))
  }

  async #serve(channel: Channel, message: AsyncMessage): Promise<void> {
    const { replyTo: routingKey, correlationId = "", deliveryTag } = message
    const request = message.body as Request
    // It was begun before the channel broke; its worker has given it up with the session.
    if (message.redelivered && request.call !== "hello") {
      channel.basicAck({ deliveryTag })
      return
    }
    const answer = async (response: Response) => {
      if (!channel.active || routingKey === undefined) return
      await channel.basicPublish(
        { routingKey, correlationId, contentType: "application/json" },
        Buffer.from(JSON.stringify(response)),
      )
    }
    try {
      const value = await this.#call(request, answer)
      if (value !== undefined) await answer({ value: value.value })
    } catch (error) {
      // Without a channel there is no way to answer.
      await answer({ error: toWireError(error) }).catch(() => {})
    }
    if (channel.active) channel.basicAck({ deliveryTag })
  }

  /** @returns undefined when nothing is answered yet */
  async #call(
    request: Request,
    answer: (response: Response) => Promise<void>,
  ): Promise<{ readonly value: unknown } | undefined> {
    const { core, info } = await this.#served
    switch (request.call) {
      case "hello":
        return { value: info() }
      case "sendCommand":
        return { value: await core.sendCommand(...request.args) }
      case "encryptFile":
        return { value: await core.encryptFile(...request.args) }
      case "decryptFile":
        await core.decryptFile(...request.args)
        return { value: null }
      case "readFile": {
        const data = await core.readFile(...request.args)
        for (let at = 0; at < data.length; at += pieceBytes) {
          const piece = data.subarray(at, at + pieceBytes)
          await answer({ data: Buffer.from(piece).toString("base64") })
        }
        return { value: data.length }
      }
      case "writeFile": {
        const pieces = this.#uploads.get(request.upload) ?? []
        pieces.push(Buffer.from(request.data, "base64"))
        this.#uploads.set(request.upload, pieces)
        if (!request.isLast) return undefined
        this.#uploads.delete(request.upload)
        return { value: await core.writeFile(request.args[0], Buffer.concat(pieces)) }
      }
    }
  }
}
