import type { CR, T } from "@simplex-chat/types"
import * as CC from "@simplex-chat/types/commands"
import type { CallOptions } from "@simplex-chat/core"
import { CommandSet } from "./command-set.ts"

/** Network settings, and the connections with servers. */
export abstract class NetworkCommands extends CommandSet {
  /**
   * Reads the network settings. Times in them are in microseconds.
   *
   * @throws {ChatCommandError}
   *
   * @example
   * ```ts
   * const { socksProxy } = await api.apiGetNetworkConfig()
   * ```
   */
  async apiGetNetworkConfig(options?: CallOptions): Promise<T.NetworkConfig> {
    const answer = await this.send(CC.APIGetNetworkConfig, {}, options)
    return answer.networkConfig
  }

  /**
   * Replaces the network settings, until the core is closed.
   *
   * @param config all of them, with times in microseconds
   * @throws {ChatCommandError}
   *
   * @example
   * ```ts
   * const config = await api.apiGetNetworkConfig()
   * await api.apiSetNetworkConfig({ ...config, smpProxyMode: "always" })
   * ```
   */
  async apiSetNetworkConfig(config: T.NetworkConfig, options?: CallOptions): Promise<void> {
    await this.send(CC.APISetNetworkConfig, { networkConfig: config }, options)
  }

  /**
   * Sets the most common network settings; the others get their defaults.
   *
   * @param config `timeout` in seconds
   * @returns all settings as they are now
   * @throws {ChatCommandError}
   *
   * @example
   * ```ts
   * const proxy = { socksProxy: "127.0.0.1:9050", requiredHostMode: false }
   * await api.apiChangeNetworkConfig(proxy)
   * ```
   */
  async apiChangeNetworkConfig(
    config: T.SimpleNetCfg,
    options?: CallOptions,
  ): Promise<T.NetworkConfig> {
    const answer = await this.send(CC.SetNetworkConfig, { simpleNetCfg: config }, options)
    return answer.networkConfig
  }

  /**
   * Informs the core whether this machine has a network, so that it does not retry without one.
   *
   * @throws {ChatCommandError}
   *
   * @example
   * ```ts
   * await api.apiSetNetworkInfo({ networkType: "ethernet", online: true })
   * ```
   */
  async apiSetNetworkInfo(info: T.UserNetworkInfo, options?: CallOptions): Promise<void> {
    await this.send(CC.APISetNetworkInfo, { networkInfo: info }, options)
  }

  /**
   * Connects to all servers again.
   *
   * @throws {ChatCommandError}
   *
   * @example
   * ```ts
   * await api.apiReconnectServers()
   * ```
   */
  async apiReconnectServers(options?: CallOptions): Promise<void> {
    await this.send(CC.ReconnectAllServers, {}, options)
  }

  /**
   * Connects to one message server again.
   *
   * @param server its address: `smp://...`
   * @throws {ChatCommandError}
   *
   * @example
   * ```ts
   * await api.apiReconnectServer(user.userId, server)
   * ```
   */
  async apiReconnectServer(userId: number, server: string, options?: CallOptions): Promise<void> {
    await this.send(CC.ReconnectServer, { userId, server }, options)
  }

  /**
   * Subscribes to all connections again.
   *
   * @throws {ChatCommandError}
   *
   * @example
   * ```ts
   * await api.apiResubscribeAllConnections()
   * ```
   */
  async apiResubscribeAllConnections(options?: CallOptions): Promise<void> {
    await this.send(CC.ResubscribeAllConnections, {}, options)
  }

  /**
   * Counts the subscriptions of a user.
   *
   * @returns `subsTotal` by state, and whether there is a session with any server
   * @throws {ChatCommandError}
   *
   * @example
   * ```ts
   * const { subsTotal } = await api.apiGetSubsTotal(user.userId)
   * ```
   */
  async apiGetSubsTotal(userId: number, options?: CallOptions): Promise<CR.AgentSubsTotal> {
    const answer = await this.send(CC.GetAgentSubsTotal, { userId }, options)
    return answer
  }

  /**
   * Reads the statistics of servers since they were last reset.
   *
   * @throws {ChatCommandError}
   *
   * @example
   * ```ts
   * const { statsStartedAt } = await api.apiGetServersSummary(user.userId)
   * ```
   */
  async apiGetServersSummary(
    userId: number,
    options?: CallOptions,
  ): Promise<T.PresentedServersSummary> {
    const answer = await this.send(CC.GetAgentServersSummary, { userId }, options)
    return answer.serversSummary
  }

  /**
   * Resets the statistics of servers.
   *
   * @throws {ChatCommandError}
   *
   * @example
   * ```ts
   * await api.apiResetServersStats()
   * ```
   */
  async apiResetServersStats(options?: CallOptions): Promise<void> {
    await this.send(CC.ResetAgentServersStats, {}, options)
  }
}
