-- | Events about calls.
module Bots.API.Events.Calls
  ( CallEvent (..),
  )
where

import Bots.API.Types.Calls (CallType, RcvCallInvitation, WebRTCExtraInfo, WebRTCSession)
import Bots.API.Types.Contacts (Contact)
import Bots.API.Types.Users (User)
import Bots.Declare
import Bots.Wire (Wire)
import Data.Text (Text)
import GHC.Generics (Generic)

data CallEvent
  = CEvtCallInvitation {callInvitation :: RcvCallInvitation}
  | CEvtCallOffer
      { user :: User,
        contact :: Contact,
        callType :: CallType,
        offer :: WebRTCSession,
        sharedKey :: Maybe Text,
        askConfirmation :: Bool
      }
  | CEvtCallAnswer {user :: User, contact :: Contact, answer :: WebRTCSession}
  | CEvtCallExtraInfo {user :: User, contact :: Contact, extraInfo :: WebRTCExtraInfo}
  | CEvtCallEnded {user :: User, contact :: Contact}
  deriving (Eq, Show, Generic, Wire)

instance Declared CallEvent where
  about =
    union
      "Events about calls."
      [ "callInvitation" := "A contact calls. A bot refuses with APIRejectCall.",
        "callOffer" := "The called side sends its media offer.",
        "callAnswer" := "The calling side answers the offer.",
        "callExtraInfo" := "More network candidates of a call.",
        "callEnded" := "The contact ended or refused the call."
      ]
      & prefixed "CEvt"
      & undocumentedParts
        [ "callInvitation",
          "callOffer",
          "callAnswer",
          "callExtraInfo",
          "callEnded"
        ]
