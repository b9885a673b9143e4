import type { T } from "@simplex-chat/types"

/** What a message says; undefined for items that are no messages. */
export function messageOf({ content }: T.ChatItem): T.MsgContent | undefined {
  return content.type === "sndMsgContent" || content.type === "rcvMsgContent"
    ? content.msgContent
    : undefined
}

export const isOwn = ({ chatDir }: T.ChatItem): boolean =>
  chatDir.type === "directSnd" || chatDir.type === "groupSnd"

/** Notices about what a chat allows: many at once, and seldom of interest. */
const settings = [
  "chatBanner",
  "rcvChatFeature",
  "sndChatFeature",
  "rcvGroupFeature",
  "sndGroupFeature",
  "rcvChatPreference",
  "sndChatPreference",
  "sndDirectE2EEInfo",
  "rcvDirectE2EEInfo",
  "sndGroupE2EEInfo",
  "rcvGroupE2EEInfo",
]

export const isSetting = ({ content }: T.ChatItem): boolean => settings.includes(content.type)

/** `10:04`, in the time of this machine. */
export const timeOf = (stamp: string | number): string =>
  new Date(stamp).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })

export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  if (bytes < 1024 ** 2) return `${Math.round(bytes / 1024)} kB`
  return `${(bytes / 1024 ** 2).toFixed(1)} MB`
}

/** `90` as `1:30`. */
export const secondsText = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`
