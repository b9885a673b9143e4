import type { CR, T } from "@simplex-chat/types"
import * as CC from "@simplex-chat/types/commands"
import type { CallOptions } from "@simplex-chat/core"
import { CommandSet } from "./command-set.ts"
import type { OneOrMore } from "./one-or-more.ts"

/** The servers of a user: of messages, of files, and of the operators. */
export abstract class ServerCommands extends CommandSet {
  /**
   * Lists the servers of a user by their operator.
   *
   * @throws {ChatCommandError} `differentActiveUser`
   *
   * @example
   * ```ts
   * const servers = await api.apiGetUserServers(user.userId)
   * ```
   */
  async apiGetUserServers(userId: number, options?: CallOptions): Promise<T.UserOperatorServers[]> {
    const answer = await this.send(CC.APIGetUserServers, { userId }, options)
    return answer.userServers
  }

  /**
   * Changes the servers of a user. `setServers` replaces them by addresses alone.
   *
   * @param servers a server without `serverId` is a new one
   * @throws {ChatCommandError} `differentActiveUser`
   *
   * @example
   * ```ts
   * await api.apiSetUserServers(user.userId, changed)
   * ```
   */
  async apiSetUserServers(
    userId: number,
    servers: OneOrMore<T.UpdatedUserOperatorServers>,
    options?: CallOptions,
  ): Promise<void> {
    await this.send(CC.APISetUserServers, { userId, userServers: servers }, options)
  }

  /**
   * Checks a change of servers before it is made.
   *
   * @returns what would not work, and what may be unwise
   * @throws {ChatCommandError}
   *
   * @example
   * ```ts
   * const { serverErrors } = await api.apiValidateServers(user.userId, changed)
   * ```
   */
  async apiValidateServers(
    userId: number,
    servers: OneOrMore<T.UpdatedUserOperatorServers>,
    options?: CallOptions,
  ): Promise<CR.UserServersValidation> {
    const answer = await this.send(CC.APIValidateServers, { userId, userServers: servers }, options)
    return answer
  }

  /**
   * Tests a server by using it. Waits for the network.
   *
   * @param server its address: `smp://...` or `xftp://...`
   * @returns what failed; undefined when the server works
   * @throws {ChatCommandError}
   *
   * @example
   * ```ts
   * const failure = await api.apiTestServer(user.userId, "smp://FINGERPRINT@smp.example.org")
   * ```
   */
  async apiTestServer(
    userId: number,
    server: string,
    options?: CallOptions,
  ): Promise<T.ProtocolTestFailure | undefined> {
    const answer = await this.send(CC.APITestProtoServer, { userId, server }, options)
    return answer.testFailure
  }

  /**
   * Lists the operators of servers, and what has to be accepted to use them.
   *
   * @throws {ChatCommandError}
   *
   * @example
   * ```ts
   * const { serverOperators } = await api.apiGetServerOperators()
   * ```
   */
  async apiGetServerOperators(options?: CallOptions): Promise<T.ServerOperatorConditions> {
    const answer = await this.send(CC.APIGetServerOperators, {}, options)
    return answer.conditions
  }

  /**
   * Changes which operators are used, and for what.
   *
   * @throws {ChatCommandError}
   *
   * @example
   * ```ts
   * await api.apiSetServerOperators([{ ...operator, enabled: false }])
   * ```
   */
  async apiSetServerOperators(
    operators: OneOrMore<T.ServerOperator>,
    options?: CallOptions,
  ): Promise<T.ServerOperatorConditions> {
    const answer = await this.send(CC.APISetServerOperators, { operators }, options)
    return answer.conditions
  }

  /**
   * Reads the conditions of use of the operators.
   *
   * @returns the conditions with their text, and those that were accepted
   * @throws {ChatCommandError}
   *
   * @example
   * ```ts
   * const { conditionsText } = await api.apiGetUsageConditions()
   * ```
   */
  async apiGetUsageConditions(options?: CallOptions): Promise<CR.UsageConditions> {
    const answer = await this.send(CC.APIGetUsageConditions, {}, options)
    return answer
  }

  /**
   * Accepts the conditions of use of operators.
   *
   * @throws {ChatCommandError}
   *
   * @example
   * ```ts
   * await api.apiAcceptConditions(usageConditions.conditionsId, [1])
   * ```
   */
  async apiAcceptConditions(
    conditionsId: number,
    operatorIds: OneOrMore<number>,
    options?: CallOptions,
  ): Promise<T.ServerOperatorConditions> {
    const answer = await this.send(CC.APIAcceptConditions, { conditionsId, operatorIds }, options)
    return answer.conditions
  }
}
