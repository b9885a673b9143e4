import type { CEvt, T } from "@simplex-chat/types"
import { expectTypeOf, test } from "vitest"
import { arg } from "../commands/argument-kinds.ts"
import { Composer } from "../composer/composer.ts"
import type { ChannelSender, ContactSender, MemberSender, Sender } from "../messages/kinds.ts"
import type { Message, MessageOf } from "../messages/message.ts"
import type { ImageMessage, TextMessage } from "../messages/narrowed.ts"

const bot = new Composer()

test("without a filter, everything can come", () => {
  bot.onMessage((message, { match }) => {
    expectTypeOf(message).toEqualTypeOf<Message>()
    expectTypeOf(message.content).toEqualTypeOf<T.MsgContent>()
    expectTypeOf(message.chat).toEqualTypeOf<T.ChatInfo.Direct | T.ChatInfo.Group>()
    expectTypeOf(message.sender).toEqualTypeOf<Sender>()
    expectTypeOf(match).toEqualTypeOf<undefined>()
  })
})

test("contentType narrows the content", () => {
  bot.onMessage({ contentType: "image" }, (message) => {
    expectTypeOf(message).toEqualTypeOf<ImageMessage>()
    expectTypeOf(message.content).toEqualTypeOf<T.MsgContent.Image>()
  })
  bot.onMessage({ contentType: ["text", "link"] }, (message) => {
    expectTypeOf(message.content).toEqualTypeOf<T.MsgContent.Text | T.MsgContent.Link>()
  })
})

test("what only one kind of chat has narrows the chat and the sender", () => {
  bot.onMessage({ chatType: "direct" }, (message) => {
    expectTypeOf(message.chat).toEqualTypeOf<T.ChatInfo.Direct>()
    expectTypeOf(message.sender).toEqualTypeOf<ContactSender>()
  })
  bot.onMessage({ contactId: [4, 5] }, (message) => {
    expectTypeOf(message.sender).toEqualTypeOf<ContactSender>()
  })
  bot.onMessage({ groupId: 1 }, (message) => {
    expectTypeOf(message.chat).toEqualTypeOf<T.ChatInfo.Group>()
    expectTypeOf(message.sender).toEqualTypeOf<MemberSender | ChannelSender>()
  })
  bot.onMessage({ role: ["admin", "owner"] }, (message) => {
    expectTypeOf(message.chat).toEqualTypeOf<T.ChatInfo.Group>()
    expectTypeOf(message.sender).toEqualTypeOf<MemberSender>()
  })
  bot.onMessage({ mentioned: true }, (message) => {
    expectTypeOf(message.chat).toEqualTypeOf<T.ChatInfo.Group>()
  })
  bot.onMessage({ mentioned: false }, (message) => {
    expectTypeOf(message.chat).toEqualTypeOf<T.ChatInfo.Direct | T.ChatInfo.Group>()
  })
})

test("keys narrow together", () => {
  bot.onMessage({ contentType: "text", memberId: 3 }, (message) => {
    expectTypeOf(message).toEqualTypeOf<Message<"text", "group", "member">>()
  })
})

test("arrays are any of their entries", () => {
  bot.onMessage({ chatType: ["direct", "group"], memberId: [1, "bWVtYmVy"] }, (message) => {
    expectTypeOf(message.chat).toEqualTypeOf<T.ChatInfo.Group>()
    expectTypeOf(message.sender).toEqualTypeOf<MemberSender>()
  })
  bot.onMessage({ groupId: [1, 2], contactId: undefined }, (message) => {
    expectTypeOf(message.chat).toEqualTypeOf<T.ChatInfo.Group>()
  })
})

test("hasFile narrows the file", () => {
  bot.onMessage({ hasFile: true }, (message) => {
    expectTypeOf(message.file).toEqualTypeOf<T.CIFile>()
  })
  bot.onMessage({ hasFile: false }, (message) => {
    expectTypeOf(message.file).toEqualTypeOf<undefined>()
  })
  bot.onMessage((message) => {
    expectTypeOf(message.file).toEqualTypeOf<T.CIFile | undefined>()
  })
})

