export { ChannelError } from "./channel-error.ts"
export {
  ChannelHandlers,
  type Comment,
  type CommentHandler,
  type Subscription,
  type SubscriptionHandler,
} from "./channel-handlers.ts"
export { type ChannelOptions, openChannel, type RelayAddress } from "./open-channel.ts"
export type { Channel, ChannelRelay, Post, PostOptions } from "./channel.ts"
