/**
 * What to do about each error, by package. The page of errors lists them; an error that is missing here
 * fails its build.
 */
export const remedies: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  bot: {
    ArgumentError:
      "Nothing: the person who sent the command gets the message as a reply. If people are confused by it, change the name or the kind of the argument.",
    ChannelError:
      "Look at `relays`: what became of each. Test a relay with `bot.api.apiTestChatRelay`, or give another one; call `openChannel` again for a channel that exists and waits for its relay.",
    BotError:
      "Catch it to catch every error of the package; look at the class of what you caught for the remedy.",
    ConfigurationError:
      "Do what the message says: it names the option or argument, the value's place, and what is allowed there.",
    HandlerTimeoutError:
      "Pass `message.signal` on to what the handler waits for, so that it ends in time, or raise `handlerTimeoutMs`. Look in the log for the name of the handler.",
    PermissionError:
      "Ask an owner of the group to give the bot a higher role: moderating needs `moderator`, removing members `admin`.",
    RepeatedMessageError:
      "Usually nothing: it has stopped two bots that answer each other. If your bot repeats itself on purpose, raise `maxRepeats`; if a program is to talk to it without pauses, raise `maxExchanges`.",
    StorageError:
      "Look at `code`. `full`: make room. `readOnly`: check the permissions of the file and its folder. `busy`: stop the other process that uses it. `damaged`: restore a backup. What was stored before is still there.",
    WaitError:
      "Look at `code`. `timeout`, `left` and `gone` are answers of a kind: end the conversation with a sentence. `aborted` means that the handler is over; let it end.",
  },
  api: {
    ChatApiError: "Catch it to catch every error of the package.",
    ChatCommandError:
      "Look at `code`, which is the core's reason (`contactNotFound`, `groupDuplicateMember`, ...), and at `isTemporary`. `timeout` and `unknown outcome` mean that the command may have been carried out: do not repeat a send.",
    ChatEventError:
      "`handlerFailed`: mend the handler, whose error is `cause`. `eventsDropped`: read faster, or give the stream more capacity.",
    ConnectError:
      "Look at `code`. `timeout`: the other side has not answered yet, and can still do so. `groupLink`: join groups with `api.apiConnect`. `ownLink`: the link is the bot's own. `connecting`: an earlier attempt has not ended.",
    CoreInUseError: "Use the client that has the core. Two users on one core: `api.forUser(id)`.",
    CoreVersionError:
      "Install the version of libsimplex that belongs to this SDK (`npx @simplex-chat/bot install`), or update the SDK. `anyCoreVersion: true` goes on at your own risk.",
    DeliveryError:
      "`timeout`: the message may still arrive; do not send it again. `failed`: see `reason`; most often the contact has deleted the bot.",
    FileTransferError:
      "`cancelledBySender`: ask for the file again. `failed`: look at `agentError`; files on public servers expire after about two days.",
    LimitError:
      "Split the text (`message.reply` does it), or make the image smaller. The message names the limit.",
  },
  core: {
    CallError: "Report it: the library answered something that it never should.",
    ClosedError:
      "Something is used after `stop` or `close`. Await what is in flight before you close.",
    ConnectionLostError:
      "Do not repeat a send. `ChatApi` reconnects by itself; read the chat if you need to know what was sent.",
    CoreError: "Catch it to catch the errors of every core.",
    FileError:
      "Check that the path exists and can be read or written, that the disk has room, and that key and nonce belong to this file.",
    InvalidArgumentError: "Pass a string that is not empty and has no NUL character in it.",
    TimeoutError:
      "Raise `timeoutMs`, and look at the load of the machine and at the network. The call may still take effect.",
    UnsupportedError: "Use another core for it, or another command.",
  },
  "core-ffi": {
    CoreFfiError: "Catch it to catch everything that can go wrong before a core is open.",
    DatabaseIncompleteError:
      "Restore both files, `_chat.db` and `_agent.db`, from the same backup. Never mix files of two databases.",
    DatabaseLockError:
      "Stop the other process that has the database open, or check the permissions of the folder. The message names the process if it is known.",
    DownloadError:
      "Check the network and the proxy (`HTTPS_PROXY`), or fetch the archive elsewhere and set `SIMPLEX_LIBS_DIR`.",
    InstallError: "Check free space and permissions of the folder that the message names.",
    IntegrityError:
      "Do not use the file. Remove it and install again; if that fails, too, report it.",
    LibraryNotFoundError:
      "Run `npx @simplex-chat/bot install`, or set `SIMPLEX_LIBS_DIR` to the folder of the library. `doctor` shows where it was looked for.",
    LoadError:
      "Run `npx @simplex-chat/bot doctor`. Most often a system library is missing, or the library is for another processor or for an older glibc.",
    MigrationError:
      "Look at `result`: a wrong key (`errorNotADatabase`), a database of a newer version, or migrations to confirm. Back the database up before you confirm any.",
    UnsupportedPlatformError:
      "Run the core on a machine that has a build (Linux and macOS on x64 or arm64, Windows on x64) and connect with `@simplex-chat/core-remote`.",
  },
  "core-remote": {
    ConnectError:
      "Check the address, that the core is running, and the token. Only one client can be connected at a time.",
  },
  workers: {
    HostReplacedError:
      "Nothing: another host has taken over. Let a supervisor start this one again as its stand-by.",
    HostVersionError:
      "Update the older of the two: hosts and workers of one bot come from the same version of the package.",
    MessageSetAsideError:
      "Look into the queue `simplex.NAME.aside` of the broker. A message that is moved back to its queue is handled again.",
    NoHostError:
      "Start `simplex-bot host` for this bot, and give both the same `--name` and broker.",
  },
  testing: {
    CommandFailedError:
      "Look at the refusal in the message: the test does something that a real person could not do there either.",
    ConversationError:
      "Read the conversation in the message, and what the handlers threw below it. The first line that differs is marked.",
    NotSimulatedError:
      "Test this part on a real core, or with a scripted one (`@simplex-chat/core/scripted`).",
  },
  types: {
    CommandSyntaxError:
      "Correct the parameter that the message names; it also says what it must be.",
  },
}
