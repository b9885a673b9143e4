-- | Delivery of items, as far as it is known.
module Bots.API.Types.ItemStatuses
  ( types,
    SndError (..),
    SndCIStatusProgress (..),
    MsgReceiptStatus (..),
    CIStatus (..),
  )
where

import Bots.API.Types.ServerErrors (SrvError)
import Bots.Declaration (Declaration, declareType)
import Bots.Declare
import Bots.Schema (TypeDef)
import Bots.Wire (Wire)
import Data.Text (Text)
import GHC.Generics (Generic)

types :: [Declaration TypeDef]
types =
  [ declareType @SndError,
    declareType @SndCIStatusProgress,
    declareType @MsgReceiptStatus,
    declareType @CIStatus
  ]

data SndError
  = SndErrorAuth
  | SndErrorQuota
  | SndErrorExpired
  | SndErrorRelay {srvError :: SrvError}
  | SndErrorProxy {proxyServer :: Text, srvError :: SrvError}
  | SndErrorProxyRelay {proxyServer :: Text, srvError :: SrvError}
  | SndErrorOther {sndError :: Text}
  deriving (Eq, Show, Generic, Wire)

instance Declared SndError where
  about =
    union
      "Why a message was not delivered, or not yet."
      [ "auth"
          := "The recipient's queue no longer exists: the connection was probably deleted.",
        "quota"
          := "The recipient's queue is full, because the recipient has not read messages for a \
             \while.",
        "expired" := "The server could not be reached in time.",
        "relay" := "The recipient's server refused or failed.",
        "proxy" := "The server that forwards the bot's messages refused or failed.",
        "proxy.proxyServer" := "Address of the forwarding server.",
        "proxyRelay"
          := "The forwarding server could not hand the message to the recipient's server.",
        "proxyRelay.proxyServer" := "Address of the forwarding server.",
        "proxyRelay.srvError" := "What was wrong with the recipient's server.",
        "other" := "Any other error.",
        "other.sndError" := "Description for logs, not meant to be parsed."
      ]

data SndCIStatusProgress
  = SndCIStatusProgressPartial
  | SndCIStatusProgressComplete
  deriving (Eq, Show, Generic, Wire)

instance Declared SndCIStatusProgress where
  about =
    enumeration
      "How much of a message has reached the stage that its status names."
      [ "partial" := "Only a part, as in a group when some members are still missing.",
        "complete" := "All of it, for all recipients."
      ]

data MsgReceiptStatus
  = MsgReceiptStatusOk
  | MsgReceiptStatusBadMsgHash
  deriving (Eq, Show, Generic, Wire)

instance Declared MsgReceiptStatus where
  about =
    enumeration
      "What the recipient's app said when it confirmed a message."
      [ "ok" := "Received in order.",
        "badMsgHash" := "Received, but it did not follow from the message before it."
      ]

data CIStatus
  = CIStatusSndNew
  | CIStatusSndSent {sndProgress :: SndCIStatusProgress}
  | CIStatusSndRcvd
      { msgRcptStatus :: MsgReceiptStatus,
        sndProgress :: SndCIStatusProgress
      }
  | CIStatusSndErrorAuth
  | CIStatusSndError {agentError :: SndError}
  | CIStatusSndWarning {agentError :: SndError}
  | CIStatusRcvNew
  | CIStatusRcvRead
  | CIStatusInvalid {text :: Text}
  deriving (Eq, Show, Generic, Wire)

instance Declared CIStatus where
  about =
    union
      "How far a sent item has got, or whether a received one was read."
      [ "sndNew" := "Not handed to a server yet. The usual status in the answer to sending.",
        "sndSent" := "A server has accepted it. It has not necessarily reached the recipient.",
        "sndRcvd"
          := "The recipient's app has confirmed it. Recipients can turn these receipts off.",
        "sndErrorAuth"
          := "Not delivered, because the connection was deleted. An older form of `sndError` with \
             \`auth`.",
        "sndError" := "Not delivered, and the core has given up.",
        "sndWarning" := "Not delivered so far; the core goes on trying.",
        "rcvNew" := "Received and not read.",
        "rcvRead" := "Received and marked as read.",
        "invalid" := "The stored status could not be read.",
        "invalid.text" := "The status as it is stored."
      ]
