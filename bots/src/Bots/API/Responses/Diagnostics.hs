-- | Answers to commands about the core's own work.
module Bots.API.Responses.Diagnostics
  ( DiagnosticsResponse (..),
  )
where

import Bots.API.Types.Diagnostics
  ( AgentLocks,
    AgentQueuesInfo,
    AgentWorkersDetails,
    AgentWorkersSummary,
    HelpSection,
    SubscriptionsInfo,
  )
import Bots.API.Types.Users (User)
import Bots.Declare
import Bots.Wire (Wire)
import Data.Map.Strict (Map)
import Data.Text (Text)
import GHC.Generics (Generic)

data DiagnosticsResponse
  = CRChatHelp {helpSection :: HelpSection}
  | CRWelcome {user :: User}
  | CRDebugLocks
      { chatLockName :: Maybe Text,
        chatEntityLocks :: Map Text Text,
        agentLocks :: AgentLocks
      }
  | CRAgentWorkersDetails {agentWorkersDetails :: AgentWorkersDetails}
  | CRAgentWorkersSummary {agentWorkersSummary :: AgentWorkersSummary}
  | CRAgentSubs
      { activeSubs :: Map Text Int,
        pendingSubs :: Map Text Int,
        removedSubs :: Map Text [Text]
      }
  | CRAgentSubsDetails {agentSubs :: SubscriptionsInfo}
  | CRAgentQueuesInfo {agentQueuesInfo :: AgentQueuesInfo}
  | CRCustomChatResponse {user_ :: Maybe User, response :: Text}
  deriving (Eq, Show, Generic, Wire)

instance Declared DiagnosticsResponse where
  about =
    union
      "Answers to commands about the core's own work."
      [ "chatHelp"
          := "The terminal app is to show a chapter of its help. Only raw text leads to it.",
        "welcome" := "The terminal app is to show its welcome. Only raw text leads to it.",
        "debugLocks" := "Locks that the core holds. Only raw text leads to it.",
        "agentWorkersDetails" := "Workers of the agent. Only raw text leads to it.",
        "agentWorkersSummary" := "Workers of the agent in numbers. Only raw text leads to it.",
        "agentSubs" := "Subscriptions by server. Only raw text leads to it.",
        "agentSubsDetails" := "All subscriptions. Only raw text leads to it.",
        "agentQueuesInfo" := "Queues inside the agent. Only raw text leads to it.",
        "customChatResponse" := "Answer of a modified core. Only raw text leads to it."
      ]
      & prefixed "CR"
      & undocumentedParts
        [ "chatHelp",
          "welcome",
          "debugLocks",
          "agentWorkersDetails",
          "agentWorkersSummary",
          "agentSubs",
          "agentSubsDetails",
          "agentQueuesInfo",
          "customChatResponse"
        ]
