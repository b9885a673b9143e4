export {
  type AtOptions,
  type EveryOptions,
  type PayloadOf,
  Schedule,
  type ScheduledBot,
  type ScheduleOptions,
  type Task,
  type TaskContext,
  type Tasks,
} from "./schedule.ts"
export type { ScheduleClock } from "./clock.ts"
export { type SqliteScheduleOptions, sqliteScheduleStore } from "./sqlite-store.ts"
export {
  type Claim,
  memoryScheduleStore,
  type Repetition,
  type ScheduledEntry,
  type ScheduleStore,
} from "./store.ts"
