import type { T } from "@simplex-chat/types"
import * as CC from "@simplex-chat/types/commands"
import type { CallOptions } from "@simplex-chat/core"
import { knownOptions } from "../checks.ts"
import { type Answer, CommandSet } from "./command-set.ts"

export interface SetFileToReceiveOptions extends CallOptions {
  /** Whether to fetch from file servers that the user has not configured; true when absent. */
  readonly userApprovedRelays?: boolean | undefined
  /** Whether to encrypt the stored copy; absent leaves it to the core. */
  readonly storeEncrypted?: boolean | undefined
}

/** Files that belong to no message, and how files are stored. */
export abstract class StandaloneFileCommands extends CommandSet {
  /**
   * Starts to upload a file that belongs to no message. The event `sndStandaloneFileComplete`
   * brings its links.
   *
   * @param file its absolute path; with `cryptoArgs` when it is encrypted on disk
   * @throws {ChatCommandError} `differentActiveUser`, `fileNotFound`
   *
   * @example
   * ```ts
   * const { fileId } = await api.apiUploadStandaloneFile(user.userId, { filePath: "/srv/a.zip" })
   * ```
   */
  async apiUploadStandaloneFile(
    userId: number,
    file: T.CryptoFile,
    options?: CallOptions,
  ): Promise<T.FileTransferMeta> {
    const answer = await this.send(CC.APIUploadStandaloneFile, { userId, file }, options)
    return answer.fileTransferMeta
  }

  /**
   * Starts to download a file by its link. The event `rcvStandaloneFileComplete` follows.
   *
   * @param link one of the links of the upload
   * @param file where to store it
   * @throws {ChatCommandError} `differentActiveUser`
   *
   * @example
   * ```ts
   * await api.apiDownloadStandaloneFile(user.userId, link, { filePath: "/srv/a.zip" })
   * ```
   */
  async apiDownloadStandaloneFile(
    userId: number,
    link: string,
    file: T.CryptoFile,
    options?: CallOptions,
  ): Promise<T.RcvFileTransfer> {
    const answer = await this.send(
      CC.APIDownloadStandaloneFile,
      { userId, fileUri: link, file },
      options,
    )
    return answer.rcvFileTransfer
  }

  /**
   * Reads the data that the link of a file carries, without downloading the file.
   *
   * @returns any JSON; undefined when it carries none
   * @throws {ChatCommandError}
   *
   * @example
   * ```ts
   * const data = await api.apiStandaloneFileInfo(link)
   * ```
   */
  async apiStandaloneFileInfo(link: string, options?: CallOptions): Promise<unknown> {
    const answer = await this.send(CC.APIStandaloneFileInfo, { fileUri: link }, options)
    return answer.fileMeta
  }

  /**
   * Reads the state of the transfer of a file.
   *
   * @returns `fileTransferStatusXFTP` with the item of a file of a message, else
   *   `fileTransferStatus`
   * @throws {ChatCommandError} `fileNotFound`
   *
   * @example
   * ```ts
   * const { type, data } = await api.apiFileStatus(fileId)
   * ```
   */
  async apiFileStatus(
    fileId: number,
    options?: CallOptions,
  ): Promise<Answer<CC.FileStatus.Response>> {
    const answer = await this.send(CC.FileStatus, { fileId }, options)
    return answer
  }

  /**
   * Notes a file to be received when the chat runs next.
   *
   * @throws {ChatCommandError} `fileNotFound`
   *
   * @example
   * ```ts
   * await api.apiSetFileToReceive(fileId)
   * ```
   */
  async apiSetFileToReceive(fileId: number, options: SetFileToReceiveOptions = {}): Promise<void> {
    const kinds = { userApprovedRelays: "flag", storeEncrypted: "flag" } as const
    const { userApprovedRelays = true, storeEncrypted, ...call } = knownOptions(options, kinds)
    await this.send(CC.SetFileToReceive, { fileId, userApprovedRelays, storeEncrypted }, call)
  }

  /**
   * Sets whether received files are encrypted on disk, until the core is closed.
   *
   * @throws {ChatCommandError}
   *
   * @example
   * ```ts
   * await api.apiSetEncryptLocalFiles(true)
   * ```
   */
  async apiSetEncryptLocalFiles(enable: boolean, options?: CallOptions): Promise<void> {
    await this.send(CC.APISetEncryptLocalFiles, { enable }, options)
  }

  /**
   * Sets the folder of files alone, before `startChat`. SimpleX Chat calls it deprecated: use
   * `apiSetAppFilePaths`.
   *
   * @param folder an absolute path; it must exist
   * @throws {ChatCommandError}
   *
   * @example
   * ```ts
   * await api.apiSetFilesFolder("/srv/bot/files")
   * ```
   */
  async apiSetFilesFolder(folder: string, options?: CallOptions): Promise<void> {
    await this.send(CC.SetFilesFolder, { filesFolder: folder }, options)
  }

  /**
   * Sets the folder of temporary files alone, before `startChat`. SimpleX Chat calls it deprecated:
   * use `apiSetAppFilePaths`.
   *
   * @param folder an absolute path; it must exist
   * @throws {ChatCommandError}
   *
   * @example
   * ```ts
   * await api.apiSetTempFolder("/srv/bot/tmp")
   * ```
   */
  async apiSetTempFolder(folder: string, options?: CallOptions): Promise<void> {
    await this.send(CC.SetTempFolder, { tempFolder: folder }, options)
  }
}
