import type { T } from "@simplex-chat/types"
import type { JSX } from "preact"
import { MenuItem, Popover } from "../ui/menu.tsx"
import { commandsOf } from "./chat-names.ts"

interface MenuProps {
  readonly info: T.ChatInfo
  /** `isComplete`: the command takes no arguments, and is sent at once. */
  readonly onChoose: (text: string, isComplete: boolean) => void
}

/** The menu of commands that the bot offers. */
export function CommandMenu({ info, onChoose }: MenuProps): JSX.Element | null {
  const commands = commandsOf(info)
  if (commands.length === 0) return null
  return (
    <Popover icon="log" label="Commands of the bot" align="start">
      {(close) => (
        <Entries
          commands={commands}
          onChoose={(text, isComplete) => {
            close()
            onChoose(text, isComplete)
          }}
        />
      )}
    </Popover>
  )
}

function Entries({
  commands,
  onChoose,
}: {
  readonly commands: readonly T.ChatBotCommand[]
  readonly onChoose: MenuProps["onChoose"]
}): JSX.Element {
  return (
    <>
      {commands.map((entry) =>
        entry.type === "menu" ? (
          <fieldset key={entry.label} class="submenu">
            <legend>{entry.label}</legend>
            <Entries commands={entry.commands} onChoose={onChoose} />
          </fieldset>
        ) : (
          <MenuItem
            key={entry.keyword}
            onClick={() =>
              entry.params === undefined
                ? onChoose(`/${entry.keyword}`, true)
                : onChoose(`/${entry.keyword} `, false)
            }
          >
            <span class="command-label">{entry.label}</span>
            <code>
              /{entry.keyword} {entry.params ?? ""}
            </code>
          </MenuItem>
        ),
      )}
    </>
  )
}

interface SuggestionsProps {
  readonly info: T.ChatInfo
  /** What is typed so far: `/he`. */
  readonly text: string
  readonly onChoose: (text: string) => void
  readonly onSend: (text: string) => void
}

/** The commands that begin like what is typed. */
export function Suggestions({
  info,
  text,
  onChoose,
  onSend,
}: SuggestionsProps): JSX.Element | null {
  const fitting = flat(commandsOf(info)).filter(({ keyword }) =>
    `/${keyword}`.startsWith(text.toLowerCase()),
  )
  if (fitting.length === 0) return null
  return (
    <div class="suggestions" role="group" aria-label="Commands that fit">
      {fitting.map(({ keyword, label, params }) => (
        <MenuItem
          key={keyword}
          onClick={() => (params === undefined ? onSend(`/${keyword}`) : onChoose(`/${keyword} `))}
        >
          <code>/{keyword}</code> <span class="muted">{label}</span>
        </MenuItem>
      ))}
    </div>
  )
}

type Command = Extract<T.ChatBotCommand, { type: "command" }>

const flat = (entries: readonly T.ChatBotCommand[]): Command[] =>
  entries.flatMap((entry) => (entry.type === "menu" ? flat(entry.commands) : [entry]))
