-- | Answers to commands about servers, their operators and relays.
module Bots.API.Responses.Servers
  ( ServerResponse (..),
  )
where

import Bots.API.Types.Relays (RelayProfile)
import Bots.API.Types.Servers
  ( ProtocolTestFailure,
    RelayTestFailure,
    ServerOperatorConditions,
    UsageConditions,
    UserOperatorServers,
    UserServersError,
    UserServersWarning,
  )
import Bots.API.Types.Users (User)
import Bots.Declare
import Bots.Wire (Wire)
import Data.Text (Text)
import GHC.Generics (Generic)

data ServerResponse
  = CRServerTestResult {user :: User, testServer :: Text, testFailure :: Maybe ProtocolTestFailure}
  | CRChatRelayTestResult
      { user :: User,
        relayProfile :: Maybe RelayProfile,
        relayTestFailure :: Maybe RelayTestFailure
      }
  | CRServerOperatorConditions {conditions :: ServerOperatorConditions}
  | CRUserServers {user :: User, userServers :: [UserOperatorServers]}
  | CRUserServersValidation
      { user :: User,
        serverErrors :: [UserServersError],
        serverWarnings :: [UserServersWarning]
      }
  | CRUsageConditions
      { usageConditions :: UsageConditions,
        conditionsText :: Text,
        acceptedConditions :: Maybe UsageConditions
      }
  deriving (Eq, Show, Generic, Wire)

instance Declared ServerResponse where
  about =
    union
      "Answers to commands about servers, their operators and relays."
      [ "serverTestResult" := "A server was tested. Without `testFailure` it works.",
        "serverTestResult.testFailure" := "Absent when the server works.",
        "chatRelayTestResult" := "A chat relay was tested. Without `relayTestFailure` it works.",
        "serverOperatorConditions" := "Operators of servers with the state of their conditions.",
        "userServers" := "The configured servers of a user, by operator.",
        "userServersValidation"
          := "What would not work in a choice of servers, and what may be unwise.",
        "usageConditions"
          := "The newest conditions of use with their text, and those that were accepted."
      ]
      & prefixed "CR"
      & undocumentedParts
        [ "serverTestResult",
          "chatRelayTestResult",
          "serverOperatorConditions",
          "userServers",
          "userServersValidation",
          "usageConditions"
        ]
