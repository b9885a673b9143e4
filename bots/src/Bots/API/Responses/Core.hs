-- | Answers to commands about starting and stopping, and to commands with nothing to report.
module Bots.API.Responses.Core
  ( CoreResponse (..),
  )
where

import Bots.API.Types.ChatErrors (ChatError)
import Bots.API.Types.Databases (CoreVersionInfo, UpMigration)
import Bots.API.Types.Users (User)
import Bots.Declare
import Bots.Wire (Wire)
import GHC.Generics (Generic)

data CoreResponse
  = CRChatRunning
  | CRChatStarted
  | CRChatStopped
  | CRCmdOk {user_ :: Maybe User}
  | CRChatCmdError {chatError :: ChatError}
  | CRVersionInfo
      { versionInfo :: CoreVersionInfo,
        chatMigrations :: [UpMigration],
        agentMigrations :: [UpMigration]
      }
  deriving (Eq, Show, Generic, Wire)

instance Declared CoreResponse where
  about =
    union
      "Answers to commands about starting and stopping, and to commands with nothing to report."
      [ "chatRunning" := "The core was started already.",
        "chatStarted" := "The core has started.",
        "chatStopped" := "The core is stopped.",
        "cmdOk" := "The command was done and has nothing to report.",
        "cmdOk.user_" := "The user for whom the command was done; absent for commands without one.",
        "chatCmdError" := "The command failed.",
        "versionInfo" := "Versions of the core and migrations of its databases."
      ]
      & prefixed "CR"
      & undocumentedParts
        [ "versionInfo"
        ]
