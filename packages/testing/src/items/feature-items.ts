import type { T } from "@simplex-chat/types"
import type { Chat } from "../chat/chat.ts"
import { addItem } from "./items.ts"
import { chatFeatures, featureNames, featureText } from "../views/preferences.ts"
import type { ContactRow, ItemRow, UserRow } from "../store/rows.ts"
import { contactView } from "../views/views.ts"

export interface FeatureChange {
  readonly contact: ContactRow
  /** How the contact looked before. */
  readonly before: T.Contact
  readonly dir: { readonly type: "directSnd" | "directRcv" }
}

/** The items that say what changed in what both sides allow. */
export function changedFeatures(
  chat: Chat,
  user: UserRow,
  { contact, before, dir }: FeatureChange,
): ItemRow[] {
  const after = contactView(chat.state, contact).mergedPreferences
  const items: ItemRow[] = []
  for (const feature of chatFeatures) {
    // No session has an item about these two in a chat with a contact.
    if (feature === "files" || feature === "sessions") continue
    const change = changed(
      feature,
      { before: before.mergedPreferences[feature], after: after[feature] },
      dir.type,
    )
    if (change === undefined) continue
    const status = dir.type === "directRcv" ? { status: { type: "rcvRead" } as const } : {}
    items.push(addItem(chat, user, { chat: `@${contact.id}`, dir, ...status, ...change }))
  }
  return items
}

type Merged = T.ContactUserPreference | T.ContactUserTimedPreference

function changed(
  feature: T.ChatFeature,
  { before, after }: { before: Merged; after: Merged },
  dir: "directSnd" | "directRcv",
): { text: string; content: T.CIContent } | undefined {
  const isSent = dir === "directSnd"
  const ttl = (merged: Merged) => {
    const own: T.TimedMessagesPreference = merged.userPreference.preference
    const theirs: T.TimedMessagesPreference = merged.contactPreference
    return isSent ? own.ttl : theirs.ttl
  }
  const param = ttl(after)
  const more = param === undefined ? {} : { param }
  if (JSON.stringify(before.enabled) !== JSON.stringify(after.enabled) || ttl(before) !== param) {
    const { enabled } = after
    const type = isSent ? "sndChatFeature" : "rcvChatFeature"
    return {
      text: featureText(feature, enabled, param),
      content: { type, feature, enabled, ...more },
    }
  }
  const side = ({ userPreference, contactPreference }: Merged) =>
    isSent ? userPreference.preference.allow : contactPreference.allow
  // What is allowed changed on one side, without an effect: "you offered", "cancelled" (o-users 488 to
  // 494).
  const allowedNow = side(after)
  if (side(before) === allowedNow) return undefined
  const verb = { always: "always offered", yes: "offered", no: "cancelled" }[allowedNow]
  return {
    text: `${isSent ? "you " : ""}${verb} ${featureNames[feature]}`,
    content: {
      type: isSent ? "sndChatPreference" : "rcvChatPreference",
      feature,
      allowed: allowedNow,
      ...more,
    },
  }
}
