// Runs in an empty project into which the published package was installed, and nothing else.

import { CC, T } from "@simplex-chat/types"
import { parseCommand } from "@simplex-chat/types/parse"

const text = CC.APISendMessages.cmdString({
  sendRef: { chatType: T.ChatType.Direct, chatId: 4 },
  liveMessage: false,
  composedMessages: [{ msgContent: { type: "text", text: "hi" }, mentions: {} }],
})
console.log(text)
console.log(parseCommand(text).name)
