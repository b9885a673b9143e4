import type { JSX } from "preact"
import type { PersonInfo } from "../../protocol/index.ts"
import { act, model } from "../model/client.ts"
import { change } from "../model/view-state.ts"
import { Popover } from "../ui/menu.tsx"
import { TextForm } from "../ui/text-form.tsx"

/** For those who do not want to think of a name. */
const names = ["alice", "bob", "carol", "dave", "erin", "frank"]

/** Adds a person, who is connected to the bot at once. */
export function AddPerson({ people }: { readonly people: readonly PersonInfo[] }): JSX.Element {
  const free = names.find((name) => people.every((person) => person.name !== name)) ?? ""
  return (
    <Popover icon="add" label="Add a person">
      {(close) => (
        <TextForm
          label="Add a person"
          button="Add"
          value={free}
          onSubmit={async (name) => {
            if (!(await act({ type: "addPerson", name }))) return false
            close()
            // The answer can be here before the news.
            const { id } = await model.until((now) =>
              now?.state.people.find((person) => person.name === name),
            )
            change({ person: id })
            if (model.value?.state.bot.status === "running")
              await act({ type: "connect", person: id, to: "bot" })
            return true
          }}
        />
      )}
    </Popover>
  )
}
