// Files.

import type { T } from "@simplex-chat/types"

export interface FileRow {
  id: number
  userId: number
  chat: string
  itemId?: number
  direction: "snd" | "rcv"
  fileName: string
  fileSize: number
  /** Relative to the folder of files, as the core writes it. */
  filePath?: string
  cryptoArgs?: T.CryptoFileArgs
  status: T.CIFileStatus
  cancelled: boolean
  /** The file on the network's file server. */
  remote?: string
  /** The server that keeps it, where the sender named one of their own. */
  server?: string
  agentFileId: string
  /** The number of its description; of what was sent, of the first recipient's. */
  descriptionId?: number
  senderDisplayName?: string
  grpMemberId?: number
  userApprovedRelays?: boolean
  /** The agent knows of it: it is being received, or was. */
  started?: true
  /** What the agent calls receiving it, once that was cancelled. */
  downloadId?: string
  /** Others heard where it is. */
  described?: true
  /** Relays forwarded where it is: all have the same description. */
  relayed?: true
  /** It is received at the next start. */
  toReceive?: true
  /** It is no part of a message. */
  standalone?: true
  /** The core was closed before it began to upload it. */
  lost?: true
}
