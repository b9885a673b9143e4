import type { T } from "@simplex-chat/types"
import type { JSX } from "preact"
import { useLayoutEffect, useRef, useState } from "preact/hooks"
import type { Chat } from "../../protocol/index.ts"
import { act, ask } from "../model/client.ts"
import { IconButton } from "../ui/button.tsx"
import { isOwn, messageOf } from "./content.ts"
import { CommandMenu, Suggestions } from "./command-menu.tsx"
import { record, type Recording, sendFiles, sendVoice } from "./files.ts"
import { LiveMessage } from "./live-message.ts"

/** What the text is for, when it is not a new message. */
export type Purpose =
  | { readonly type: "reply"; readonly item: T.ChatItem }
  | { readonly type: "edit"; readonly item: T.ChatItem }

interface ComposerProps {
  readonly person: string
  readonly name: string
  readonly chat: Chat
  readonly purpose: Purpose | undefined
  readonly onPurpose: (purpose: Purpose | undefined) => void
}

export function Composer({ person, name, chat, purpose, onPurpose }: ComposerProps): JSX.Element {
  const field = useRef<HTMLTextAreaElement>(null)
  const picker = useRef<HTMLInputElement>(null)
  const [text, setText] = useState("")
  const [live, setLive] = useState<LiveMessage>()
  const [recording, setRecording] = useState<Recording>()
  const place = { person, chat: chat.ref }
  const quote = purpose?.type === "reply" ? purpose.item.meta.itemId : undefined

  useLayoutEffect(() => {
    if (purpose?.type === "edit") setText(textOf(purpose.item))
    if (purpose !== undefined) field.current?.focus()
  }, [purpose])

  const write = (next: string) => {
    setText(next)
    live?.type(next)
  }
  const send = async (said = text) => {
    if (said.trim() === "") return
    setText("")
    onPurpose(undefined)
    field.current?.focus()
    if (live !== undefined) {
      setLive(undefined)
      await live.finish(said)
    } else if (purpose?.type === "edit")
      await act({ type: "edit", ...place, item: purpose.item.meta.itemId, text: said })
    else
      await act({
        type: "say",
        ...place,
        text: said,
        quote,
        mentions: await mentionsIn(said, place),
      })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault()
      void send()
    } else if (event.key === "Escape" && purpose !== undefined) {
      onPurpose(undefined)
      setText("")
    } else if (event.key === "ArrowUp" && text === "") {
      const last = chat.items.findLast((item) => isOwn(item) && item.meta.editable)
      if (last === undefined) return
      event.preventDefault()
      onPurpose({ type: "edit", item: last })
    }
  }
  const onPaste = (event: ClipboardEvent) => {
    const files = [...(event.clipboardData?.files ?? [])]
    if (files.length === 0) return
    event.preventDefault()
    void sendFiles(place, files, { quote })
  }
  const onMic = async () => {
    if (recording === undefined) return setRecording(await record())
    setRecording(undefined)
    const { sound, seconds } = await recording.stop()
    await sendVoice(place, sound, seconds)
  }
  return (
    <div class="composer">
      {purpose !== undefined && (
        <div class="purpose">
          <span>
            {purpose.type === "edit" ? "Editing" : "Replying to"}:{" "}
            {textOf(purpose.item).slice(0, 80)}
          </span>
          <IconButton icon="close" label="Cancel" onClick={() => onPurpose(undefined)} />
        </div>
      )}
      {text.startsWith("/") && !text.includes(" ") && (
        <Suggestions
          info={chat.info}
          text={text}
          onChoose={write}
          onSend={(said) => void send(said)}
        />
      )}
      <div class="composer-row">
        <CommandMenu
          info={chat.info}
          onChoose={(chosen, isComplete) => {
            if (isComplete) return void send(chosen)
            write(chosen)
            field.current?.focus()
          }}
        />
        <textarea
          ref={field}
          rows={1}
          value={text}
          placeholder={`${name} says…`}
          aria-label={`Message as ${name}`}
          onInput={({ currentTarget }) => write(currentTarget.value)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        />
        <IconButton
          icon="live"
          label="Live message: others see it while it is typed"
          pressed={live !== undefined}
          onClick={() =>
            setLive(live === undefined ? new LiveMessage(person, chat.ref) : undefined)
          }
        />
        <IconButton icon="attach" label="Attach files" onClick={() => picker.current?.click()} />
        <IconButton
          icon="mic"
          label={recording === undefined ? "Record a voice message" : "Send the voice message"}
          pressed={recording !== undefined}
          onClick={() => void onMic()}
        />
        <IconButton
          icon="send"
          label="Send"
          kind="primary"
          disabled={text.trim() === ""}
          onClick={() => void send()}
        />
        <input
          ref={picker}
          class="hidden"
          type="file"
          multiple
          tabIndex={-1}
          aria-label={`Files of ${name}`}
          onChange={({ currentTarget }) => {
            void sendFiles(place, [...(currentTarget.files ?? [])], { quote })
            currentTarget.value = ""
          }}
        />
      </div>
    </div>
  )
}

function textOf(item: T.ChatItem): string {
  const content = messageOf(item)
  return content !== undefined && "text" in content ? content.text : item.meta.itemText
}

/** The members of a group that a text names. */
async function mentionsIn(
  text: string,
  { person, chat }: { readonly person: string; readonly chat: string },
): Promise<Record<string, number> | undefined> {
  if (!chat.startsWith("#") || !text.includes("@")) return undefined
  const found = await ask({ type: "members", person, chat })
  const named = (found?.members ?? []).filter(({ localDisplayName }) =>
    text.includes(`@${localDisplayName}`),
  )
  return Object.fromEntries(
    named.map(({ localDisplayName, groupMemberId }) => [localDisplayName, groupMemberId]),
  )
}
