import type { Chat } from "../chat/chat.ts"
import type { Message, MessageOf } from "../simulation/packets.ts"
import type { UserRow } from "../store/rows.ts"
import { fileCancelledByPeer, fileDescribed } from "./file.ts"
import { probed } from "./probes.ts"

// What contacts and members send alike: where a file is, and what shows that the two are one person.

const events = [
  "x.info.probe",
  "x.info.probe.check",
  "x.info.probe.ok",
  "x.file.descr",
  "x.file.cancel",
] as const

type FromAnyPeer = MessageOf<(typeof events)[number]>

export const isFromAnyPeer = (message: Message): message is FromAnyPeer =>
  (events as readonly string[]).includes(message.event)

export function receiveFromPeer(
  chat: Chat,
  { user, peer, chatKey }: Parameters<typeof probed>[1] & { user: UserRow; chatKey: string },
  message: FromAnyPeer,
): void {
  switch (message.event) {
    case "x.info.probe":
    case "x.info.probe.check":
    case "x.info.probe.ok":
      return probed(chat, { user, peer }, message)
    case "x.file.descr":
      return fileDescribed(chat, { user, chatKey }, message)
    case "x.file.cancel":
      return fileCancelledByPeer(chat, { user, chatKey }, message)
  }
}
