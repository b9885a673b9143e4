import type { JSX } from "preact"
import { useState } from "preact/hooks"
import type { Pending, Time } from "../../protocol/index.ts"
import { timeOf } from "../chat/content.ts"
import { act, model } from "../model/client.ts"
import { useStore } from "../model/store.ts"
import { IconButton } from "../ui/button.tsx"

/** What was done, to go back to; and what is under way. */
export function StepsPanel(): JSX.Element {
  const state = useStore(model, (now) => now?.state)
  const [going, setGoing] = useState<number>()
  if (state === undefined) return <></>
  const { steps, time, people } = state
  const last = steps.at(-1)?.id
  const goTo = async (step: number) => {
    setGoing(step)
    await act({ type: "goTo", step })
    setGoing(undefined)
  }
  return (
    <div class="records">
      <Underway time={time} />
      <h3>What was done</h3>
      <p class="muted">
        Going back starts the bot anew, with seed {state.seed}, and repeats everything up to there.
      </p>
      <ol class="steps">
        {steps.map(({ id, atMs, person, text }) => (
          <li key={id}>
            <time>{timeOf(atMs)}</time>
            <span>
              {person !== undefined && (
                <strong>{people.find((one) => one.id === person)?.name ?? person} </strong>
              )}
              {text}
            </span>
            {id !== last && (
              <IconButton
                icon="back"
                label={`Back to: ${text}`}
                disabled={going !== undefined}
                onClick={() => void goTo(id)}
              />
            )}
          </li>
        ))}
      </ol>
      {going !== undefined && <p role="status">Going back…</p>}
    </div>
  )
}

function Underway({ time }: { readonly time: Time }): JSX.Element {
  return (
    <>
      <h3>Under way</h3>
      {time.pending.length === 0 && <p class="muted">Nothing.</p>}
      <ol class="steps">
        {time.pending.slice(0, 50).map((one) => (
          <li key={one.id}>
            <span class={`kind ${one.kind}`}>{one.kind}</span>
            <span>
              {one.from} → {one.to === "" ? "nowhere" : one.to}
              {!one.ready && <span class="muted"> {waitsFor(one, time)}</span>}
            </span>
            {one.ready && time.paused && (
              <IconButton
                icon="step"
                label={`Deliver ${one.kind} from ${one.from} to ${one.to}`}
                onClick={() => void act({ type: "deliver", id: one.id })}
              />
            )}
          </li>
        ))}
      </ol>
    </>
  )
}

function waitsFor({ notBeforeMs }: Pending, { nowMs }: Time): string {
  return notBeforeMs > nowMs ? `in ${Math.ceil((notBeforeMs - nowMs) / 1000)} s` : "waits"
}
