import type { JSX } from "preact"
import type { BotAction, BotInfo, State } from "../protocol/index.ts"
import { act } from "./model/client.ts"
import { useStore } from "./model/store.ts"
import { setTheme, theme } from "./model/theme.ts"
import { change, view } from "./model/view-state.ts"
import { AddPerson } from "./people/add-person.tsx"
import { SaveTest } from "./save-test.tsx"
import { FaultMenu } from "./time/faults.tsx"
import { TimeBar } from "./time/time-bar.tsx"
import { IconButton } from "./ui/button.tsx"
import { Help } from "./help.tsx"

export function TopBar({ state }: { readonly state: State }): JSX.Element {
  const { bot, faults, people, time } = state
  return (
    <header class="top">
      <BotStatus bot={bot} />
      <span class="space" />
      <TimeBar time={time} />
      <FaultMenu faults={faults} />
      <SaveTest />
      <IconButton
        icon="inspect"
        label="Inspector"
        keys="Alt+I"
        onClick={() => change({ panel: view.value.panel === undefined ? "log" : undefined })}
      />
      <AddPerson people={people} />
      <div class="group settings">
        <Help />
        <ThemeButton />
      </div>
    </header>
  )
}

function BotStatus({ bot }: { readonly bot: BotInfo }): JSX.Element {
  const run = (what: BotAction) => () => void act({ type: "bot", do: what })
  const isUp = bot.status === "running" || bot.status === "starting"
  const file = bot.file.slice(Math.max(bot.file.lastIndexOf("/"), bot.file.lastIndexOf("\\")) + 1)
  return (
    <div class="group bot">
      <img src="./icon.svg" alt="" class="logo" />
      <h1>{bot.name ?? file}</h1>
      <span class={`bot-status ${bot.status}`} role="status" title={bot.problem}>
        {bot.status}
      </span>
      {isUp ? (
        <>
          <IconButton icon="restart" label="Restart the bot" onClick={run("restart")} />
          <IconButton icon="stop" label="Stop the bot" onClick={run("stop")} />
          <IconButton icon="kill" label="Kill the bot" onClick={run("kill")} />
        </>
      ) : (
        <IconButton icon="play" label="Start the bot" onClick={run("start")} />
      )}
    </div>
  )
}

function ThemeButton(): JSX.Element {
  const now = useStore(theme)
  const next = now === "dark" ? "light" : "dark"
  return (
    <IconButton
      icon={next === "light" ? "sun" : "moon"}
      label={`Switch to the ${next} theme`}
      onClick={() => setTheme(next)}
    />
  )
}
