-- | Events about the connections with servers.
module Bots.API.Events.Network
  ( NetworkEvent (..),
  )
where

import Bots.API.Types.Connections (SubscriptionStatus)
import Bots.Declare
import Bots.Wire (Wire)
import Data.Text (Text)
import GHC.Generics (Generic)

data NetworkEvent
  = CEvtHostConnected {protocol :: Text, transportHost :: Text}
  | CEvtHostDisconnected {protocol :: Text, transportHost :: Text}
  | CEvtSubscriptionStatus
      { server :: Text,
        subscriptionStatus :: SubscriptionStatus,
        connections :: [Text]
      }
  deriving (Eq, Show, Generic, Wire)

instance Declared NetworkEvent where
  about =
    union
      "Events about the connections with servers."
      [ "hostConnected" := "A network connection to a server was opened.",
        "hostConnected.protocol" := "`smp` for messages, `xftp` for files.",
        "hostConnected.transportHost" := "The host name or the IP address of the server.",
        "hostDisconnected" := "A network connection to a server was lost or closed.",
        "hostDisconnected.protocol" := "`smp` for messages, `xftp` for files.",
        "hostDisconnected.transportHost" := "The host name or the IP address of the server.",
        "subscriptionStatus"
          := "The subscriptions of connections at a server changed their state. Messages of a \
             \connection arrive only while its subscription is `active`.",
        "subscriptionStatus.server" := "The address of the message server.",
        "subscriptionStatus.connections" := "Ids of connections, as in `agentConnId`."
      ]
      & prefixed "CEvt"
