export { createNetwork, type CoreOptions, type Frame, type Network, type NetworkOptions } from "./network.ts"
