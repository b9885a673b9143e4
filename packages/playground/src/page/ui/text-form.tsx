import type { JSX } from "preact"
import { useState } from "preact/hooks"

interface TextFormProps {
  readonly label: string
  readonly button: string
  readonly value?: string
  readonly placeholder?: string
  /** Resolves to whether it was done: then the field is emptied. */
  readonly onSubmit: (text: string) => Promise<boolean> | void
}

/** A field with a button. */
export function TextForm(props: TextFormProps): JSX.Element {
  const { label, button, value = "", placeholder, onSubmit } = props
  const [text, setText] = useState(value)
  const submit = async (event: Event) => {
    event.preventDefault()
    const trimmed = text.trim()
    if (trimmed !== "" && (await onSubmit(trimmed)) !== false) setText(value)
  }
  return (
    <form class="text-form" onSubmit={(event) => void submit(event)}>
      <label>
        <span>{label}</span>
        <input
          value={text}
          placeholder={placeholder}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
      </label>
      <button type="submit" class="button primary">
        {button}
      </button>
    </form>
  )
}
