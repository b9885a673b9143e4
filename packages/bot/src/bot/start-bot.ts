import type { ChatApi } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import { commandKey } from "../commands/parse-command.ts"
import type { Composer } from "../composer/composer.ts"
import type { Plan } from "../composer/plan.ts"
import { pendingRequests } from "../contacts/pending-requests.ts"
import { GroupJoins } from "../groups/group-joins.ts"
import { KnownBots } from "../groups/known-bots.ts"
import { Invitations } from "../groups/join-groups.ts"
import { Inbox, type InboxCallbacks } from "../inbox/inbox.ts"
import { ReadMarker } from "../inbox/read-marker.ts"
import { Outbox } from "../messages/outbox.ts"
import { RepeatGuard } from "../messages/repeat-guard.ts"
import { allChats, catchUp } from "./catch-up.ts"
import { MissedEvents } from "./missed-events.ts"
import { listen, logEvent } from "./events.ts"
import { fileFolders, makeFilesFolder, setFileFolders } from "./file-folders.ts"
import { identityOf } from "./identity.ts"
import { inboxReports } from "./inbox-reports.ts"
import { labelOf } from "./label.ts"
import { logError, type Logger } from "./logging.ts"
import { ChatMenus } from "./menus/chat-menus.ts"
import { addHelp, withDescribed } from "./menus/described.ts"
import { keywordsOf } from "./menus/menu.ts"
import type { BotOptions } from "./options.ts"
import { openApi } from "./open-api.ts"
import type { Identified } from "./reconcile-profile.ts"
import { isOpenedHere, isSharedUser, rememberUser, userOf } from "./shared-user.ts"
import { acceptingAllStep, acceptingStep, joiningStep, reconcileSteps } from "./reconcile-steps.ts"
import { problemsOf } from "./problems.ts"
import { orAfter } from "./or-after.ts"
import { Quiet } from "./quiet.ts"
import { Reconciler, type ReconcilerCallbacks } from "./reconciler.ts"
import { limitsOf, repeatLimitsOf } from "./limits.ts"
import type { Running, StartCallbacks } from "./running.ts"
import { broadcastsOf, diskUsageOf, openState, type State } from "./state-file.ts"
import { catchUpSupport } from "./support-chats.ts"
import { showAddress } from "./terminal.ts"
import { loadTelemetry } from "../telemetry/load.ts"
import type { Telemetry } from "../telemetry/telemetry.ts"

/** How long the start waits for the network before messages are handled without it. */
const networkWaitMs = 5000

/**
 * Opens the database and begins to handle messages.
 *
 * @param signal gives up while the database is being opened
 */
export async function startBot(
  composer: Composer,
  options: BotOptions,
  { logger, signal, ...callbacks }: StartCallbacks,
): Promise<Running> {
  const telemetry = await loadTelemetry(
    (command) => composer.plan().names.has(command),
    labelOf(composer),
  )
  const onCommand = telemetry === undefined ? undefined : (name: string) => telemetry.command(name)
  const repeats = new RepeatGuard(repeatLimitsOf(options))
  // First: where there is no libsimplex, nothing is created.
  const api = await openApi(options, { logger, signal, onCommand })
  let state: State | undefined
  try {
    api.onError((error) => callbacks.onApiError(error))
    api.beforeSending(repeats.beforeSending)
    state = await openState(options, logger, (error) => callbacks.onStateFailure(error))
    return await startOn(api, state, composer, { options, logger, signal, telemetry, repeats })
  } catch (error) {
    telemetry?.close()
    await api.close().catch(() => {})
    closeQuietly(state)
    throw error
  }
}

interface StartParts {
  readonly options: BotOptions
  readonly logger: Logger
  readonly signal: AbortSignal
  readonly telemetry: Telemetry | undefined
  readonly repeats: RepeatGuard
}

