-- | Commands about the network: its settings, its state and its statistics.
module Bots.API.Commands.Network
  ( commands,
    APIGetNetworkConfig (..),
    APISetNetworkConfig (..),
    SetNetworkConfig (..),
    APISetNetworkInfo (..),
    ReconnectAllServers (..),
    ReconnectServer (..),
    ShowConnectionsDiff (..),
    ResubscribeAllConnections (..),
    GetAgentSubsTotal (..),
    GetAgentServersSummary (..),
    ResetAgentServersStats (..),
  )
where

import Bots.API.Types.Networks (NetworkConfig, SimpleNetCfg, UserNetworkInfo)
import Bots.Declaration (Declaration, declareCommand)
import Bots.Declare
import Bots.Schema (CommandDef)
import Bots.Syntax
import Bots.Wire (Wire)
import Data.Int (Int64)
import Data.Text (Text)
import GHC.Generics (Generic)

commands :: [Declaration CommandDef]
commands =
  [ declareCommand @APIGetNetworkConfig,
    declareCommand @APISetNetworkConfig,
    declareCommand @SetNetworkConfig,
    declareCommand @APISetNetworkInfo,
    declareCommand @ReconnectAllServers,
    declareCommand @ReconnectServer,
    declareCommand @ShowConnectionsDiff,
    declareCommand @ResubscribeAllConnections,
    declareCommand @GetAgentSubsTotal,
    declareCommand @GetAgentServersSummary,
    declareCommand @ResetAgentServersStats
  ]

data APIGetNetworkConfig = APIGetNetworkConfig
  deriving (Eq, Show, Generic, Wire)

instance Declared APIGetNetworkConfig where
  about =
    record
      "Reads the network settings; times in them are in microseconds. Answers `networkConfig`."
      []
      & undocumented

instance Command APIGetNetworkConfig where
  syntax = spelledToo "/network" ["/net"]
  network = NoNetwork
  answers = ["networkConfig", "chatCmdError"]

data APISetNetworkConfig = APISetNetworkConfig
  { networkConfig :: NetworkConfig
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APISetNetworkConfig where
  about =
    record
      "Replaces all network settings until the core is closed. Answers `cmdOk`."
      []
      & undocumented

instance Command APISetNetworkConfig where
  syntax = "/_network " <> json "networkConfig"
  network = NoNetwork
  answers = ["cmdOk", "chatCmdError"]

data SetNetworkConfig = SetNetworkConfig
  { simpleNetCfg :: SimpleNetCfg
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared SetNetworkConfig where
  about =
    record
      "Sets the most common network settings; the others get their defaults. Answers \
      \`networkConfig`."
      []
      & undocumented

instance Command SetNetworkConfig where
  syntax = spelledToo "/network " ["/net "] <> text "simpleNetCfg"
  network = NoNetwork
  answers = ["networkConfig", "chatCmdError"]

data APISetNetworkInfo = APISetNetworkInfo
  { networkInfo :: UserNetworkInfo
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared APISetNetworkInfo where
  about =
    record
      "Notifies the core of whether there is a network. Answers `cmdOk`."
      []
      & undocumented

instance Command APISetNetworkInfo where
  syntax = "/_network info " <> json "networkInfo"
  network = NoNetwork
  answers = ["cmdOk", "chatCmdError"]

data ReconnectAllServers = ReconnectAllServers
  deriving (Eq, Show, Generic, Wire)

instance Declared ReconnectAllServers where
  about =
    record
      "Connects to all servers again. Answers `cmdOk`."
      []
      & undocumented

instance Command ReconnectAllServers where
  syntax = "/reconnect"
  network = Background
  answers = ["cmdOk", "chatCmdError"]

data ReconnectServer = ReconnectServer
  { userId :: Int64,
    server :: Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared ReconnectServer where
  about =
    record
      "Connects to one message server again. Answers `cmdOk`."
      []
      & undocumented

instance Command ReconnectServer where
  syntax = "/reconnect " <> number "userId" <> " " <> word "server"
  network = Background
  answers = ["cmdOk", "chatCmdError"]

data ShowConnectionsDiff = ShowConnectionsDiff
  { showIds :: Bool
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared ShowConnectionsDiff where
  about =
    record
      "Compares the users and connections of the two databases. Answers `connectionsDiff`."
      []
      & undocumented

instance Command ShowConnectionsDiff where
  syntax = "/_connections diff" <> flag " show_ids=" "showIds"
  network = NoNetwork
  answers = ["connectionsDiff", "chatCmdError"]

data ResubscribeAllConnections = ResubscribeAllConnections
  deriving (Eq, Show, Generic, Wire)

instance Declared ResubscribeAllConnections where
  about =
    record
      "Subscribes to all connections again. Answers `cmdOk`."
      []
      & undocumented

instance Command ResubscribeAllConnections where
  syntax = "/_resubscribe all"
  network = Background
  answers = ["cmdOk", "chatCmdError"]

data GetAgentSubsTotal = GetAgentSubsTotal
  { userId :: Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared GetAgentSubsTotal where
  about =
    record
      "Counts the subscriptions of a user. Answers `agentSubsTotal`."
      []
      & undocumented

instance Command GetAgentSubsTotal where
  syntax = "/get subs total " <> number "userId"
  network = NoNetwork
  answers = ["agentSubsTotal", "chatCmdError"]

data GetAgentServersSummary = GetAgentServersSummary
  { userId :: Int64
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared GetAgentServersSummary where
  about =
    record
      "Reads the statistics of servers. Answers `agentServersSummary`."
      []
      & undocumented

instance Command GetAgentServersSummary where
  syntax = "/get servers summary " <> number "userId"
  network = NoNetwork
  answers = ["agentServersSummary", "chatCmdError"]

data ResetAgentServersStats = ResetAgentServersStats
  deriving (Eq, Show, Generic, Wire)

instance Declared ResetAgentServersStats where
  about =
    record
      "Resets the statistics of servers. Answers `cmdOk`."
      []
      & undocumented

instance Command ResetAgentServersStats where
  syntax = "/reset servers stats"
  network = NoNetwork
  answers = ["cmdOk", "chatCmdError"]
