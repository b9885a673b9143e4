import { ScriptedCore } from "@simplex-chat/core/scripted"
import type { AsyncMessage, Channel } from "rabbitmq-client"
import { expect, test, vi } from "vitest"
import { CommandService } from "./command-service.ts"

/** A channel that brings what was read before it closed. */
function closing() {
  let bring: (message: AsyncMessage) => void = () => {}
  const channel = {
    active: true,
    basicQos: () => Promise.resolve(),
    basicConsume: (_: unknown, take: typeof bring) => {
      bring = take
      return Promise.resolve()
    },
    basicPublish: vi.fn(() => Promise.resolve()),
    basicAck: vi.fn(() => {
      if (!channel.active) throw new Error("channel is closed")
    }),
  }
  const piece = (index: number, isLast: boolean, text: string) =>
    bring({
      body: Buffer.from(text),
      type: "json",
      headers: { index, isLast },
      replyTo: "worker",
      correlationId: "1 1",
      deliveryTag: index + 1,
    } as unknown as AsyncMessage)
  return { channel, piece }
}

test("what is read after its channel closed is left to the next one", async () => {
  const core = new ScriptedCore(() => "{}")
  const service = new CommandService(Promise.resolve({ core, info: () => ({}) as never }))
  const { channel, piece } = closing()
  await service.consume(channel as unknown as Channel, "host")
  piece(0, false, '{"call":"sendCommand",')
  expect(channel.basicAck).toHaveBeenCalledOnce()
  channel.active = false
  // Without a catch for them: what threw here would end the process of the host.
  piece(1, false, '"args":')
  piece(2, true, '["/users"]}')
  await vi.waitFor(() => expect(core.commands).toEqual(["/users"]))
  expect(channel.basicAck).toHaveBeenCalledOnce()
  expect(channel.basicPublish).not.toHaveBeenCalled()
})
