-- | Events about the core itself.
module Bots.API.Events.Core
  ( CoreEvent (..),
  )
where

import Bots.API.Types.ChatErrors (ConnectionEntity)
import Bots.API.Types.Contacts (Contact)
import Bots.API.Types.Networks (DatabaseDiff)
import Bots.API.Types.Notices (TerminalEvent)
import Bots.API.Types.Queues (DeletedRcvQueue, NtfMsgAckInfo, ServiceSubEvent)
import Bots.API.Types.Users (User)
import Bots.Declare
import Bots.Wire (Wire)
import Data.Int (Int64)
import Data.List.NonEmpty (NonEmpty)
import Data.Text (Text)
import GHC.Generics (Generic)

data CoreEvent
  = CEvtChatSuspended
  | CEvtContactAnotherClient {user :: User, contact :: Contact}
  | CEvtConnectionsDiff {userIds :: DatabaseDiff, connIds :: DatabaseDiff}
  | CEvtSubscriptionEnd {user :: User, connectionEntity :: ConnectionEntity}
  | CEvtServiceSubStatus {server :: Text, serviceSubEvent :: ServiceSubEvent}
  | CEvtNtfMessage {user :: User, connEntity :: ConnectionEntity, ntfMessage :: NtfMsgAckInfo}
  | CEvtConnectionDisabled {connectionEntity :: ConnectionEntity}
  | CEvtConnectionInactive {connectionEntity :: ConnectionEntity, inactive :: Bool}
  | CEvtAgentRcvQueuesDeleted {deletedRcvQueues :: NonEmpty DeletedRcvQueue}
  | CEvtAgentConnsDeleted {agentConnIds :: NonEmpty Text}
  | CEvtAgentUserDeleted {agentUserId :: Int64}
  | CEvtTimedAction {action :: Text, durationMilliseconds :: Int64}
  | CEvtTerminalEvent {data' :: TerminalEvent}
  | CEvtCustomChatEvent {user_ :: Maybe User, response :: Text}
  deriving (Eq, Show, Generic, Wire)

instance Declared CoreEvent where
  about =
    union
      "Events about the core itself."
      [ "chatSuspended" := "The core suspended its network after APISuspendChat.",
        "contactAnotherClient"
          := "Another client of the same database subscribed to the queue of a contact.",
        "connectionsDiff" := "The two databases were compared at the start and brought in step.",
        "subscriptionEnd"
          := "Another client of the same database subscribed to the queue of a connection.",
        "serviceSubStatus" := "The subscriptions of a client service changed.",
        "ntfMessage" := "A message was acknowledged that a push notification announced.",
        "connectionDisabled"
          := "Sending to a connection that is no contact failed too often: it counts as gone.",
        "connectionInactive" := "The queue of the other side is full, or is so no more.",
        "agentRcvQueuesDeleted" := "Queues were deleted on their servers, or could not be.",
        "agentConnsDeleted" := "Connections were deleted on their servers, too.",
        "agentUserDeleted" := "All connections of a deleted user are deleted.",
        "timedAction" := "How long something took. This version does not send it.",
        "terminalEvent"
          := "An event for the terminal app, in `data`. The library does not hand it out.",
        "customChatEvent" := "An event of a modified core. This version does not send it."
      ]
      & prefixed "CEvt"
      & undocumentedParts
        [ "chatSuspended",
          "contactAnotherClient",
          "connectionsDiff",
          "subscriptionEnd",
          "serviceSubStatus",
          "ntfMessage",
          "connectionDisabled",
          "connectionInactive",
          "agentRcvQueuesDeleted",
          "agentConnsDeleted",
          "agentUserDeleted",
          "timedAction",
          "terminalEvent",
          "customChatEvent"
        ]
