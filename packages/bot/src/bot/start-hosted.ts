import { ChatApi } from "@simplex-chat/api"
import type { T } from "@simplex-chat/types"
import type { Composer } from "../composer/composer.ts"
import { memoryNotes } from "../checkpoints/notes.ts"
import { Inbox } from "../inbox/inbox.ts"
import { ReadMarker } from "../inbox/read-marker.ts"
import { Outbox } from "../messages/outbox.ts"
import { RepeatGuard } from "../messages/repeat-guard.ts"
import { makeFilesFolder } from "./file-folders.ts"
import { addHelp } from "./menus/described.ts"
import type { HostedCore } from "./hosted-core.ts"
import { inboxReports } from "./inbox-reports.ts"
import { labelOf } from "./label.ts"
import type { BotOptions } from "./options.ts"
import { Quiet } from "./quiet.ts"
import { Reconciler } from "./reconciler.ts"
import { limitsOf, repeatLimitsOf } from "./limits.ts"
import type { Running, StartCallbacks } from "./running.ts"
import { loadTelemetry } from "../telemetry/load.ts"
import { broadcastsOf, memoryState } from "./state-file.ts"

/** Begins to handle what the host of the core brings. */
export async function startHosted(
  core: HostedCore,
  composer: Composer,
  options: BotOptions,
  { logger, signal, ...callbacks }: StartCallbacks,
): Promise<Running> {
  addHelp(composer, options)
  const telemetry = await loadTelemetry(
    (command) => composer.plan().names.has(command),
    labelOf(composer),
  )
  const onCommand = telemetry === undefined ? undefined : (name: string) => telemetry.command(name)
  const repeats = new RepeatGuard(repeatLimitsOf(options))
  const api = await ChatApi.init(core, { signal, onCommand })
  api.onError((error) => callbacks.onApiError(error))
  api.beforeSending(repeats.beforeSending)
  const hosted = await core.hosted()
  const history = new WeakSet<T.AChatItem>()
  const joins = { isHistory: (item: T.AChatItem) => history.has(item) }
  // The host passes over what bots say.
  const bots = { isFromBot: () => false }
  const outbox = new Outbox(api, repeats, (count) => telemetry?.sent(count))
  const reports = {
    ...inboxReports(composer, options, logger, { joins, bots, report: undefined }),
    onComplete: () => {},
  }
  const inbox: Inbox = new Inbox(
    api,
    hosted.checkpoints,
    {
      // The host limits how much waits in memory by how much it sends at a time.
      ...limitsOf(options, { queueSize: Infinity, memorySize: Infinity, eventsSize: Infinity }),
      outbox,
      notes: memoryNotes(),
      filesFolder: () => makeFilesFolder(options, hosted.identity),
      mayBegin: hosted.mayBegin,
    },
    telemetry?.around(reports) ?? reports,
  )
  telemetry?.watch(() => ({ load: inbox.load, unsent: outbox.unsent }))
  inbox.identity = hosted.identity
  const open = () => {
    inbox.open()
    hosted.start({
      message: (item, kind) => {
        if (kind.isHistory) history.add(item)
        inbox.receive([item])
      },
      edit: (item) => inbox.update(item),
      event: (event) => {
        inbox.gone(event)
        if (composer.plan().events.has(event.type)) inbox.handle(event)
      },
      release: (isReleased, deadlineMs) => inbox.release(isReleased, deadlineMs),
      wake: () => inbox.open(),
      failed: (error) => callbacks.onHostFailure(error),
      endOldestWait: (isOf) => inbox.endOldestWait(isOf),
    })
    logger.info({}, "started; the host brings what is to be handled")
  }
  const state = { ...memoryState(), store: hosted.checkpoints }
  return {
    open,
    api,
    inbox,
    outbox,
    marker: new ReadMarker(api, () => {}),
    quiet: new Quiet(),
    logger,
    identified: { user: hosted.user, address: hosted.address },
    identity: hosted.identity,
    reconciler: new Reconciler([], { onFailure: () => {}, onReconciled: () => {} }),
    menus: undefined,
    broadcasts: broadcastsOf(options, state).of(hosted.identity),
    state,
    telemetry,
  }
}
