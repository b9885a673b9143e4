import type { T } from "@simplex-chat/types"
import type { JSX } from "preact"
import { useState } from "preact/hooks"

interface FormattedTextProps {
  readonly text: string
  readonly parts: readonly T.FormattedText[] | undefined
  /** Sends a command that was tapped; absent where commands cannot be tapped. */
  readonly onCommand?: ((text: string) => void) | undefined
}

/** A text as apps show it: formats, links, secrets to uncover, commands to tap. */
export function FormattedText({ text, parts, onCommand }: FormattedTextProps): JSX.Element {
  if (parts === undefined) return <>{text}</>
  return (
    <>
      {parts.map((part, index) => (
        <Part key={index} part={part} onCommand={onCommand} />
      ))}
    </>
  )
}

function Part({
  part: { format, text },
  onCommand,
}: {
  readonly part: T.FormattedText
  readonly onCommand: FormattedTextProps["onCommand"]
}): JSX.Element {
  switch (format?.type) {
    case "bold":
      return <strong>{text}</strong>
    case "italic":
      return <em>{text}</em>
    case "strikeThrough":
      return <s>{text}</s>
    case "snippet":
      return <code>{text}</code>
    case "small":
      return <small>{text}</small>
    case "secret":
      return <Secret text={text} />
    case "colored":
      return <span class={`color-${format.color}`}>{text}</span>
    case "uri":
      return <Link to={/^[\w+.-]+:/.test(text) ? text : `https://${text}`}>{text}</Link>
    case "hyperLink":
      return <Link to={format.linkUri}>{format.showText ?? text}</Link>
    case "simplexLink":
      return (
        <span class="simplex-link">{format.showText ?? `SimpleX ${format.linkType} link`}</span>
      )
    case "email":
      return <Link to={`mailto:${text}`}>{text}</Link>
    case "phone":
      return <Link to={`tel:${text}`}>{text}</Link>
    case "mention":
      return <span class="mention">{text}</span>
    case "command":
      return onCommand === undefined ? (
        <span class="command">{text}</span>
      ) : (
        <button type="button" class="command" onClick={() => onCommand(`/${format.commandStr}`)}>
          {text}
        </button>
      )
    default:
      return <>{text}</>
  }
}

function Link({ to, children }: { readonly to: string; readonly children: string }): JSX.Element {
  // What a bot sends is not to be trusted: no script, and nothing of this page's address.
  if (!/^(https?|mailto|tel):/i.test(to)) return <>{children}</>
  return (
    <a href={to} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  )
}

function Secret({ text }: { readonly text: string }): JSX.Element {
  const [isShown, setShown] = useState(false)
  return (
    <button
      type="button"
      class={`secret ${isShown ? "shown" : ""}`}
      aria-label={isShown ? `Hide ${text}` : "Show the secret"}
      aria-pressed={isShown}
      onClick={() => setShown(!isShown)}
    >
      {text}
    </button>
  )
}
