import { randomBytes, randomUUID } from "node:crypto"
import type { T } from "@simplex-chat/types"
import { endCall, sendCall, setCallStatus } from "../receive/calls.ts"
import type { Chat } from "../chat/chat.ts"
import { commandFailed, failed, NotSimulatedError, unreadable } from "../simulation/failure.ts"
import { targetOf } from "../groups/find-target.ts"
import { type BeyondCommand, command, json } from "./beyond-command.ts"
import type { Handlers } from "./handlers.ts"

/** Calls as far as a bot has to do with them: they come, and are refused or end. */
export const callCommands = {
  APIGetCallInvitations(chat) {
    chat.runningUser()
    const received = [...chat.calls.values()].filter(({ invitation }) => invitation !== undefined)
    const callInvitations = received.flatMap(({ invitation }) => invitation ?? [])
    return { type: "callInvitations", callInvitations }
  },

  APIRejectCall(chat, { contactId }) {
    const user = chat.runningUser()
    const call = currentCall(chat, contactId)
    if (call.invitation === undefined)
      throw failed({ type: "callState", currentCallState: "invitationSent" })
    chat.calls.delete(contactId)
    setCallStatus(chat, call, "rejected")
    return { type: "cmdOk", user_: chat.wire(user) }
  },

  APIEndCall(chat, { contactId }) {
    const user = chat.runningUser()
    const contact = chat.contact(user, contactId)
    const call = currentCall(chat, contactId)
    endCall(chat, contact, call)
    return { type: "cmdOk", user_: chat.wire(user) }
  },
} satisfies Partial<Handlers>

function currentCall(chat: Chat, contactId: number) {
  const call = chat.calls.get(contactId)
  if (call === undefined) throw failed({ type: "noCurrentCall" })
  return call
}

/** What callers send is no part of the API for bots: it is read as it is written. */
export const callTexts: readonly BeyondCommand[] = [
  command("/_call invite ", /^@(\d+) (\{.*\})$/s, (chat, [id, text]) => {
    const callType = readCallType(text)
    const user = chat.runningUser()
    const target = targetOf(chat, user, { chatType: "direct", chatId: Number(id) })
    const contact = chat.contact(user, Number(id))
    const { calls } = chat.contactInfo(contact).mergedPreferences
    if (!calls.enabled.forUser) throw commandFailed("feature not allowed Audio/video calls")
    const sharedKey = callType.capabilities.encryption
      ? { sharedKey: `${randomBytes(32).toString("base64url")}=` }
      : {}
    sendCall(chat, user, target, { callType, callUUID: randomUUID(), ...sharedKey })
    return { type: "cmdOk", user_: chat.wire(user) }
  }),
  ...["offer", "answer", "extra", "status"].map((step) =>
    command(`/_call ${step} `, /^@(\d+) ./s, (chat, [id]) => {
      const user = chat.runningUser()
      currentCall(chat, chat.contact(user, Number(id)).id)
      throw new NotSimulatedError(`/_call ${step}`)
    }),
  ),
]

/** Both fields, or nothing that the core reads. */
function readCallType(text: string | undefined): T.CallType {
  const { media, capabilities } = json<Partial<T.CallType>>(text)
  const isMedia = media === "audio" || media === "video"
  if (!isMedia || typeof capabilities?.encryption !== "boolean") throw unreadable()
  return { media, capabilities: { encryption: capabilities.encryption } }
}
