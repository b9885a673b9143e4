-- | Events about moving queues and agreeing on keys.
module Bots.API.Events.Security
  ( SecurityEvent (..),
  )
where

import Bots.API.Types.Contacts (Contact)
import Bots.API.Types.GroupMembers (GroupMember)
import Bots.API.Types.Groups (GroupInfo)
import Bots.API.Types.Queues (RatchetSyncProgress, SwitchProgress)
import Bots.API.Types.Users (User)
import Bots.Declare
import Bots.Wire (Wire)
import GHC.Generics (Generic)

data SecurityEvent
  = CEvtContactSwitch {user :: User, contact :: Contact, switchProgress :: SwitchProgress}
  | CEvtGroupMemberSwitch
      { user :: User,
        groupInfo :: GroupInfo,
        member :: GroupMember,
        switchProgress :: SwitchProgress
      }
  | CEvtContactRatchetSync
      { user :: User,
        contact :: Contact,
        ratchetSyncProgress :: RatchetSyncProgress
      }
  | CEvtGroupMemberRatchetSync
      { user :: User,
        groupInfo :: GroupInfo,
        member :: GroupMember,
        ratchetSyncProgress :: RatchetSyncProgress
      }
  deriving (Eq, Show, Generic, Wire)

instance Declared SecurityEvent where
  about =
    union
      "Events about moving queues and agreeing on keys."
      [ "contactSwitch"
          := "A step of moving the queue of a contact to another server, by either side.",
        "groupMemberSwitch"
          := "A step of moving the queue of a member to another server, by either side.",
        "contactRatchetSync"
          := "Encryption with a contact is out of step, being agreed anew, or agreed.",
        "groupMemberRatchetSync"
          := "Encryption with a member is out of step, being agreed anew, or agreed."
      ]
      & prefixed "CEvt"
      & undocumentedParts
        [ "contactSwitch",
          "groupMemberSwitch",
          "contactRatchetSync",
          "groupMemberRatchetSync"
        ]
