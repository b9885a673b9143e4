import type { Servers, SqliteDatabase } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import type { BotDatabase } from "./database.ts"
import type { Logger, LogLevel } from "./logging.ts"
import type { JoinGroups } from "../groups/join-groups.ts"
import type { QuietOptions } from "./quiet.ts"
import type { Handled } from "./handled.ts"
import type { Storage } from "../state/storage.ts"

/** What a bot is made of. Only `profile` and `db` must be given. */
export interface BotOptions {
  /** The public profile of the bot. What is left out is empty. */
  readonly profile: BotProfile
  /**
   * The chat database: `{ filePrefix: "data/bot" }` for SQLite, `{ connectionString }` for
   * PostgreSQL, `{ url, token }` for a core in another process (with `@simplex-chat/core-remote`
   * installed), or a core that is open, such as one of an in-memory network.
   */
  readonly db: BotDatabase
  /** Sent to everyone who connects through the address; nothing when absent. */
  readonly welcome?: string | T.MsgContent | undefined
  /**
   * Entries of the menu that apps show, before the commands of `onCommand` that have a `description`; none
   * when absent. Everybody has them. Handle them with `onCommand`.
   */
  readonly commands?: readonly MenuEntry[] | undefined
  /**
   * Whether the bot answers `/help` with the commands that have a description and that the sender can use,
   * unless it declares a command of this name; true when absent.
   */
  readonly help?: boolean | undefined
  /** Whether to make a contact address when there is none; true when absent. */
  readonly createAddress?: boolean | undefined
  /** Whether to make the settings of the address what is declared here; true when absent. */
  readonly updateAddress?: boolean | undefined
  /** Whether to make the profile what is declared here; true when absent. */
  readonly updateProfile?: boolean | undefined
  /**
   * Whether requests to connect are accepted without asking, and direct chats that members of groups
   * offer, those that came while the bot was down included; true when absent.
   */
  readonly autoAccept?: boolean | undefined
  /** Whether each request opens a group with the customer; false when absent. */
  readonly businessAddress?: boolean | undefined
  /**
   * Whether apps show the menu in the groups that the bot owns. The menu is part of a group's profile, so
   * that it replaces the one that another bot or an owner has set there. When absent, only the chats of a
   * `businessAddress` have it.
   */
  readonly groupMenus?: boolean | undefined
  /**
   * Whether to join groups to which the bot is invited: `true`, `false` when absent, or a function
   * that decides about each invitation. An invitation that came while the bot was down is decided
   * about at the next start, as is one that failed.
   */
  readonly joinGroups?: JoinGroups | undefined
  /** Whether contacts may send files; false when absent. */
  readonly allowFiles?: boolean | undefined
  /** Whether apps show it as a bot, with its menu; true when absent. */
  readonly useBotProfile?: boolean | undefined
  /**
   * Whether to show the address with a QR code at the start, when the standard output is a terminal;
   * true when absent.
   */
  readonly showAddress?: boolean | undefined
  /** Whether to log who connects, by id; true when absent. */
  readonly logContacts?: boolean | undefined
  /** Whether to log connecting to and losing servers; false when absent. */
  readonly logNetwork?: boolean | undefined
  /**
   * What may be done to a database of another version; `yesUp` when absent: upgrade it. The log says
   * before which migrations there are; older versions of SimpleX Chat cannot open it afterwards. `error`
   * refuses to start instead.
   */
  readonly confirmMigrations?: SqliteDatabase["confirmMigrations"]
  /**
   * `"info"` when absent: JSON lines on standard output, without texts, links and keys. A level, a
   * logger of your own (as of pino), or `"silent"`.
   */
  readonly logging?: LogLevel | "silent" | Logger | undefined
  /**
   * The SQLite database in which the bot remembers which messages it has handled. When absent, it is
   * the `filePrefix` with `_bot.db`; for other databases there is none, and nothing is caught up.
   */
  readonly stateFile?: string | undefined
  /**
   * Where the bot remembers whom broadcasts have reached and who wants none; the `stateFile` when absent.
   * Workers need a storage on a server: people leave broadcasts in one process, and another one sends.
   */
  readonly broadcastStorage?: Storage | undefined
  /**
   * How many messages of each chat that came while the bot was down are handled at the next start,
   * the newest; 1,000 when absent. `false`: none.
   */
  readonly catchUp?: { readonly perChat: number } | false | undefined
  /** How many handlers work at once, each for another chat; 16 when absent. */
  readonly concurrency?: number | undefined
  /**
   * How long a handler may work, in milliseconds, the time in which it waits for messages not
   * counted; 600,000 when absent. Then its signal is aborted, and the next message is handled.
   */
  readonly handlerTimeoutMs?: number | undefined
  /** How long `ask` waits for an answer when nothing else is said, in milliseconds; an hour when absent. */
  readonly askTimeoutMs?: number | undefined
  /**
   * Whether to ignore messages of contacts and members whose profile says that they are bots, so that two
   * bots do not talk to each other forever; true when absent.
   */
  readonly ignoreBots?: boolean | undefined
  /**
   * How often the bot may say the same to the same chat in a minute, in answer to the same message, and
   * how often in a row it may answer what repeats its answer before; 20 when absent. More is a
   * `RepeatedMessageError`, which is logged once: it ends what two bots say to each other.
   */
  readonly maxRepeats?: number | undefined
  /**
   * How many messages of one sender in a row the bot answers when each comes within three seconds of
   * its answer to the one before, and ten times as many when each comes within a minute; 50 times
   * `maxRepeats` when absent, which is 1,000. More is a `RepeatedMessageError`, which is logged once: it
   * ends what two bots say to each other. A sender who writes on without an answer is answered again,
   * three seconds later in a direct chat, and after a minute in a group.
   */
  readonly maxExchanges?: number | undefined
  /**
   * How long `stop` waits in all for handlers, for servers with `flush`, and for the core to be quiet, in
   * milliseconds; 10,000 when absent.
   */
  readonly stopTimeoutMs?: number | undefined
  /**
   * What happens to a rejection that nothing handles, as after a forgotten `await` in a handler:
   * `"log"`, when absent, logs it with the handler's name, and the bot goes on; `"throw"` ends the
   * process, as Node does.
   */
  readonly unhandledRejections?: "log" | "throw" | undefined
  /**
   * The folder for files that are received; with a SQLite database, its `filePrefix` with `_files`
   * when absent. Relative names of files to send that are not in the current folder are looked up here.
   */
  readonly filesFolder?: string | undefined
  /** The folder for files in transfer; `tmp` in `filesFolder` when absent. */
  readonly tempFolder?: string | undefined
  /**
   * Whether messages are marked as read once they are handled; true when absent. The timer of a
   * disappearing message begins then.
   */
  readonly markRead?: boolean | undefined
  /**
   * Servers of your own, set at every start before an address is made: `{ smp: ["smp://..."] }`.
   * When absent, the servers of the database stay, which are the presets of the core at first. An
   * address that exists stays on the server where it was made.
   */
  readonly servers?: Servers | undefined
  /** After how many seconds the core deletes messages from its database; it keeps them when absent. */
  readonly retention?: { readonly seconds: number } | undefined
  /**
   * How long the core is left alone when the bot starts and stops, which has it lose fewer messages:
   * `startMs` before the first handler runs, 3,000 when absent; and before the chat is stopped, until no
   * event has come for `stopMs`, 1,000 when absent, within `stopTimeoutMs`. Both are 0 for a core that
   * was given as `db`.
   */
  readonly quiet?: QuietOptions | undefined
  /** Called for each message and event that was handled: for metrics. */
  readonly onHandled?: ((handled: Handled) => void) | undefined
}

export interface BotProfile {
  readonly displayName: string
  readonly fullName?: string | undefined
  readonly shortDescr?: string | undefined
  /** A picture as a data URI. */
  readonly image?: string | undefined
  /** `files` follows from `allowFiles`, and `commands` from `commands`. */
  readonly preferences?: Omit<T.Preferences, "commands"> | undefined
}

/** A command of the menu, or a menu in it. */
export type MenuEntry =
  | { readonly keyword: string; readonly label: string; readonly params?: string | undefined }
  | { readonly label: string; readonly commands: readonly MenuEntry[] }
