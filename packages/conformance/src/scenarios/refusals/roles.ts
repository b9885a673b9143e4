import type { Refusal } from "./tables.ts"

// As recorded in r-errors. OWNER and OTHER are members, MESSAGE one of the owner's in TEAM.

/** What a plain member cannot do. */
export const asMember: readonly Refusal[] = [
  ["/_member role #TEAM OTHER admin", "groupUserRole"],
  ["/_member role #TEAM OWNER member", "groupUserRole"],
  ["/_block #TEAM OTHER blocked=on", "groupUserRole"],
  ["/_remove #TEAM OTHER", "groupUserRole"],
  ["/_add #TEAM FRIEND member", "groupUserRole"],
  ['/_group_profile #TEAM {"displayName":"mine","fullName":""}', "groupUserRole"],
  ["/_create link #TEAM member", "groupUserRole"],
  ["/_delete member item #TEAM MESSAGE", "invalidChatItemDelete"],
  ["/_delete item #TEAM MESSAGE broadcast", "invalidChatItemDelete"],
  [
    '/_update item #TEAM MESSAGE json {"msgContent":{"type":"text","text":"x"},"mentions":{}}',
    "invalidChatItemUpdate",
  ],
  ["/_delete #TEAM full", "groupUserRole"],
]

/** What the owner cannot do either. */
export const asOwner: readonly Refusal[] = [
  ["/_remove #TEAM OWNER", "groupMemberNotFound"],
  ["/_member role #TEAM OTHER,99999 member", "groupMemberNotFound"],
  ["/_remove #TEAM OTHER,99999", "groupMemberNotFound"],
  ["/_member role #TEAM OTHER,OTHER admin", "groupMemberNotFound"],
  ["/_block #TEAM 99999 blocked=on", "groupMemberNotFound"],
  ["/_accept member #TEAM 99999 member", "groupMemberNotFound"],
  ["/_create member contact #TEAM 99999", "groupMemberNotFound"],
  ["/_create link #TEAM owner", "groupMemberInitialRole"],
  ["/_create link #TEAM admin", "groupMemberInitialRole"],
  ["/_delete member item #TEAM 99999", "answer chatItemsDeleted"],
]

/** What one who has left cannot do any more. */
export const asFormerMember: readonly Refusal[] = [
  [
    '/_send #TEAM json [{"msgContent":{"type":"text","text":"left"},"mentions":{}}]',
    "commandError",
  ],
  ["/_join #TEAM", "groupAlreadyJoined"],
  ["/_add #TEAM FRIEND member", "groupUserRole"],
  ["/_member role #TEAM OWNER member", "groupUserRole"],
  ["/_remove #TEAM OWNER", "groupUserRole"],
  ["/_create link #TEAM member", "groupUserRole"],
  ['/_group_profile #TEAM {"displayName":"x","fullName":""}', "groupUserRole"],
]

/** What cannot be done to messages: OLD was deleted for everyone, EVENT is no message, MINE has a 👍. */
export const toMessages: readonly Refusal[] = [
  ['/_reaction @BOB MINE on {"type":"emoji","emoji":"👍"}', "commandError"],
  ['/_reaction @BOB MINE off {"type":"emoji","emoji":"🚀"}', "commandError"],
  ['/_reaction @BOB MINE on {"type":"emoji","emoji":"❤️"}', "commandError"],
  ['/_reaction @BOB MINE on {"type":"emoji","emoji":"🎉"}', "commandError"],
  [
    '/_update item @BOB MINE json {"msgContent":{"type":"text","text":"mine"},"mentions":{}}',
    "answer chatItemNotChanged",
  ],
  ["/_delete item @BOB OLD broadcast", "invalidChatItemDelete"],
  [
    '/_update item @BOB OLD json {"msgContent":{"type":"text","text":"x"},"mentions":{}}',
    "invalidChatItemUpdate",
  ],
  [
    '/_send @BOB json [{"msgContent":{"type":"text","text":"x"},"mentions":{},"quotedItemId":OLD}]',
    "invalidQuote",
  ],
  [
    '/_update item @BOB EVENT json {"msgContent":{"type":"text","text":"x"},"mentions":{}}',
    "invalidChatItemUpdate",
  ],
  [
    '/_send @BOB json [{"msgContent":{"type":"text","text":"x"},"mentions":{},"quotedItemId":EVENT}]',
    "invalidQuote",
  ],
  ['/_reaction @BOB EVENT on {"type":"emoji","emoji":"👍"}', "commandError"],
  ["/_forward #TEAM @BOB EVENT", "invalidForward"],
]
