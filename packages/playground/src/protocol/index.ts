// What the page and the server of `simplex-bot dev --web` say to each other. Types only: the server,
// in @simplex-chat/bot, imports them from here.
export type { Action, ActionResult, BotAction, Upload } from "./actions.ts"
export type {
  CheckpointReport,
  HandlerReport,
  Inspection,
  RecordDetail,
  RecordRow,
  RunReport,
  SessionChange,
} from "./inspection.ts"
export type { Query, QueryResult } from "./queries.ts"
export type {
  BotInfo,
  Chat,
  ChatRef,
  Faults,
  Pending,
  PersonInfo,
  State,
  Step,
  Time,
} from "./state.ts"
export type { ServerMessage } from "./stream.ts"
