-- | Commands that start and stop the core.
module Bots.API.Commands.Management
  ( commands,
    StartChat (..),
    APIStopChat (..),
  )
where

import Bots.Declaration (Declaration, declareCommand)
import Bots.Declare
import Bots.Schema (CommandDef)
import Bots.Syntax
import Bots.Wire (Wire)
import GHC.Generics (Generic)

commands :: [Declaration CommandDef]
commands =
  [ declareCommand @StartChat,
    declareCommand @APIStopChat
  ]

data StartChat = StartChat
  { mainApp :: Bool,
    enableSndFiles :: Bool
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared StartChat where
  about =
    record
      "Starts the core: it connects to the servers, and messages and events arrive. There must be \
      \a user. Answers `chatStarted`, or `chatRunning` when it runs already. Most other commands \
      \need a started core."
      [ "mainApp" := "True for a bot. False starts less, for a helper process beside the main one.",
        "enableSndFiles" := "Whether files are uploaded when `mainApp` is false."
      ]

instance Command StartChat where
  syntax =
    "/_start"
      <> alsoReads
        ( whenAll
            ["mainApp", "enableSndFiles"]
            mempty
            (main <> " snd_files=" <> switch "enableSndFiles")
        )
        [Reading main [("enableSndFiles", captured "mainApp")]]
    where
      main = " main=" <> switch "mainApp"
  network = NoNetwork

  -- Upstream lists no error, but a start without a user fails with `noActiveUser`: recorded.
  answers = ["chatStarted", "chatRunning", "chatCmdError"]

data APIStopChat = APIStopChat
  deriving (Eq, Show, Generic, Wire)

instance Declared APIStopChat where
  about =
    record
      "Stops the core; commands that need it then fail with `chatNotStarted`. Answers \
      \`chatStopped`, also when it was stopped already. Right after a burst of sent messages the \
      \core may never answer, so give this command a deadline."
      []

instance Command APIStopChat where
  syntax = "/_stop"
  network = NoNetwork
  answers = ["chatStopped"]
