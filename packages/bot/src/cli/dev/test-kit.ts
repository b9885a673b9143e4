import type * as testing from "@simplex-chat/testing"
import { CommandLineError } from "../command-line-error.ts"

/**
 * The network in memory, which is an optional peer: only `dev` needs it.
 *
 * @throws {CommandLineError} when it is not installed
 */
export async function testKit(): Promise<typeof testing> {
  try {
    return await import("@simplex-chat/testing")
  } catch (error) {
    if ((error as { code?: unknown }).code !== "ERR_MODULE_NOT_FOUND") throw error
    throw new CommandLineError(
      "dev needs the network in memory: npm install --save-dev @simplex-chat/testing",
    )
  }
}
