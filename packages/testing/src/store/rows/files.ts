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
  agentFileId: string
  senderDisplayName?: string
  grpMemberId?: number
  userApprovedRelays?: boolean
  /** The agent knows of it: it is being received, or was. */
  started?: boolean
  /** Others heard where it is. */
  described?: true
  /** Relays forwarded where it is: all have the same description. */
  relayed?: true
  /** It is received at the next start. */
  toReceive?: true
  /** It is no part of a message. */
  standalone?: true
}
