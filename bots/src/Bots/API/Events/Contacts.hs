-- | Events about contacts and their requests.
module Bots.API.Events.Contacts
  ( ContactEvent (..),
  )
where

import Bots.API.Types.ChatItems (AChat)
import Bots.API.Types.Contacts (Contact, UserContactRequest)
import Bots.API.Types.GroupMembers (GroupMember)
import Bots.API.Types.Groups (GroupInfo)
import Bots.API.Types.Users (Profile, User)
import Bots.Declare
import Bots.Wire (Wire)
import GHC.Generics (Generic)

data ContactEvent
  = CEvtContactConnected
      { user :: User,
        contact :: Contact,
        userCustomProfile :: Maybe Profile
      }
  | CEvtContactUpdated {user :: User, fromContact :: Contact, toContact :: Contact}
  | CEvtContactDeletedByContact {user :: User, contact :: Contact}
  | CEvtReceivedContactRequest
      { user :: User,
        contactRequest :: UserContactRequest,
        chat_ :: Maybe AChat
      }
  | CEvtNewMemberContactReceivedInv
      { user :: User,
        contact :: Contact,
        groupInfo :: GroupInfo,
        member :: GroupMember
      }
  | CEvtContactSndReady {user :: User, contact :: Contact}
  | CEvtContactRequestAlreadyAccepted {user :: User, contact :: Contact}
  | CEvtBusinessRequestAlreadyAccepted {user :: User, groupInfo :: GroupInfo}
  | CEvtContactAndMemberAssociated
      { user :: User,
        contact :: Contact,
        groupInfo :: GroupInfo,
        member :: GroupMember,
        updatedContact :: Contact
      }
  | CEvtContactPQEnabled {user :: User, contact :: Contact, pqEnabled :: Bool}
  | CEvtContactDisabled {user :: User, contact :: Contact}
  deriving (Eq, Show, Generic, Wire)

instance Declared ContactEvent where
  about =
    union
      "Events about contacts and their requests."
      [ "contactConnected"
          := "A contact is connected: both sides can send. An automatic reply of the address may \
             \have been sent before.",
        "contactConnected.userCustomProfile"
          := "The random profile that is shown instead of the own one; present only for an \
             \incognito connection.",
        "contactUpdated" := "A contact changed its profile or its preferences.",
        "contactDeletedByContact"
          := "A contact deleted its connection with the user; nothing can be sent to it any more.",
        "receivedContactRequest"
          := "Someone asks to connect through the address of the user. Arrives only when the \
             \address does not accept requests automatically.",
        "receivedContactRequest.chat_"
          := "The chat of the contact that was made for the request; absent when none was made.",
        "newMemberContactReceivedInv" := "A member of a group offers a direct chat.",
        "newMemberContactReceivedInv.contact" := "The contact that was made for the offer.",
        "contactSndReady"
          := "The user can send to a contact that is not fully connected yet; `contactConnected` \
             \follows.",
        "contactRequestAlreadyAccepted" := "A contact whose request was accepted sent it again.",
        "businessRequestAlreadyAccepted" := "A customer whose request was accepted sent it again.",
        "contactAndMemberAssociated"
          := "A member of a group proved to be a known contact, and both are joined.",
        "contactAndMemberAssociated.updatedContact" := "The contact after that.",
        "contactPQEnabled" := "Post-quantum encryption with a contact was turned on or off.",
        "contactDisabled" := "Sending to a contact failed too often: it counts as gone."
      ]
      & prefixed "CEvt"
      & undocumentedParts
        [ "contactRequestAlreadyAccepted",
          "businessRequestAlreadyAccepted",
          "contactAndMemberAssociated",
          "contactPQEnabled",
          "contactDisabled"
        ]
