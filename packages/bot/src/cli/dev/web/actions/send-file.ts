import type { Action } from "@simplex-chat/playground/protocol"
import { copyFile, mkdir } from "node:fs/promises"
import { basename, join } from "node:path"
import type { World } from "../world/world.ts"
import { ActionError } from "./action-error.ts"
import { quoted } from "./commands.ts"

/**
 * Sends what was uploaded before.
 *
 * @throws {ActionError} when there is no such upload, or the core refuses
 */
export async function sendFile(
  world: World,
  action: Extract<Action, { type: "sendFile" }>,
  uploads: string,
): Promise<void> {
  const { person, chat, upload, name, quote } = action
  if (!/^[\w-]+$/.test(upload)) throw new ActionError("there is no such upload")
  // A folder of its own for each, so that the file keeps its name.
  const folder = join(uploads, `${upload}.sent`)
  await mkdir(folder, { recursive: true })
  const filePath = join(folder, basename(name))
  await copyFile(join(uploads, upload), filePath).catch(() => {
    throw new ActionError("there is no such upload")
  })
  const message = {
    msgContent: contentOf(action),
    mentions: {},
    fileSource: { filePath },
    ...quoted(quote),
  }
  await world.command(person, `/_send ${chat} json ${JSON.stringify([message])}`)
  world.refresh(person)
}

function contentOf({
  kind,
  text,
  preview = "",
  seconds = 0,
}: Extract<Action, { type: "sendFile" }>): object {
  switch (kind) {
    case "image":
      return { type: "image", text, image: preview }
    case "video":
      return { type: "video", text, image: preview, duration: seconds }
    case "voice":
      return { type: "voice", text, duration: seconds }
    case "file":
      return { type: "file", text }
  }
}
