import type { Handlers } from "../commands.ts"
import { cancelFile, receiveFile } from "../file-commands.ts"

export const fileCommands = {
  ReceiveFile: receiveFile,
  CancelFile: cancelFile,
} satisfies Partial<Handlers>
