import type { JSX } from "preact"
import { useEffect, useState } from "preact/hooks"
import type { Time } from "../../protocol/index.ts"
import { act } from "../model/client.ts"
import { change, view } from "../model/view-state.ts"
import { IconButton } from "../ui/button.tsx"
import { Popover } from "../ui/menu.tsx"

const moves = [
  [1000, "1 s"],
  [30_000, "30 s"],
  [300_000, "5 min"],
  [3_600_000, "1 hour"],
  [86_400_000, "1 day"],
] as const

/** The network's time: pause what is under way, let it happen step by step, move the clock. */
export function TimeBar({ time }: { readonly time: Time }): JSX.Element {
  const { paused, pending, running } = time
  const ready = pending.filter((one) => one.ready).length
  return (
    <div class="group" role="group" aria-label="Time">
      <IconButton
        icon={paused ? "play" : "pause"}
        label={paused ? "Let deliveries go on" : "Pause deliveries"}
        keys="Alt+P"
        pressed={paused}
        onClick={() => void act({ type: "pause", paused: !paused })}
      />
      <IconButton
        icon="step"
        label="Deliver one"
        keys="Alt+N"
        disabled={!paused || ready === 0}
        onClick={() => void act({ type: "deliver" })}
      >
        {pending.length > 0 && <span class="count">{pending.length}</span>}
      </IconButton>
      <Popover icon="clock" label="The network's clock" text={<Clock time={time} />}>
        {(close) => (
          <>
            <fieldset class="submenu">
              <legend>Move the clock on by</legend>
              <div class="choices">
                {moves.map(([ms, label]) => (
                  <button
                    key={ms}
                    type="button"
                    class="button"
                    onClick={() => void act({ type: "advance", ms })}
                  >
                    {label}
                  </button>
                ))}
              </div>
            </fieldset>
            <label class="switch">
              <input
                type="checkbox"
                role="switch"
                checked={running}
                onChange={({ currentTarget }) => {
                  void act({ type: "runClock", running: currentTarget.checked })
                }}
              />
              The clock runs
            </label>
            <button type="button" class="button" onClick={close}>
              Done
            </button>
          </>
        )}
      </Popover>
      <IconButton
        icon="steps"
        label="Steps: what was done, and what is under way"
        onClick={() => change({ panel: view.value.panel === "steps" ? undefined : "steps" })}
      />
    </div>
  )
}

/** The network's time, which goes on between what the server says about it. */
function Clock({ time: { nowMs, running } }: { readonly time: Time }): JSX.Element {
  const [shown, setShown] = useState(nowMs)
  useEffect(() => {
    setShown(nowMs)
    if (!running) return undefined
    const began = performance.now()
    const timer = setInterval(() => setShown(nowMs + performance.now() - began), 250)
    return () => clearInterval(timer)
  }, [nowMs, running])
  return <time class="clock">{new Date(shown).toLocaleTimeString()}</time>
}
