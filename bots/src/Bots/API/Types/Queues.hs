-- | Queues of messages on servers, and moving them.
module Bots.API.Types.Queues
  ( types,
    QueueStatus (..),
    QueueDirection (..),
    RcvSwitchStatus (..),
    SndSwitchStatus (..),
    RcvQueueInfo (..),
    SndQueueInfo (..),
    ConnectionStats (..),
    SwitchProgress (..),
    RatchetSyncProgress (..),
    MsgType (..),
    MsgInfo (..),
    QSubThread (..),
    QSub (..),
    QueueInfo (..),
    ServerQueueInfo (..),
    RcvMsgInfo (..),
    DeletedRcvQueue (..),
    ServiceSubEvent (..),
    NtfMsgAckInfo (..),
  )
where

import Bots.API.Types.AgentErrors (AgentErrorType)
import Bots.API.Types.Connections (RatchetSyncState, SubscriptionStatus, SwitchPhase)
import Bots.Declaration (Declaration, declareType)
import Bots.Declare
import Bots.Schema (TypeDef)
import Bots.Wire (Wire)
import Data.Int (Int64)
import Data.Text (Text)
import Data.Time (UTCTime)
import GHC.Generics (Generic)

types :: [Declaration TypeDef]
types =
  [ declareType @QueueStatus,
    declareType @QueueDirection,
    declareType @RcvSwitchStatus,
    declareType @SndSwitchStatus,
    declareType @RcvQueueInfo,
    declareType @SndQueueInfo,
    declareType @ConnectionStats,
    declareType @SwitchProgress,
    declareType @RatchetSyncProgress,
    declareType @MsgType,
    declareType @MsgInfo,
    declareType @QSubThread,
    declareType @QSub,
    declareType @QueueInfo,
    declareType @ServerQueueInfo,
    declareType @RcvMsgInfo,
    declareType @DeletedRcvQueue,
    declareType @ServiceSubEvent,
    declareType @NtfMsgAckInfo
  ]

data QueueStatus
  = QueueStatusNew
  | QueueStatusConfirmed
  | QueueStatusSecured
  | QueueStatusActive
  | QueueStatusDisabled
  deriving (Eq, Show, Generic, Wire)

instance Declared QueueStatus where
  about =
    enumeration
      "The state of a message queue."
      [ "new" := "Created on the server.",
        "confirmed" := "Confirmed by the other side.",
        "secured" := "Secured with a key of the sender.",
        "active" := "In use.",
        "disabled" := "Not used any more."
      ]
      & undocumented

data QueueDirection
  = QueueDirectionRcv
  | QueueDirectionSnd
  deriving (Eq, Show, Generic, Wire)

instance Declared QueueDirection where
  about =
    enumeration
      "Which of a connection's queues it is."
      [ "rcv" := "The one that the user receives from.",
        "snd" := "The one that the user sends to."
      ]
      & undocumented

data RcvSwitchStatus
  = RcvSwitchStatusSwitchStarted
  | RcvSwitchStatusSendingQadd
  | RcvSwitchStatusSendingQuse
  | RcvSwitchStatusReceivedMessage
  deriving (Eq, Show, Generic, Wire)

instance Declared RcvSwitchStatus where
  about =
    enumeration
      "How far moving the receiving queue has come."
      [ "switch_started" := "The move was started.",
        "sending_qadd" := "The new queue is offered to the other side.",
        "sending_quse" := "The other side is asked to use it.",
        "received_message" := "A message came through it."
      ]
      & spelled
        [ ("SwitchStarted", "switch_started"),
          ("SendingQadd", "sending_qadd"),
          ("SendingQuse", "sending_quse"),
          ("ReceivedMessage", "received_message")
        ]
      & undocumented

data SndSwitchStatus
  = SndSwitchStatusSendingQkey
  | SndSwitchStatusSendingQtest
  deriving (Eq, Show, Generic, Wire)

instance Declared SndSwitchStatus where
  about =
    enumeration
      "How far moving the sending queue has come."
      [ "sending_qkey" := "The key for the new queue is sent.",
        "sending_qtest" := "The new queue is tested with a message."
      ]
      & spelled [("SendingQkey", "sending_qkey"), ("SendingQtest", "sending_qtest")]
      & undocumented

