-- | What the core reports on its own, by what it is about.
module Bots.API.Events
  ( events,
  )
where

import Bots.API.Events.Calls (CallEvent)
import Bots.API.Events.Contacts (ContactEvent)
import Bots.API.Events.Core (CoreEvent)
import Bots.API.Events.Errors (ErrorEvent)
import Bots.API.Events.Files (FileEvent)
import Bots.API.Events.Groups (GroupEvent)
import Bots.API.Events.Messages (MessageEvent)
import Bots.API.Events.Network (NetworkEvent)
import Bots.API.Events.Progress (ProgressEvent)
import Bots.API.Events.RemoteControl (RemoteControlEvent)
import Bots.API.Events.Security (SecurityEvent)
import Bots.Declaration (Declaration, declareMembers)
import Bots.Schema (Area (..), Member)

events :: [Area (Declaration [Member])]
events =
  [ Area "Contact connection events" [declareMembers @ContactEvent],
    Area "Message events" [declareMembers @MessageEvent],
    Area "Group events" [declareMembers @GroupEvent],
    Area "File events" [declareMembers @FileEvent],
    Area "Connection progress events" [declareMembers @ProgressEvent],
    Area "Network connection events" [declareMembers @NetworkEvent],
    Area "Error events" [declareMembers @ErrorEvent],
    Area "Connection security events" [declareMembers @SecurityEvent],
    Area "Call events" [declareMembers @CallEvent],
    Area "Remote control events" [declareMembers @RemoteControlEvent],
    Area "Core events" [declareMembers @CoreEvent]
  ]
