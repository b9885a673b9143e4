import { type Core, UnsupportedError } from "@simplex-chat/core"
import { toWireError } from "@simplex-chat/core/remote"
import type { AsyncMessage, Channel } from "rabbitmq-client"
import type { HostInfo, Request, Response } from "../broker/messages.ts"
import { type Parcel, Parcels, sendParcel } from "../broker/parcels.ts"

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
  readonly #parcels = new Parcels()

  constructor(served: Promise<Served>) {
    this.#served = served
  }

  async consume(channel: Channel, queue: string): Promise<void> {
    this.#parcels.clear()
    await channel.basicQos({ prefetchCount: mostAtOnce })
    await channel.basicConsume({ queue }, (message) => void this.#serve(channel, message))
  }

  async #serve(channel: Channel, message: AsyncMessage): Promise<void> {
    const { replyTo: routingKey, correlationId = "", deliveryTag } = message
    const parcel = this.#parcels.take(`${routingKey} ${correlationId}`, message)
    const request = parcel?.json as Request | undefined
    // What was begun before the channel broke: its worker has given it up with the session.
    const isGivenUp = message.redelivered && request?.call !== "hello"
    // What is still read after the channel closed goes to the next one.
    const acknowledge = () => {
      if (channel.active) channel.basicAck({ deliveryTag })
    }
    if (parcel === undefined || isGivenUp) return acknowledge()
    const answer = async (response: Response, data?: Uint8Array) => {
      if (!channel.active || routingKey === undefined) return
      await sendParcel(channel, { routingKey, correlationId }, { json: response, data })
    }
    try {
      const { json: value, data } = await this.#call(parcel)
      await answer({ value }, data)
    } catch (error) {
      // Without a channel there is no way to answer.
      await answer({ error: toWireError(error) }).catch(() => {})
    }
    acknowledge()
  }

  async #call({ json, data = new Uint8Array() }: Parcel): Promise<Parcel> {
    const { core, info } = await this.#served
    const request = json as Request
    switch (request.call) {
      case "hello":
        return { json: info() }
      case "sendCommand":
        return { json: await core.sendCommand(...request.args) }
      case "encryptFile":
        return { json: await core.encryptFile(...request.args) }
      case "decryptFile":
        await core.decryptFile(...request.args)
        return { json: null }
      case "readFile":
        return { json: null, data: await core.readFile(...request.args) }
      case "writeFile":
        return { json: await core.writeFile(...request.args, data) }
      default:
        request satisfies never
        throw new UnsupportedError("host", "does not know this call; update it")
    }
  }
}
