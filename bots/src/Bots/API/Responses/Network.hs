-- | Answers to commands about the network.
module Bots.API.Responses.Network
  ( NetworkResponse (..),
  )
where

import Bots.API.Types.Networks (DatabaseDiff, NetworkConfig)
import Bots.API.Types.ServerStats (PresentedServersSummary, SMPServerSubs)
import Bots.API.Types.Users (User)
import Bots.Declare
import Bots.Wire (Wire)
import GHC.Generics (Generic)

data NetworkResponse
  = CRConnectionsDiff {showIds :: Bool, userIds :: DatabaseDiff, connIds :: DatabaseDiff}
  | CRNetworkConfig {networkConfig :: NetworkConfig}
  | CRAgentSubsTotal {user :: User, subsTotal :: SMPServerSubs, hasSession :: Bool}
  | CRAgentServersSummary {user :: User, serversSummary :: PresentedServersSummary}
  deriving (Eq, Show, Generic, Wire)

instance Declared NetworkResponse where
  about =
    union
      "Answers to commands about the network."
      [ "connectionsDiff" := "In which users and connections the two databases differ.",
        "networkConfig" := "The network settings as they are now.",
        "agentSubsTotal" := "The number of subscriptions of a user by their state.",
        "agentServersSummary" := "Statistics of servers since they were last reset."
      ]
      & prefixed "CR"
      & undocumentedParts
        [ "connectionsDiff",
          "networkConfig",
          "agentSubsTotal",
          "agentServersSummary"
        ]
