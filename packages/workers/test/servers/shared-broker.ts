import type { TestProject } from "vitest/node"
import { noBroker, startBroker } from "./rabbitmq.ts"

declare module "vitest" {
  interface ProvidedContext {
    /** The address of a broker that all test files share; empty where there is none. */
    readonly amqpUrl: string
  }
}

/** Starts one broker for all test files: bots on it do not see each other. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const broker = noBroker === undefined ? await startBroker() : undefined
  project.provide("amqpUrl", broker?.url ?? "")
  return async () => broker?.stop()
}
