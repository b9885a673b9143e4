import type { JSX } from "preact"
import type { PersonInfo } from "../../protocol/index.ts"
import { act } from "../model/client.ts"
import { expectChat } from "../model/view-state.ts"
import { MenuItem, Popover } from "../ui/menu.tsx"
import { TextForm } from "../ui/text-form.tsx"

/** What a person can do that is in no chat. */
export function PersonMenu({
  info: { id, name, isYou },
  people,
}: {
  readonly info: PersonInfo
  readonly people: readonly PersonInfo[]
}): JSX.Element {
  const others = people.filter((other) => other.id !== id)
  return (
    <Popover icon="menu" label={`More of ${name}`}>
      {(close) => {
        const run = async (work: Promise<boolean>) => {
          const isDone = await work
          if (isDone) close()
          return isDone
        }
        const connect = (to: string) => {
          expectChat(id)
          return run(act({ type: "connect", person: id, to }))
        }
        const create = (kind: "group" | "channel") => (groupName: string) => {
          expectChat(id)
          return run(act({ type: "createGroup", person: id, name: groupName, kind }))
        }
        return (
          <>
            <TextForm
              label="Name"
              button="Rename"
              value={name}
              onSubmit={(next) => run(act({ type: "rename", person: id, name: next }))}
            />
            <TextForm
              label="New group"
              button="Create"
              placeholder="friends"
              onSubmit={create("group")}
            />
            <TextForm
              label="New channel"
              button="Create"
              placeholder="news"
              onSubmit={create("channel")}
            />
            <fieldset class="submenu">
              <legend>Connect to</legend>
              <MenuItem icon="add" onClick={() => void connect("bot")}>
                the bot
              </MenuItem>
              {others.map((other) => (
                <MenuItem key={other.id} icon="add" onClick={() => void connect(other.id)}>
                  {other.name}
                </MenuItem>
              ))}
              <TextForm
                label="A link"
                button="Connect"
                placeholder="https://…"
                onSubmit={connect}
              />
            </fieldset>
            {!isYou && (
              <MenuItem
                icon="trash"
                kind="danger"
                onClick={() => void act({ type: "removePerson", person: id })}
              >
                Remove {name}
              </MenuItem>
            )}
          </>
        )
      }}
    </Popover>
  )
}
