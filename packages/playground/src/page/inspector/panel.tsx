import type { JSX } from "preact"
import { change, type Panel, view } from "../model/view-state.ts"
import { useStore } from "../model/store.ts"
import { StepsPanel } from "../time/steps-panel.tsx"
import { IconButton } from "../ui/button.tsx"
import { LogPanel } from "./log-panel.tsx"
import { MessagePanel } from "./message-panel.tsx"

const tabs: readonly (readonly [Panel, string])[] = [
  ["message", "Message"],
  ["log", "Log"],
  ["steps", "Steps"],
]

/** Beside the people: what happened behind what they see. */
export function InspectorPanel(): JSX.Element | null {
  const panel = useStore(view, (now) => now.panel)
  if (panel === undefined) return null
  return (
    <aside class="panel" aria-label="Inspector">
      <header>
        <nav class="tabs" aria-label="Inspector">
          {tabs.map(([name, label]) => (
            <button
              key={name}
              type="button"
              class="tab"
              aria-current={name === panel}
              onClick={() => change({ panel: name })}
            >
              {label}
            </button>
          ))}
        </nav>
        <IconButton icon="close" label="Close" onClick={() => change({ panel: undefined })} />
      </header>
      {panel === "message" && <MessagePanel />}
      {panel === "log" && <LogPanel />}
      {panel === "steps" && <StepsPanel />}
    </aside>
  )
}
