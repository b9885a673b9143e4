import { EventEmitter } from "node:events"
import type { AsyncMessage, Connection } from "rabbitmq-client"
import { expect, test, vi } from "vitest"
import { Requests } from "./requests.ts"

/** A broker that brings what the host answers. */
class Broker extends EventEmitter {
  active = true
  bring: (message: AsyncMessage) => void = () => {}
  readonly basicPublish = vi.fn((_envelope: object, _body: Buffer) => Promise.resolve())
  readonly acquire = () => Promise.resolve(this)

  basicConsume(_: unknown, bring: (message: AsyncMessage) => void): Promise<void> {
    this.bring = bring
    return Promise.resolve()
  }

  close(): Promise<void> {
    this.active = false
    this.emit("close")
    return Promise.resolve()
  }
}

test("each piece of an answer is a sign of life: over a slow line there may be no other", async () => {
  const broker = new Broker()
  const onSign = vi.fn()
  const requests = new Requests(broker as unknown as Connection, "host", onSign)
  const answer = requests.call({ call: "sendCommand", args: ["/users"] })
  await vi.waitFor(() => expect(broker.basicPublish).toHaveBeenCalledOnce())
  const [envelope] = broker.basicPublish.mock.calls[0] ?? []
  const { correlationId = "" } = (envelope ?? {}) as { readonly correlationId?: string }
  for (const [index, text] of ['{"value":', '"the users"', "}"].entries()) {
    const headers = { index, isLast: index === 2 }
    const message = { correlationId, type: "json", headers, body: Buffer.from(text) }
    broker.bring(message as unknown as AsyncMessage)
    expect(onSign).toHaveBeenCalledTimes(index + 1)
  }
  expect(await answer).toBe("the users")
  await requests.close()
})
