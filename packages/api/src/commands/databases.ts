import type { T } from "@simplex-chat/types"
import * as CC from "@simplex-chat/types/commands"
import type { CallOptions } from "@simplex-chat/core"
import { CommandSet } from "./command-set.ts"

/** The SQLite databases as a whole: export, import and encryption. */
export abstract class DatabaseCommands extends CommandSet {
  /**
   * Writes the databases and the files to an archive. The chat must be stopped.
   *
   * @param config `archivePath` must not exist yet
   * @returns the files that could not be added
   * @throws {ChatCommandError} `chatNotStopped`
   *
   * @example
   * ```ts
   * await api.stopChat()
   * const errors = await api.apiExportArchive({ archivePath: "/srv/backup.zip" })
   * ```
   */
  async apiExportArchive(
    config: T.ArchiveConfig,
    options?: CallOptions,
  ): Promise<T.ArchiveError[]> {
    const answer = await this.send(CC.APIExportArchive, { archiveConfig: config }, options)
    return answer.archiveErrors
  }

  /**
   * Replaces the databases and the files by those of an archive. The chat must be stopped;
   * afterwards close the core and open it again.
   *
   * @returns the files that could not be restored
   * @throws {ChatCommandError} `chatNotStopped`
   *
   * @example
   * ```ts
   * const errors = await api.apiImportArchive({ archivePath: "/srv/backup.zip" })
   * ```
   */
  async apiImportArchive(
    config: T.ArchiveConfig,
    options?: CallOptions,
  ): Promise<T.ArchiveError[]> {
    const answer = await this.send(CC.APIImportArchive, { archiveConfig: config }, options)
    return answer.archiveErrors
  }

  /**
   * Deletes the databases and the files. The chat must be stopped; afterwards close the core and
   * open it again.
   *
   * @throws {ChatCommandError} `chatNotStopped`
   *
   * @example
   * ```ts
   * await api.stopChat()
   * await api.apiDeleteStorage()
   * ```
   */
  async apiDeleteStorage(options?: CallOptions): Promise<void> {
    await this.send(CC.APIDeleteStorage, {}, options)
  }

  /**
   * Encrypts the databases, decrypts them, or changes their key. The chat must be stopped.
   *
   * @param config the current and the new key; an empty one means no encryption
   * @throws {ChatCommandError} `chatNotStopped`, `errorOpen` when the current key is wrong
   *
   * @example
   * ```ts
   * await api.apiStorageEncryption({ currentKey: "", newKey: key })
   * ```
   */
  async apiStorageEncryption(config: T.DBEncryptionConfig, options?: CallOptions): Promise<void> {
    await this.send(CC.APIStorageEncryption, { encryptionConfig: config }, options)
  }

  /**
   * Tests whether a key opens the databases.
   *
   * @param key one word
   * @throws {ChatCommandError} `errorOpen` when it does not
   *
   * @example
   * ```ts
   * await api.apiTestStorageEncryption(key)
   * ```
   */
  async apiTestStorageEncryption(key: string, options?: CallOptions): Promise<void> {
    await this.send(CC.TestStorageEncryption, { key }, options)
  }
}
