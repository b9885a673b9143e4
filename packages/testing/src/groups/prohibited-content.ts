import type { T } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import { commandFailed } from "../simulation/failure.ts"
import { featureName, fullGroupPreferences } from "../views/group-preferences.ts"
import { formatted } from "../views/markdown.ts"
import { featureNames } from "../views/preferences.ts"
import { hasRole } from "./roles.ts"
import type { GroupRow } from "../store/rows.ts"
import type { Target } from "../recipients/target.ts"
import { contactView, membershipOf } from "../views/views.ts"

type GroupFeature = "voice" | "files" | "simplexLinks"

/** Fails where a chat does not allow what a message has: voice, files, links of SimpleX. */
export function checkAllowed(
  chat: Chat,
  { contact, group, support }: Target,
  { msgContent, fileSource }: Pick<T.ComposedMessage, "msgContent" | "fileSource">,
): void {
  const isVoice = msgContent.type === "voice"
  if (contact !== undefined && isVoice) {
    const { voice } = contactView(chat.state, contact).mergedPreferences
    if (!voice.enabled.forUser) throw notAllowed(featureNames.voice)
  }
  if (group === undefined) return
  const refuse = (feature: GroupFeature) => {
    if (!groupAllows(chat, group, feature)) throw notAllowed(featureName(feature))
  }
  if (isVoice) refuse("voice")
  // In a support chat members may show moderators anything else.
  if (support !== undefined) return
  if (fileSource !== undefined && !isVoice) refuse("files")
  const hasLink = formatted(msgContent.text)?.some(({ format }) => format?.type === "simplexLink")
  if (hasLink) refuse("simplexLinks")
}

function groupAllows(chat: Chat, group: GroupRow, feature: GroupFeature): boolean {
  const { enable, role } = fullGroupPreferences(group.groupProfile.groupPreferences)[feature]
  const isFor = role === undefined || hasRole(membershipOf(chat.state, group), role)
  return enable === "on" && isFor
}

const notAllowed = (name: string) => commandFailed(`feature not allowed ${name}`)