test("a pattern gives its match", () => {
  bot.onMessage({ text: /x/ }, (_, { match }) => {
    expectTypeOf(match).toEqualTypeOf<RegExpExecArray>()
  })
  bot.onMessage({ text: ["x", /y/] }, (_, { match }) => {
    expectTypeOf(match).toEqualTypeOf<RegExpExecArray | undefined>()
  })
  bot.onMessage({ text: [/x/, /y/] }, (_, { match }) => {
    expectTypeOf(match).toEqualTypeOf<RegExpExecArray>()
  })
  bot.onMessage({ text: (text) => text.length > 3 }, (_, { match }) => {
    expectTypeOf(match).toEqualTypeOf<undefined>()
  })
  bot.onMessage({ text: "x" }, (_, { match }) => {
    expectTypeOf(match).toEqualTypeOf<undefined>()
  })
})

test("a type guard narrows, a predicate does not", () => {
  const isShort = (message: Message): message is TextMessage => message.text.length < 10
  bot.onMessage({ when: isShort }, (message) => {
    expectTypeOf(message.content).toEqualTypeOf<T.MsgContent.Text>()
  })
  bot.onMessage({ when: (message) => message.text === "" }, (message) => {
    expectTypeOf(message).toEqualTypeOf<Message>()
  })
})

test("groups narrow what is inside, branches only where the filter holds", () => {
  bot.group({ chatType: "group" }, (groups) => {
    groups.onMessage({ contentType: "text" }, (message) => {
      expectTypeOf(message.chat).toEqualTypeOf<T.ChatInfo.Group>()
      expectTypeOf(message.content).toEqualTypeOf<T.MsgContent.Text>()
    })
  })
  bot.branch(
    { contentType: "text" },
    (texts) => texts.onMessage((message) => expectTypeOf(message).toEqualTypeOf<TextMessage>()),
    (others) => others.onMessage((message) => expectTypeOf(message).toEqualTypeOf<Message>()),
  )
})

test("commands have the arguments of their schema, or words", () => {
  const args = { n: arg.int(), how: arg.optional(arg.choice("up", "down")) }
  bot.onCommand("step", { args, chatType: "direct" }, (message, { args }) => {
    expectTypeOf(message.sender).toEqualTypeOf<ContactSender>()
    expectTypeOf(args).toEqualTypeOf<{
      readonly n: number
      readonly how: "up" | "down" | undefined
    }>()
  })
  bot.onCommand("step", (_, { args }) => {
    expectTypeOf(args).toEqualTypeOf<readonly string[]>()
  })
})

test("events have the type of their tag", () => {
  bot.onEvent("contactConnected", (event) => {
    expectTypeOf(event).toEqualTypeOf<CEvt.ContactConnected>()
  })
  expectTypeOf<CEvt.Tag>().toExtend<Parameters<typeof bot.onEvent>[0]>()
  // @ts-expect-error there is no such event
  bot.onEvent("contactconnected", () => {})
})

test("wrong filters do not compile", () => {
  // @ts-expect-error there is no such key
  bot.onMessage({ contenttype: "text" }, () => {})
  // @ts-expect-error ids of contacts are numbers
  bot.onMessage({ contactId: "4" }, () => {})
  // @ts-expect-error there is no such chat
  bot.onMessage({ chatType: "local" }, () => {})
  // @ts-expect-error one or the other
  bot.onMessage({ hasFile: "yes" }, () => {})
  // @ts-expect-error there is no such kind
  bot.onMessage({ contentType: "txt" }, () => {})
  // @ts-expect-error there is no such role
  bot.onMessage({ role: "king" }, () => {})
  // @ts-expect-error an image has no duration
  bot.onMessage({ contentType: "image" }, (message) => message.content.duration)
  expectTypeOf<MessageOf<{ contentType: "voice" }>["content"]>().toEqualTypeOf<T.MsgContent.Voice>()
})
