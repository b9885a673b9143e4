-- | Calls between contacts.
module Bots.API.Types.Calls
  ( types,
    CallMedia (..),
    CallCapabilities (..),
    CallType (..),
    CallStateTag (..),
    WebRTCSession (..),
    WebRTCExtraInfo (..),
    RcvCallInvitation (..),
  )
where

import Bots.API.Types.Contacts (Contact)
import Bots.API.Types.Users (User)
import Bots.Declaration (Declaration, declareType)
import Bots.Declare
import Bots.Schema (TypeDef)
import Bots.Wire (Wire)
import Data.Text (Text)
import Data.Time (UTCTime)
import GHC.Generics (Generic)

types :: [Declaration TypeDef]
types =
  [ declareType @CallMedia,
    declareType @CallCapabilities,
    declareType @CallType,
    declareType @CallStateTag,
    declareType @WebRTCSession,
    declareType @WebRTCExtraInfo,
    declareType @RcvCallInvitation
  ]

data CallMedia
  = CallMediaAudio
  | CallMediaVideo
  deriving (Eq, Show, Generic, Wire)

instance Declared CallMedia where
  about =
    enumeration
      "What a call transmits."
      [ "audio" := "Sound.",
        "video" := "Sound and pictures."
      ]
      & undocumented

data CallCapabilities = CallCapabilities
  { encryption :: Bool
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared CallCapabilities where
  about =
    record
      "What a side of a call can do."
      [ "encryption" := "Whether it encrypts end to end beyond WebRTC."
      ]
      & undocumented

data CallType = CallType
  { media :: CallMedia,
    capabilities :: CallCapabilities
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared CallType where
  about =
    record
      "What a call transmits, and whether it can be encrypted end to end."
      [ "media" := "Sound, or pictures as well.",
        "capabilities" := "What both sides support."
      ]
      & undocumented

data CallStateTag
  = CallStateTagInvitationSent
  | CallStateTagInvitationReceived
  | CallStateTagOfferSent
  | CallStateTagOfferReceived
  | CallStateTagNegotiated
  deriving (Eq, Show, Generic, Wire)

instance Declared CallStateTag where
  about =
    enumeration
      "The state of a call."
      [ "invitationSent" := "The user calls and waits for an answer.",
        "invitationReceived" := "The contact calls and waits for an answer.",
        "offerSent" := "The user sent its media offer.",
        "offerReceived" := "The contact sent its media offer.",
        "negotiated" := "Both sides have agreed, and media can flow."
      ]
      & undocumented

data WebRTCSession = WebRTCSession
  { rtcSession :: Text,
    rtcIceCandidates :: Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared WebRTCSession where
  about =
    record
      "A WebRTC session description with its candidates, both compressed."
      []
      & undocumented

data WebRTCExtraInfo = WebRTCExtraInfo
  { rtcIceCandidates :: Text
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared WebRTCExtraInfo where
  about =
    record
      "More network candidates of a call."
      []
      & undocumented

data RcvCallInvitation = RcvCallInvitation
  { user :: User,
    contact :: Contact,
    callType :: CallType,
    sharedKey :: Maybe Text,
    callUUID :: Text,
    callTs :: UTCTime
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared RcvCallInvitation where
  about =
    record
      "A call of a contact that waits for an answer."
      [ "user" := "Whom the contact calls.",
        "contact" := "Who calls.",
        "callType" := "What the call would transmit.",
        "sharedKey" := "The key of end-to-end encryption; absent without it.",
        "callUUID" := "An id for the system of the device.",
        "callTs" := "When the call came."
      ]
      & undocumented