async function startOn(
  api: ChatApi,
  state: State,
  composer: Composer,
  { options: given, logger, signal, telemetry, repeats }: StartParts,
): Promise<Running> {
  addHelp(composer, given)
  const declared = composer.declaredPlan()
  const options = withDescribed(given, declared)
  const joins = new GroupJoins(state.notes)
  const bots = new KnownBots(state.notes)
  const marker = new ReadMarker(api, (error) => {
    logger.debug({ err: error }, "messages could not be marked as read")
  })
  const reports: InboxCallbacks = {
    ...inboxReports(composer, options, logger, { joins, bots, report: problemsOf(options) }),
    onComplete: (chat, itemId) => {
      if (options.markRead ?? true) marker.mark(chat, itemId)
    },
  }
  const quiet = new Quiet()
  const outbox = new Outbox(api, repeats, (count) => telemetry?.sent(count))
  const folders = fileFolders(options)
  const filesFolder = () => makeFilesFolder(options, inbox.identity)
  const tools = { outbox, notes: state.notes, filesFolder }
  const inbox: Inbox = new Inbox(
    api,
    state.store,
    { ...limitsOf(options, { queueSize: 100, memorySize: 2000, eventsSize: 10_000 }), ...tools },
    telemetry?.around(reports) ?? reports,
  )
  telemetry?.watch(async () => {
    const disk = await diskUsageOf(options)
    return { load: inbox.load, unsent: outbox.unsent, disk }
  })
  const identified: Identified = {
    user: await userOf(api, options, state.notes),
    address: undefined,
  }
  const { userId } = identified.user
  // Handlers may create and select other users: what the bot sends stays its own.
  api.bindUser(userId)
  // A core has one pair of folders: for a shared core, the code that opened it sets them.
  if (folders !== undefined && !isSharedUser(options.db)) await setFileFolders(api, folders)
  const reconciling: ReconcilerCallbacks = {
    onFailure: (step, error, isFinal) => {
      const problem = isFinal
        ? "cannot be set to what is declared"
        : "not up to date in the core yet; trying again"
      logError(logger, { step }, error, problem)
    },
    onReconciled: (step) => {
      logger.info({ step }, "set to what is declared")
      if (step === "address") void announceAddress(identified, options)
    },
  }
  const reconciler = new Reconciler(
    reconcileSteps(api, identified, { options, notes: state.notes, logger }),
    reconciling,
  )
  const menus =
    options.updateProfile === false
      ? undefined
      : new ChatMenus({
          callbacks: reconciling,
          api,
          userId,
          options: given,
          notes: state.notes,
          plan: declared,
          signal: inbox.stopping,
        })
  const invitations = new Invitations(options.joinGroups ?? false, {
    join: (groupId) => reconciler.add(joiningStep(api, groupId)),
    onFailure: (error, groupId) =>
      logError(logger, { groupId }, error, "an invitation could not be decided about"),
  })
  const { autoAccept = true } = options
  const acceptPending = (all: readonly T.AChat[]) => {
    const requests = autoAccept ? pendingRequests(all) : []
    if (requests.length > 0) reconciler.add(acceptingAllStep(api, requests, logger))
  }
  const missed = new MissedEvents({
    api,
    userId,
    inbox,
    store: state.store,
    signal,
    onChats: (all, groups) => {
      bots.learn(all)
      acceptPending(all)
      invitations.decide(...groups)
    },
    onMissed: () => logger.warn({}, "events of the core were lost; its chats are read again"),
    onFailure: (error) => logError(logger, {}, error, "chats could not be read; trying again"),
  })
  listen(api, userId, (event) => {
    quiet.see()
    telemetry?.see(event)
    missed.see(event)
    joins.see(event)
    bots.see(event)
    menus?.see(event)
    inbox.gone(event)
    if (event.type === "newChatItems") inbox.receive(event.chatItems)
    if (event.type === "chatItemUpdated") inbox.update(event.chatItem)
    if (event.type === "hostConnected") reconciler.networkIsBack()
    if (event.type === "receivedContactRequest" && autoAccept) {
      reconciler.add(acceptingStep(api, event.contactRequest, logger))
    }
    if (event.type === "receivedGroupInvitation") invitations.decide(event.groupInfo)
    logEvent(event, options, logger)
    if (composer.plan().events.has(event.type)) inbox.handle(event)
  })
  const perChat = options.catchUp === false ? 0 : (options.catchUp?.perChat ?? 1000)
  const isFirst = !state.store.begun
  const chats = await api.apiGetChats(userId, { type: "last", count: allChats })
  bots.learn(chats)
  const groups = catchUp(chats, { store: state.store, inbox, perChat })
  // As early as can be: servers hold what was sent, and the core loses the least of what it has.
  await api.startChat()
  const reconciled = reconciler.start()
  await inbox
    .recoverEdits()
    .catch((error: unknown) => logError(logger, {}, error, "edits could not be read again"))
  await catchUpSupport(api, groups, { store: state.store, inbox, perChat, isFirst })
  await orAfter(networkWaitMs, reconciled, (error) =>
    logError(logger, {}, error, "cannot be set to what is declared"),
  )
  await announceAddress(identified, options)
  const identity = identityOf(chats, identified.user, identified.address, state)
  inbox.identity = identity
  rememberUser(identified.user, state.notes)
  checkMenu(declared, options, logger)
  const { startMs = isOpenedHere(options.db) && !isFirst ? 3000 : 0 } = options.quiet ?? {}
  const open = () => {
    if (startMs === 0) inbox.open()
    else setTimeout(() => inbox.open(), startMs).unref()
    logger.info(
      { chats: inbox.load.chats, hasAddress: identified.address !== undefined },
      "started",
    )
  }
  acceptPending(chats)
  invitations.decide(...groups)
  menus?.start(chats, identity)
  return {
    open,
    api,
    inbox,
    outbox,
    marker,
    quiet,
    logger,
    identified,
    identity,
    broadcasts: broadcastsOf(options, state).of(identity),
    reconciler,
    menus,
    state,
    telemetry,
  }
}

async function announceAddress({ address }: Identified, options: BotOptions): Promise<void> {
  if (address === undefined || options.showAddress === false) return
  await showAddress(options.profile.displayName, address)
}

/** Not an error: a handler of all messages may take them, or one that is added later. */
function checkMenu({ names }: Plan, { commands = [] }: BotOptions, logger: Logger): void {
  for (const command of keywordsOf(commands)) {
    if (!names.has(commandKey(command))) {
      logger.warn({ command }, "no onCommand takes a command of the menu")
    }
  }
}

function closeQuietly(state: State | undefined): void {
  try {
    state?.close()
  } catch {
    // What went wrong before is what matters.
  }
}
