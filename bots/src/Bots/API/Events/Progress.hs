-- | Events about connections that are being made.
module Bots.API.Events.Progress
  ( ProgressEvent (..),
  )
where

import Bots.API.Types.Contacts (Contact)
import Bots.API.Types.GroupMembers (GroupMember)
import Bots.API.Types.Groups (GroupInfo)
import Bots.API.Types.Users (User)
import Bots.Declare
import Bots.Wire (Wire)
import GHC.Generics (Generic)

data ProgressEvent
  = CEvtAcceptingContactRequest {user :: User, contact :: Contact}
  | CEvtAcceptingBusinessRequest {user :: User, groupInfo :: GroupInfo}
  | CEvtContactConnecting {user :: User, contact :: Contact}
  | CEvtBusinessLinkConnecting
      { user :: User,
        groupInfo :: GroupInfo,
        hostMember :: GroupMember,
        fromContact :: Contact
      }
  | CEvtJoinedGroupMemberConnecting
      { user :: User,
        groupInfo :: GroupInfo,
        hostMember :: GroupMember,
        member :: GroupMember
      }
  | CEvtSentGroupInvitation
      { user :: User,
        groupInfo :: GroupInfo,
        contact :: Contact,
        member :: GroupMember
      }
  | CEvtGroupLinkConnecting
      { user :: User,
        groupInfo :: GroupInfo,
        hostMember :: GroupMember
      }
  deriving (Eq, Show, Generic, Wire)

instance Declared ProgressEvent where
  about =
    union
      "Events about connections that are being made."
      [ "acceptingContactRequest"
          := "The address of the user accepts a contact request automatically. The contact is \
             \connected when `contactConnected` arrives.",
        "acceptingBusinessRequest"
          := "The business address of the user accepts a customer and makes a group for the chat \
             \with it.",
        "contactConnecting"
          := "The connection with a contact is being made; `contactConnected` follows.",
        "businessLinkConnecting"
          := "The user is being connected to a business, whose chat is a group.",
        "businessLinkConnecting.hostMember" := "The business as a member of the group.",
        "businessLinkConnecting.fromContact" := "The contact that the chat began with.",
        "joinedGroupMemberConnecting"
          := "A new member was introduced and is being connected; `connectedToGroupMember` \
             \follows.",
        "joinedGroupMemberConnecting.hostMember" := "The member who introduces the new one.",
        "joinedGroupMemberConnecting.member" := "The new member.",
        "sentGroupInvitation" := "An invitation to a group was sent to a contact.",
        "groupLinkConnecting"
          := "The user is being connected to a group, or to a business, through its link; \
             \`userJoinedGroup` follows.",
        "groupLinkConnecting.hostMember" := "The member whose link it is."
      ]
      & prefixed "CEvt"
