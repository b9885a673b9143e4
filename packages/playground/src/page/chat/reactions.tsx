import type { T } from "@simplex-chat/types"
import type { JSX } from "preact"
import { act } from "../model/client.ts"
import type { ItemKey } from "../model/view-state.ts"
import { MenuItem, Popover } from "../ui/menu.tsx"

/** The reactions that apps offer. */
export const emojis = ["👍", "👎", "😀", "😂", "😢", "❤", "🚀", "✅"] as const

const emojiOf = (reaction: T.MsgReaction): string =>
  reaction.type === "emoji" ? reaction.emoji : "?"

export function Reactions({
  at,
  reactions,
}: {
  readonly at: ItemKey
  readonly reactions: readonly T.CIReactionCount[]
}): JSX.Element | null {
  if (reactions.length === 0) return null
  return (
    <div class="reactions">
      {reactions.map(({ reaction, userReacted, totalReacted }) => {
        const emoji = emojiOf(reaction)
        return (
          <button
            type="button"
            key={emoji}
            class="reaction"
            aria-pressed={userReacted}
            aria-label={`${emoji} ${totalReacted}`}
            onClick={() => void act({ type: "react", ...at, emoji, add: !userReacted })}
          >
            {emoji}
            {totalReacted > 1 && <span>{totalReacted}</span>}
          </button>
        )
      })}
    </div>
  )
}

export function ReactionPicker({ at }: { readonly at: ItemKey }): JSX.Element {
  return (
    <Popover icon="smile" label="React" align="start">
      {(close) => (
        <div class="emojis">
          {emojis.map((emoji) => (
            <MenuItem
              key={emoji}
              onClick={() => {
                close()
                void act({ type: "react", ...at, emoji, add: true })
              }}
            >
              {emoji}
            </MenuItem>
          ))}
        </div>
      )}
    </Popover>
  )
}
