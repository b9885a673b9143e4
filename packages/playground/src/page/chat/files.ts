import { act, problem, upload } from "../model/client.ts"

/** The longest side of a preview, in pixels: it travels in the message itself. */
const previewSide = 200

interface Place {
  readonly person: string
  readonly chat: string
}

/** Sends files one after the other: pictures as pictures, all else as files. */
export async function sendFiles(
  { person, chat }: Place,
  files: Iterable<File>,
  { text = "", quote }: { readonly text?: string; readonly quote?: number | undefined } = {},
): Promise<void> {
  for (const file of files) {
    const name = file.name === "" ? "picture.png" : file.name
    const preview = file.type.startsWith("image/") ? await previewOf(file) : undefined
    const uploaded = await upload(file, name)
    if (uploaded === undefined) return
    const kind = preview === undefined ? "file" : "image"
    await act({
      type: "sendFile",
      person,
      chat,
      upload: uploaded,
      name,
      kind,
      text,
      preview,
      quote,
    })
  }
}

export async function sendVoice(
  { person, chat }: Place,
  sound: Blob,
  seconds: number,
): Promise<void> {
  const name = "voice.webm"
  const uploaded = await upload(sound, name)
  if (uploaded === undefined) return
  await act({
    type: "sendFile",
    person,
    chat,
    upload: uploaded,
    name,
    kind: "voice",
    text: "",
    seconds,
  })
}

/** A small copy of a picture as a data URL; undefined when the browser cannot read it. */
async function previewOf(file: Blob): Promise<string | undefined> {
  const image = new Image()
  image.src = URL.createObjectURL(file)
  try {
    await image.decode()
  } catch {
    return undefined
  } finally {
    URL.revokeObjectURL(image.src)
  }
  const { naturalWidth: width, naturalHeight: height } = image
  const scale = Math.min(1, previewSide / Math.max(width, height, 1))
  const canvas = document.createElement("canvas")
  canvas.width = Math.max(1, Math.round(width * scale))
  canvas.height = Math.max(1, Math.round(height * scale))
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height)
  return canvas.toDataURL("image/jpeg", 0.6)
}

/** A recording that is under way. */
export interface Recording {
  /** Ends it; what was recorded, and how long it is. */
  stop(): Promise<{ readonly sound: Blob; readonly seconds: number }>
}

/** Begins to record; undefined when there is no microphone, which is shown. */
export async function record(): Promise<Recording | undefined> {
  let stream: MediaStream
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: true })
  } catch {
    problem.set("The browser gives no microphone to this page.")
    return undefined
  }
  const recorder = new MediaRecorder(stream)
  const parts: Blob[] = []
  const began = performance.now()
  recorder.ondataavailable = ({ data }) => parts.push(data)
  recorder.start()
  return {
    stop: () =>
      new Promise((resolve) => {
        recorder.onstop = () => {
          for (const track of stream.getTracks()) track.stop()
          const seconds = Math.max(1, Math.round((performance.now() - began) / 1000))
          resolve({ sound: new Blob(parts, { type: recorder.mimeType }), seconds })
        }
        recorder.stop()
      }),
  }
}