data RcvQueueInfo = RcvQueueInfo
  { rcvServer :: Text,
    status :: QueueStatus,
    rcvSwitchStatus :: Maybe RcvSwitchStatus,
    canAbortSwitch :: Bool,
    subStatus :: SubscriptionStatus
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared RcvQueueInfo where
  about =
    record
      "A queue that the user receives from."
      [ "rcvServer" := "The host of its server.",
        "status" := "The state of the queue.",
        "rcvSwitchStatus" := "How far moving it has come; absent when it is not moved.",
        "canAbortSwitch" := "Whether the move can still be stopped.",
        "subStatus" := "Whether its server delivers now."
      ]
      & undocumented

data SndQueueInfo = SndQueueInfo
  { sndServer :: Text,
    status :: QueueStatus,
    sndSwitchStatus :: Maybe SndSwitchStatus
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared SndQueueInfo where
  about =
    record
      "A queue that the user sends to."
      [ "sndServer" := "The host of its server.",
        "status" := "The state of the queue.",
        "sndSwitchStatus" := "How far moving it has come; absent when it is not moved."
      ]
      & undocumented

data ConnectionStats = ConnectionStats
  { connAgentVersion :: Int,
    rcvQueuesInfo :: [RcvQueueInfo],
    sndQueuesInfo :: [SndQueueInfo],
    ratchetSyncState :: RatchetSyncState,
    ratchetSyncSupported :: Bool,
    subStatus :: Maybe SubscriptionStatus
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared ConnectionStats where
  about =
    record
      "The queues of a connection and the state of its encryption."
      [ "connAgentVersion" := "Version of the protocol that both sides use.",
        "rcvQueuesInfo" := "The queues that messages arrive in.",
        "sndQueuesInfo" := "The queues that messages are sent to.",
        "ratchetSyncState" := "Whether the encryption works, or how far repairing it has come.",
        "ratchetSyncSupported" := "Whether the other side can repair the encryption.",
        "subStatus" := "Whether messages arrive now."
      ]
      & undocumented

data SwitchProgress = SwitchProgress
  { queueDirection :: QueueDirection,
    switchPhase :: SwitchPhase,
    connectionStats :: ConnectionStats
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared SwitchProgress where
  about =
    record
      "A step of moving a queue to another server."
      [ "queueDirection" := "Whether messages arrive in the queue or are sent to it.",
        "switchPhase" := "How far it has come.",
        "connectionStats" := "The queues as they are now."
      ]
      & undocumented

data RatchetSyncProgress = RatchetSyncProgress
  { ratchetSyncStatus :: RatchetSyncState,
    connectionStats :: ConnectionStats
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared RatchetSyncProgress where
  about =
    record
      "A step of agreeing encryption anew."
      []
      & undocumented

data MsgType
  = MsgTypeMessage
  | MsgTypeQuota
  deriving (Eq, Show, Generic, Wire)

instance Declared MsgType where
  about =
    enumeration
      "What a server holds in a queue."
      [ "message" := "A message.",
        "quota" := "The note that the queue is full."
      ]
      & undocumented

data MsgInfo = MsgInfo
  { msgId :: Text,
    msgTs :: UTCTime,
    msgType :: MsgType
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared MsgInfo where
  about =
    record
      "The next message of a queue."
      [ "msgId" := "Id on the server.",
        "msgTs" := "When the server received it.",
        "msgType" := "What it is."
      ]
      & undocumented

data QSubThread
  = QSubThreadNoSub
  | QSubThreadSubPending
  | QSubThreadSubThread
  | QSubThreadProhibitSub
  deriving (Eq, Show, Generic, Wire)

instance Declared QSubThread where
  about =
    enumeration
      "How a server delivers to a subscription."
      [ "noSub" := "Nothing is delivered.",
        "subPending" := "Delivery is about to begin.",
        "subThread" := "A thread of the server delivers.",
        "prohibitSub" := "Forbidden: messages are fetched one by one."
      ]
      & undocumented

data QSub = QSub
  { qSubThread :: QSubThread,
    qDelivered :: Maybe Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared QSub where
  about =
    record
      "A subscription as the server has it."
      []
      & undocumented

data QueueInfo = QueueInfo
  { qiSnd :: Bool,
    qiNtf :: Bool,
    qiSub :: Maybe QSub,
    qiSize :: Int,
    qiMsg :: Maybe MsgInfo
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared QueueInfo where
  about =
    record
      "A queue as its server has it."
      [ "qiSnd" := "Whether the sender has secured it.",
        "qiNtf" := "Whether push notifications are on.",
        "qiSub" := "How it is subscribed; absent when it is not.",
        "qiSize" := "Number of messages that wait.",
        "qiMsg" := "The next message; absent when none waits."
      ]
      & undocumented

data ServerQueueInfo = ServerQueueInfo
  { server :: Text,
    rcvId :: Text,
    sndId :: Text,
    ntfId :: Maybe Text,
    status :: Text,
    info :: QueueInfo
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared ServerQueueInfo where
  about =
    record
      "A queue with its ids on the server."
      [ "server" := "The host of the server.",
        "rcvId" := "Id for the recipient.",
        "sndId" := "Id for the sender.",
        "ntfId" := "Id for push notifications.",
        "status" := "The state of the queue here.",
        "info" := "What the server says."
      ]
      & undocumented

data RcvMsgInfo = RcvMsgInfo
  { msgId :: Int64,
    msgDeliveryId :: Int64,
    msgDeliveryStatus :: Text,
    agentMsgId :: Int64,
    agentMsgMeta :: Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared RcvMsgInfo where
  about =
    record
      "The last message that was received from a queue."
      []
      & undocumented

data DeletedRcvQueue = DeletedRcvQueue
  { agentConnId :: Text,
    server :: Text,
    agentQueueId :: Text,
    agentError_ :: Maybe AgentErrorType
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared DeletedRcvQueue where
  about =
    record
      "A queue whose deletion on its server ended, with the error when it failed."
      []
      & undocumented

data ServiceSubEvent
  = ServiceSubEventUp {serviceError :: Maybe Text, queueCount :: Int64}
  | ServiceSubEventDown {queueCount :: Int64}
  | ServiceSubEventAll
  | ServiceSubEventEnd {queueCount :: Int64}
  deriving (Eq, Show, Generic, Wire)

instance Declared ServiceSubEvent where
  about =
    union
      "What happened to the subscriptions of a client service."
      [ "up" := "They came up.",
        "down" := "They went down.",
        "all" := "All messages of before are delivered.",
        "end" := "Another client took them over."
      ]
      & undocumented

data NtfMsgAckInfo = NtfMsgAckInfo
  { msgId :: Text,
    msgTs_ :: Maybe UTCTime
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared NtfMsgAckInfo where
  about =
    record
      "A message that a push notification announced."
      []
      & undocumented
