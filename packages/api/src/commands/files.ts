import { isAbsolute, resolve } from "node:path"
import type { CR } from "@simplex-chat/types"
import * as CC from "@simplex-chat/types/commands"
import type { CallOptions, OptionKinds } from "@simplex-chat/core"
import { checkOptions, InvalidArgumentError, knownOptions } from "../checks.ts"
import { CommandSet } from "./command-set.ts"

export interface ReceiveFileOptions extends CallOptions {
  /**
   * Whether to fetch from file servers that the user has not configured, which then see the
   * network address; true when absent. Without it such a file fails with `fileNotApproved`.
   */
  readonly userApprovedRelays?: boolean | undefined
  /** Whether to encrypt the stored copy; absent leaves it to the core. */
  readonly storeEncrypted?: boolean | undefined
  /** Whether a small file may come within messages; absent leaves it to the core. */
  readonly fileInline?: boolean | undefined
  /**
   * Where to store it, relative to the working directory of this process; nothing may be there yet.
   * Absent: in the files folder, under the name that the sender gave.
   */
  readonly filePath?: string | undefined
}

/** The options of receiving. */
export const receiveKinds = {
  userApprovedRelays: "flag",
  storeEncrypted: "flag",
  fileInline: "flag",
  filePath: "text",
} as const satisfies OptionKinds<Omit<ReceiveFileOptions, keyof CallOptions>>

/** The folders of the core. It takes all three, or none. */
export interface AppFilePaths {
  /** Where received files are stored, and relative paths of files to send are looked for. */
  readonly appFilesFolder: string
  /** Where files are encrypted, decrypted and put together. */
  readonly appTempFolder: string
  /** Where apps keep pictures of their own; a bot needs it only because the core does. */
  readonly appAssetsFolder: string
}

/** Files that messages carry. `receiveFile` and `sendFile` see a transfer through to its end. */
export abstract class FileCommands extends CommandSet {
  /**
   * Accepts a file and starts to receive it; `receiveFile` waits until it is there.
   *
   * @param fileId `fileId` of the item's `file`
   * @returns `rcvFileAccepted` with the item; `rcvFileAcceptedSndCancelled` when the
   *   sender has cancelled the file
   * @throws {ChatCommandError} `fileAlreadyReceiving`, `fileCancelled`, `userNotFoundByFileId`;
   *   `fileAlreadyExists` when there is something at `filePath`, or no such folder
   */
  async apiReceiveFile(
    fileId: number,
    options: ReceiveFileOptions = {},
  ): Promise<CR.RcvFileAccepted | CR.RcvFileAcceptedSndCancelled> {
    const {
      userApprovedRelays = true,
      storeEncrypted,
      fileInline,
      filePath: path,
      ...call
    } = knownOptions(options, receiveKinds)
    // The core reserves a relative path in its working directory, and looks for it in its files folder.
    const filePath = path === undefined ? undefined : resolve(path)
    const params = { fileId, userApprovedRelays, storeEncrypted, fileInline, filePath }
    return this.send(CC.ReceiveFile, params, call)
  }

  /**
   * Sets the folders of the core, at every start and before `startChat`: the core does not remember
   * them. Without, received files are stored in a temporary folder of the system. The folders must
   * exist.
   *
   * @throws {InvalidArgumentError} when one is missing or relative
   * @throws {ChatCommandError}
   *
   * @example
   * ```ts
   * await api.apiSetAppFilePaths({
   *   appFilesFolder: "/srv/bot/files",
   *   appTempFolder: "/srv/bot/tmp",
   *   appAssetsFolder: "/srv/bot/assets",
   * })
   * ```
   */
  async apiSetAppFilePaths(folders: AppFilePaths, options?: CallOptions): Promise<void> {
    const kinds = { appFilesFolder: "any", appTempFolder: "any", appAssetsFolder: "any" } as const
    checkOptions(folders, kinds, "folders")
    const { appFilesFolder, appTempFolder, appAssetsFolder } = folders
    const filePaths = { appFilesFolder, appTempFolder, appAssetsFolder }
    for (const [name, folder] of Object.entries(filePaths)) {
      if (typeof folder === "string" && isAbsolute(folder)) continue
      throw new InvalidArgumentError(`folders.${name}`, "must be an absolute path")
    }
    await this.send(CC.APISetAppFilePaths, { filePaths }, options)
  }

  /**
   * Stops sending or receiving a file.
   *
   * @returns `sndFileCancelled` for a file that was sent, `rcvFileCancelled` for one that was
   *   received or offered
   * @throws {ChatCommandError} `fileCancel`, `fileNotFound`
   */
  apiCancelFile(
    fileId: number,
    options?: CallOptions,
  ): Promise<CR.SndFileCancelled | CR.RcvFileCancelled> {
    return this.send(CC.CancelFile, { fileId }, options)
  }
}
