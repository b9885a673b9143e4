import type { JSX } from "preact"
import type { Faults } from "../../protocol/index.ts"
import { act } from "../model/client.ts"
import { Popover } from "../ui/menu.tsx"

const shares = [
  ["delay", "Delayed", "Deliveries take up to 5 s."],
  ["drop", "Lost", "Deliveries are lost on the way, and made again later."],
  ["duplicate", "Doubled", "Messages arrive twice; cores ignore the second."],
  ["reorder", "Out of order", "What is under way on different connections overtakes each other."],
] as const

const switches = [
  ["serversDown", "Servers down", "No server answers."],
  ["botOffline", "Bot offline", "What is sent to the bot waits at the servers."],
  [
    "killInReply",
    "Kill the bot in its next message",
    "The process is killed after the bot has decided to send, and before it is sent.",
  ],
] as const

/** What goes wrong in the network. */
export function FaultMenu({ faults }: { readonly faults: Faults }): JSX.Element {
  const on =
    shares.filter(([name]) => faults[name] > 0).length +
    switches.filter(([name]) => faults[name]).length
  return (
    <Popover
      icon="fault"
      label="Faults"
      text={
        <>
          <span class="label">Faults</span>
          {on > 0 && <span class="count">{on}</span>}
        </>
      }
      kind={on > 0 ? "on" : ""}
    >
      {() => (
        <div class="faults">
          {shares.map(([name, label, about]) => (
            <Share key={name} name={name} label={label} about={about} value={faults[name]} />
          ))}
          {switches.map(([name, label, about]) => (
            <label key={name} class="switch" title={about}>
              <input
                type="checkbox"
                role="switch"
                checked={faults[name]}
                onChange={({ currentTarget }) =>
                  void act({ type: "faults", faults: { [name]: currentTarget.checked } })
                }
              />
              {label}
            </label>
          ))}
        </div>
      )}
    </Popover>
  )
}

/** What a switch sets that says how often. */
const firstShare = 0.5

interface ShareProps {
  readonly name: (typeof shares)[number][0]
  readonly label: string
  readonly about: string
  readonly value: number
}

function Share({ name, label, about, value }: ShareProps): JSX.Element {
  const set = (share: number) => void act({ type: "faults", faults: { [name]: share } })
  return (
    <div class="share" title={about}>
      <label class="switch">
        <input
          type="checkbox"
          role="switch"
          checked={value > 0}
          onChange={({ currentTarget }) => set(currentTarget.checked ? firstShare : 0)}
        />
        {label}
      </label>
      {value > 0 && (
        <label class="range">
          <input
            type="range"
            min="5"
            max="95"
            step="5"
            aria-label={`How often: ${label}`}
            value={value * 100}
            onChange={({ currentTarget }) => set(Number(currentTarget.value) / 100)}
          />
          {Math.round(value * 100)} %
        </label>
      )}
    </div>
  )
}
