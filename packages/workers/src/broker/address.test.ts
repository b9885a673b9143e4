import { expect, test } from "vitest"
import { brokerAddress } from "./address.ts"

const guest = { isSecure: false, username: "guest", password: "guest", vhost: "/", heartbeat: 5 }

test.each([
  ["amqp://localhost", { ...guest, hostname: "localhost", port: 5672 }],
  ["amqps://mq.example/", { ...guest, hostname: "mq.example", port: 5671, isSecure: true }],
  ["amqp://[::1]:5673", { ...guest, hostname: "::1", port: 5673 }],
  [
    "amqp://bot:p%40ss%2Fw%3Ard%25@10.0.0.1/%2Fbots?heartbeat=2",
    {
      hostname: "10.0.0.1",
      port: 5672,
      isSecure: false,
      username: "bot",
      password: "p@ss/w:rd%",
      vhost: "/bots",
      heartbeat: 2,
    },
  ],
  // A name without a password is one.
  ["amqp://bot@h", { ...guest, hostname: "h", port: 5672, username: "bot", password: "" }],
])("reads %s", (text, address) => {
  expect(brokerAddress(text)).toEqual(address)
})

test.each([
  ["", "must be an address"],
  ["localhost:5672", "must be an address"],
  ["amqp:///bots", "must be an address"],
  ["http://localhost", "must be an address"],
  ["amqp://bot:100%w@localhost", "has a % in name"],
])("refuses %j", (text, problem) => {
  expect(() => brokerAddress(text)).toThrow(`url: ${problem}`)
})
