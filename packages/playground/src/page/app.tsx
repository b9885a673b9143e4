import type { JSX } from "preact"
import { useEffect } from "preact/hooks"
import type { PersonInfo } from "../protocol/index.ts"
import { InspectorPanel } from "./inspector/panel.tsx"
import { connected, model, problem } from "./model/client.ts"
import { useStore } from "./model/store.ts"
import { theme } from "./model/theme.ts"
import { change, view } from "./model/view-state.ts"
import { Column } from "./people/column.tsx"
import { onShortcut } from "./shortcuts.ts"
import { TopBar } from "./top-bar.tsx"
import { Avatar } from "./ui/avatar.tsx"
import { IconButton } from "./ui/button.tsx"

export function App(): JSX.Element {
  const known = useStore(model)
  const colors = useStore(theme)
  useEffect(() => {
    document.documentElement.dataset["theme"] = colors
  }, [colors])
  useEffect(() => {
    document.addEventListener("keydown", onShortcut)
    return () => document.removeEventListener("keydown", onShortcut)
  }, [])
  const title = known?.state.bot.name
  useEffect(() => {
    if (title !== undefined) document.title = `${title} · playground`
  }, [title])
  if (known === undefined) return <p class="empty">Connecting to the playground…</p>
  const { state, chats } = known
  return (
    <>
      <TopBar state={state} />
      <PeopleBar people={state.people} />
      <main>
        <div class="columns">
          {state.people.map((info) => (
            <Column key={info.id} info={info} chats={chats[info.id] ?? []} people={state.people} />
          ))}
        </div>
        <InspectorPanel />
      </main>
      <Notices />
    </>
  )
}

/** On a narrow window one person is shown at a time. */
function PeopleBar({ people }: { readonly people: readonly PersonInfo[] }): JSX.Element {
  const chosen = useStore(view, ({ person }) => person)
  return (
    <nav class="people-bar tabs" aria-label="People">
      {people.map(({ id, name, isYou }) => (
        <button
          key={id}
          type="button"
          class="tab"
          aria-current={chosen === id || (chosen === undefined && isYou)}
          onClick={() => change({ person: id })}
        >
          <Avatar name={name} />
          {name}
        </button>
      ))}
    </nav>
  )
}

/** What went wrong, until it is closed. */
function Notices(): JSX.Element | null {
  const text = useStore(problem)
  const isConnected = useStore(connected)
  const shown = isConnected ? text : "The playground does not answer: is simplex-bot dev running?"
  if (shown === undefined) return null
  return (
    <div class="toast" role="alert">
      <span>{shown}</span>
      {isConnected && (
        <IconButton icon="close" label="Close" onClick={() => problem.set(undefined)} />
      )}
    </div>
  )
}
