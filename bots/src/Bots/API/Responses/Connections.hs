-- | Answers to commands about connecting.
module Bots.API.Responses.Connections
  ( ConnectionResponse (..),
  )
where

import Bots.API.Types.ChatItems (AChat)
import Bots.API.Types.ConnectionPlans (ConnectionPlan, RelayConnectionResult)
import Bots.API.Types.Connections (PendingContactConnection)
import Bots.API.Types.Contacts (Contact, UserContactRequest)
import Bots.API.Types.Domains (SimplexNameInfo)
import Bots.API.Types.GroupMembers (GroupMember)
import Bots.API.Types.Groups (GroupInfo)
import Bots.API.Types.Links (CreatedConnLink)
import Bots.API.Types.Users (Profile, User)
import Bots.Declare
import Bots.Wire (Wire)
import GHC.Generics (Generic)

data ConnectionResponse
  = CRAcceptingContactRequest {user :: User, contact :: Contact}
  | CRConnectionPlan
      { user :: User,
        connLink :: CreatedConnLink,
        planSimplexName :: Maybe SimplexNameInfo,
        otherSimplexName :: Maybe SimplexNameInfo,
        connectionPlan :: ConnectionPlan
      }
  | CRContactAlreadyExists {user :: User, contact :: Contact}
  | CRContactRequestRejected
      { user :: User,
        contactRequest :: UserContactRequest,
        contact_ :: Maybe Contact
      }
  | CRInvitation
      { user :: User,
        connLinkInvitation :: CreatedConnLink,
        connection :: PendingContactConnection
      }
  | CRSentConfirmation
      { user :: User,
        connection :: PendingContactConnection,
        customUserProfile :: Maybe Profile
      }
  | CRSentInvitation
      { user :: User,
        connection :: PendingContactConnection,
        customUserProfile :: Maybe Profile
      }
  | CRNewMemberContact
      { user :: User,
        contact :: Contact,
        groupInfo :: GroupInfo,
        member :: GroupMember
      }
  | CRNewMemberContactSentInv
      { user :: User,
        contact :: Contact,
        groupInfo :: GroupInfo,
        member :: GroupMember
      }
  | CRConnectionIncognitoUpdated
      { user :: User,
        toConnection :: PendingContactConnection,
        customUserProfile :: Maybe Profile
      }
  | CRConnectionUserChanged
      { user :: User,
        fromConnection :: PendingContactConnection,
        toConnection :: PendingContactConnection,
        newUser :: User
      }
  | CRNewPreparedChat {user :: User, chat :: AChat}
  | CRContactUserChanged
      { user :: User,
        fromContact :: Contact,
        newUser :: User,
        toContact :: Contact
      }
  | CRGroupUserChanged {user :: User, fromGroup :: GroupInfo, newUser :: User, toGroup :: GroupInfo}
  | CRStartedConnectionToContact
      { user :: User,
        contact :: Contact,
        customUserProfile :: Maybe Profile
      }
  | CRStartedConnectionToGroup
      { user :: User,
        groupInfo :: GroupInfo,
        customUserProfile :: Maybe Profile,
        relayResults :: [RelayConnectionResult]
      }
  | CRSentInvitationToContact {user :: User, contact :: Contact, customUserProfile :: Maybe Profile}
  | CRMemberContactAccepted {user :: User, contact :: Contact}
  deriving (Eq, Show, Generic, Wire)

instance Declared ConnectionResponse where
  about =
    union
      "Answers to commands about connecting."
      [ "acceptingContactRequest"
          := "A contact request is being accepted. The contact is connected when the event \
             \`contactConnected` arrives.",
        "connectionPlan"
          := "What a link leads to. It answers Connect, too, when the link leads to a known \
             \contact; no connection is made then.",
        "connectionPlan.connLink" := "The link in the form that APIConnect takes.",
        "connectionPlan.planSimplexName" := "The SimpleX name that the plan is about.",
        "connectionPlan.otherSimplexName" := "Another SimpleX name that the target claims.",
        "contactAlreadyExists"
          := "The link is the address of a contact that exists already; nothing was sent.",
        "contactRequestRejected" := "The contact request was rejected.",
        "contactRequestRejected.contact_"
          := "The contact that was made for the request and is deleted with it.",
        "invitation" := "A one-time invitation link was made.",
        "invitation.connLinkInvitation" := "The link to hand to one other person.",
        "invitation.connection" := "The connection that waits until someone uses the link.",
        "sentConfirmation"
          := "A one-time invitation was accepted. The contact comes with the event \
             \`contactConnected`.",
        "sentConfirmation.customUserProfile"
          := "The random profile that is shown instead of the own one; present only for an \
             \incognito connection.",
        "sentInvitation"
          := "A request to connect was sent to an address or a group link. The other side may \
             \have to accept it first.",
        "sentInvitation.customUserProfile"
          := "The random profile that is shown instead of the own one; present only for an \
             \incognito connection.",
        "newMemberContact"
          := "A direct contact with a group member was made. The member does not know of it until \
             \the invitation is sent.",
        "newMemberContactSentInv"
          := "The invitation to a direct contact was sent to a group member.",
        "connectionIncognitoUpdated" := "An unused invitation is incognito, or is so no more.",
        "connectionUserChanged"
          := "An unused invitation was moved to another user; it has a new link.",
        "newPreparedChat" := "A chat was made from a link; nothing was sent yet.",
        "contactUserChanged" := "A prepared contact was moved to another user.",
        "groupUserChanged" := "A prepared group was moved to another user.",
        "startedConnectionToContact" := "A request was sent to a prepared contact.",
        "startedConnectionToGroup" := "A request was sent to a prepared group or channel.",
        "startedConnectionToGroup.relayResults"
          := "Only of channels: what came of each chat relay.",
        "sentInvitationToContact" := "A request was sent to the address of a known profile.",
        "memberContactAccepted"
          := "The direct invitation of a member was accepted; `contactConnected` follows."
      ]
      & prefixed "CR"
      & undocumentedParts
        [ "newMemberContact",
          "newMemberContactSentInv",
          "connectionIncognitoUpdated",
          "connectionUserChanged",
          "newPreparedChat",
          "contactUserChanged",
          "groupUserChanged",
          "startedConnectionToContact",
          "startedConnectionToGroup",
          "sentInvitationToContact",
          "memberContactAccepted"
        ]
