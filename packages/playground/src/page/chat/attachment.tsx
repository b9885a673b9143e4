import type { T } from "@simplex-chat/types"
import type { JSX } from "preact"
import { useEffect, useState } from "preact/hooks"
import { act, fileOf } from "../model/client.ts"
import { IconButton } from "../ui/button.tsx"
import { Icon } from "../ui/icon.tsx"
import { secondsText, sizeText } from "./content.ts"

interface AttachmentProps {
  readonly person: string
  readonly content: T.MsgContent
  readonly file: T.CIFile
}

/** The file of a message: a picture, a voice message to play, or a file to receive and save. */
export function Attachment({ person, content, file }: AttachmentProps): JSX.Element {
  const url = useFile(person, file, mimeOf(content, file.fileName))
  if (content.type === "image" || content.type === "video")
    return <Picture content={content} file={file} url={url} />
  if (content.type === "voice")
    return (
      <div class="voice">
        <Icon name="mic" />
        {url === undefined ? (
          <span class="muted">{stateText(file)}</span>
        ) : (
          <audio controls src={url} aria-label="Voice message" />
        )}
        <span class="muted">{secondsText(content.duration)}</span>
      </div>
    )
  return (
    <div class="file">
      <Icon name="file" />
      <span class="file-name">
        <span>{file.fileName}</span>
        <span class="muted">
          {sizeText(file.fileSize)} · {stateText(file)}
        </span>
      </span>
      {file.fileStatus.type === "rcvInvitation" && (
        <IconButton
          icon="download"
          label={`Receive ${file.fileName}`}
          onClick={() => void act({ type: "receiveFile", person, file: file.fileId })}
        />
      )}
      {url !== undefined && (
        <a class="button plain only-icon" href={url} download={file.fileName} title="Save the file">
          <Icon name="save" />
        </a>
      )}
    </div>
  )
}

function Picture({
  content,
  file,
  url,
}: {
  readonly content: Extract<T.MsgContent, { image: string }>
  readonly file: T.CIFile
  readonly url: string | undefined
}): JSX.Element {
  if (content.type === "video" && url !== undefined)
    return <video class="picture" controls src={url} poster={content.image} />
  const preview = content.image.startsWith("data:image/") ? content.image : undefined
  return (
    <figure class={`picture ${url === undefined ? "preview" : ""}`}>
      <img src={url ?? preview} alt={file.fileName} />
      {url === undefined && <figcaption>{stateText(file)}</figcaption>}
    </figure>
  )
}

/** The file as a person has it, once all of it is there. */
function useFile(
  person: string,
  { fileId, fileStatus }: T.CIFile,
  type: string,
): string | undefined {
  const [url, setUrl] = useState<string>()
  const isThere = fileStatus.type === "rcvComplete" || fileStatus.type.startsWith("snd")
  useEffect(() => {
    if (!isThere) return undefined
    let made: string | undefined
    let isGone = false
    void fileOf(person, fileId).then((blob) => {
      if (blob === undefined || isGone) return
      made = URL.createObjectURL(new Blob([blob], { type }))
      setUrl(made)
    })
    return () => {
      isGone = true
      if (made !== undefined) URL.revokeObjectURL(made)
    }
  }, [person, fileId, isThere, type])
  return url
}

const mimes: Readonly<Record<string, string>> = {
  png: "image/png",
  gif: "image/gif",
  webp: "image/webp",
  svg: "image/svg+xml",
}

/** Pages are never rendered: a file is a picture, a sound, or bytes. */
function mimeOf({ type }: T.MsgContent, name: string): string {
  const ending = name.slice(name.lastIndexOf(".") + 1).toLowerCase()
  if (type === "image") return mimes[ending] ?? "image/jpeg"
  if (type === "video") return "video/mp4"
  if (type === "voice") return ending === "m4a" ? "audio/mp4" : "audio/webm"
  return "application/octet-stream"
}

function stateText({ fileStatus }: T.CIFile): string {
  switch (fileStatus.type) {
    case "rcvInvitation":
      return "not received yet"
    case "rcvAccepted":
    case "rcvTransfer":
      return "receiving"
    case "rcvComplete":
      return "received"
    case "sndStored":
    case "sndTransfer":
      return "uploading"
    case "sndComplete":
      return "sent"
    case "rcvCancelled":
    case "sndCancelled":
    case "rcvAborted":
      return "cancelled"
    default:
      return "failed"
  }
}
