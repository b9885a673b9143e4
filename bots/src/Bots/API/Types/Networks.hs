-- | Settings of the network.
module Bots.API.Types.Networks
  ( types,
    HostMode (..),
    SocksMode (..),
    SMPProxyMode (..),
    SMPProxyFallback (..),
    SMPWebPortServers (..),
    TransportSessionMode (..),
    KeepAliveOpts (..),
    NetworkTimeout (..),
    NetworkConfig (..),
    SimpleNetCfg (..),
    UserNetworkType (..),
    UserNetworkInfo (..),
    DatabaseDiff (..),
  )
where

import Bots.Declaration (Declaration, declareType)
import Bots.Declare
import Bots.Json (Json (..))
import Bots.Schema (TypeDef)
import Bots.Syntax
import Bots.Wire (Wire)
import Data.Int (Int64)
import Data.Text (Text)
import GHC.Generics (Generic)

types :: [Declaration TypeDef]
types =
  [ declareType @HostMode,
    declareType @SocksMode,
    declareType @SMPProxyMode,
    declareType @SMPProxyFallback,
    declareType @SMPWebPortServers,
    declareType @TransportSessionMode,
    declareType @KeepAliveOpts,
    declareType @NetworkTimeout,
    declareType @NetworkConfig,
    declareType @SimpleNetCfg,
    declareType @UserNetworkType,
    declareType @UserNetworkInfo,
    declareType @DatabaseDiff
  ]

data HostMode
  = HostModeOnionViaSocks
  | HostModeOnion
  | HostModePublic
  deriving (Eq, Show, Generic, Wire)

instance Declared HostMode where
  about =
    enumeration
      "Which of a server's host names to use."
      [ "onionViaSocks" := "Its onion name when there is a SOCKS proxy.",
        "onion" := "Only its onion name.",
        "public" := "Its public name."
      ]
      & undocumented

data SocksMode
  = SocksModeAlways
  | SocksModeOnion
  deriving (Eq, Show, Generic, Wire)

instance Declared SocksMode where
  about =
    enumeration
      "Which servers to reach through the SOCKS proxy."
      [ "always" := "All servers are reached through the proxy.",
        "onion" := "Only servers with an onion name are reached through the proxy."
      ]
      & undocumented

data SMPProxyMode
  = SMPProxyModeAlways
  | SMPProxyModeUnknown
  | SMPProxyModeUnprotected
  | SMPProxyModeNever
  deriving (Eq, Show, Generic, Wire)

instance Declared SMPProxyMode where
  about =
    enumeration
      "When to send messages through a forwarding server, which hides the IP address from the \
      \recipient's server."
      [ "always" := "Always send through a forwarding server.",
        "unknown" := "For servers that are not configured.",
        "unprotected"
          := "For servers that are not configured, unless the IP address is hidden anyhow.",
        "never" := "Never: all servers see the IP address."
      ]
      & undocumented

data SMPProxyFallback
  = SMPProxyFallbackAllow
  | SMPProxyFallbackAllowProtected
  | SMPProxyFallbackProhibit
  deriving (Eq, Show, Generic, Wire)

instance Declared SMPProxyFallback where
  about =
    enumeration
      "Whether to send directly when no forwarding server can be used."
      [ "allow" := "Send directly, so that the server of the recipient sees the IP address.",
        "allowProtected" := "Only when the IP address is hidden anyhow.",
        "prohibit" := "Do not send."
      ]
      & undocumented

data SMPWebPortServers
  = SMPWebPortServersAll
  | SMPWebPortServersPreset
  | SMPWebPortServersOff
  deriving (Eq, Show, Generic, Wire)

instance Declared SMPWebPortServers where
  about =
    enumeration
      "Which message servers to reach at port 443."
      [ "all" := "All servers whose address has no port.",
        "preset" := "Only those that came with the core.",
        "off" := "No server."
      ]
      & undocumented

data TransportSessionMode
  = TransportSessionModeUser
  | TransportSessionModeSession
  | TransportSessionModeServer
  | TransportSessionModeEntity
  deriving (Eq, Show, Generic, Wire)

instance Declared TransportSessionMode where
  about =
    enumeration
      "What shares a connection to a server."
      [ "user" := "All connections of a user to the server.",
        "session" := "Everything of a user until the core is started again.",
        "server" := "Everything of a user at one server.",
        "entity" := "Each contact and member has one of its own."
      ]
      & undocumented

data KeepAliveOpts = KeepAliveOpts
  { keepIdle :: Int,
    keepIntvl :: Int,
    keepCnt :: Int
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared KeepAliveOpts where
  about =
    record
      "How TCP finds dead connections."
      [ "keepIdle" := "Seconds without traffic before the first probe.",
        "keepIntvl" := "Seconds between probes.",
        "keepCnt" := "Probes without an answer before the connection counts as dead."
      ]
      & undocumented

data NetworkTimeout = NetworkTimeout
  { backgroundTimeout :: Int,
    interactiveTimeout :: Int
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared NetworkTimeout where
  about =
    record
      "How long to wait for a server, in microseconds."
      [ "backgroundTimeout" := "For what runs in the background.",
        "interactiveTimeout" := "For commands that a person waits for."
      ]
      & undocumented

data NetworkConfig = NetworkConfig
  { socksProxy :: Maybe Text,
    socksMode :: SocksMode,
    hostMode :: HostMode,
    requiredHostMode :: Bool,
    sessionMode :: TransportSessionMode,
    smpProxyMode :: SMPProxyMode,
    smpProxyFallback :: SMPProxyFallback,
    smpWebPortServers :: SMPWebPortServers,
    tcpConnectTimeout :: NetworkTimeout,
    tcpTimeout :: NetworkTimeout,
    tcpTimeoutPerKb :: Int64,
    rcvConcurrency :: Int,
    tcpKeepAlive :: Maybe KeepAliveOpts,
    smpPingInterval :: Int64,
    smpPingCount :: Int,
    logTLSErrors :: Bool
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared NetworkConfig where
  about =
    record
      "All network settings."
      [ "socksProxy" := "Host and port of the proxy; absent for none.",
        "smpPingInterval" := "Microseconds.",
        "socksMode" := "Which servers the proxy is for.",
        "hostMode" := "Which of a server's host names to use.",
        "requiredHostMode" := "Whether to fail when a server has no such name.",
        "sessionMode" := "What shares a connection to a server.",
        "smpProxyMode" := "When to send through a forwarding server.",
        "smpProxyFallback" := "Whether to send directly when forwarding fails.",
        "smpWebPortServers" := "Which message servers to reach at port 443.",
        "tcpConnectTimeout" := "Microseconds to wait for a connection.",
        "tcpTimeout" := "Microseconds to wait for an answer.",
        "tcpTimeoutPerKb" := "Microseconds to wait for each further kilobyte.",
        "rcvConcurrency" := "Maximum number of messages that are received at once.",
        "tcpKeepAlive" := "Absent for none.",
        "smpPingCount" := "Pings without an answer before the connection is closed.",
        "logTLSErrors" := "Whether errors of TLS are logged."
      ]
      & undocumented

data SimpleNetCfg = SimpleNetCfg
  { socksProxy :: Maybe Text,
    socksMode :: Maybe SocksMode,
    hostMode :: Maybe HostMode,
    requiredHostMode :: Bool,
    smpProxyMode :: Maybe SMPProxyMode,
    smpProxyFallback :: Maybe SMPProxyFallback,
    smpWebPortServers :: Maybe SMPWebPortServers,
    timeout :: Maybe Int,
    logTLSErrors :: Maybe Bool
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared SimpleNetCfg where
  about =
    record
      "Some network settings. What is absent gets its default; the modes of forwarding and the \
      \timeout stay as they are."
      [ "socksProxy"
          := "Host and port of the SOCKS proxy, or `on` for the default one; absent for none.",
        "timeout" := "Seconds to wait for servers.",
        "socksMode" := "Which servers the proxy is for.",
        "hostMode" := "Which of a server's host names to use.",
        "requiredHostMode" := "Whether to fail when a server has no such name.",
        "smpProxyMode" := "When to send through a forwarding server.",
        "smpProxyFallback" := "Whether to send directly when forwarding fails.",
        "smpWebPortServers" := "Which message servers to reach at port 443.",
        "logTLSErrors" := "Whether errors of TLS are logged."
      ]
      & undocumented
      & textual
        ( "socks="
            <> optionalOr "socksProxy" (word "socksProxy") "off"
            <> optional "socksMode" (" socks-mode=" <> oneOf ["always", "onion"] "socksMode")
            <> optional
              "hostMode"
              ( " host-mode="
                  <> choiceOf
                    [ ("onionViaSocks", "onion"),
                      ("public", "public")
                    ]
                    "hostMode"
              )
            <> bareFlag " required-host-mode" [] "requiredHostMode"
            <> optional
              "smpProxyMode"
              ( " smp-proxy="
                  <> oneOf ["always", "unknown", "unprotected", "never"] "smpProxyMode"
              )
            <> optional
              "smpProxyFallback"
              ( " smp-proxy-fallback="
                  <> choiceOf
                    [ ("allow", "yes"),
                      ("allowProtected", "protected"),
                      ("prohibit", "no")
                    ]
                    "smpProxyFallback"
              )
            <> alsoReads
              ( optional
                  "smpWebPortServers"
                  ( " smp-web-port-servers="
                      <> oneOf ["all", "preset", "off"] "smpWebPortServers"
                  )
              )
              [Reading " smp-web-port" [("smpWebPortServers", String "all")]]
            <> optional "timeout" (" timeout=" <> number "timeout")
            <> optional "logTLSErrors" (" log=" <> switch "logTLSErrors")
        )
    where
      -- Not 'choice', so that a builder carries one function for all of them.
      oneOf names = choiceOf [(name, name) | name <- names]

data UserNetworkType
  = UserNetworkTypeNone
  | UserNetworkTypeCellular
  | UserNetworkTypeWifi
  | UserNetworkTypeEthernet
  | UserNetworkTypeOther
  deriving (Eq, Show, Generic, Wire)

instance Declared UserNetworkType where
  about =
    enumeration
      "Kind of network that a device is in."
      [ "none" := "There is no network.",
        "cellular" := "A mobile network.",
        "wifi" := "Wi-Fi.",
        "ethernet" := "A network by cable.",
        "other" := "A network of another kind."
      ]
      & undocumented

data UserNetworkInfo = UserNetworkInfo
  { networkType :: UserNetworkType,
    online :: Bool
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared UserNetworkInfo where
  about =
    record
      "What a device knows about its network."
      [ "networkType" := "The kind of network.",
        "online" := "Whether the network reaches the internet."
      ]
      & undocumented

data DatabaseDiff = DatabaseDiff
  { missingIds :: [Text],
    extraIds :: [Text]
  }
  deriving (Eq, Show, Generic, Wire)

instance Declared DatabaseDiff where
  about =
    record
      "In which ids the two databases of the core differ."
      [ "missingIds" := "Only in the chat database.",
        "extraIds" := "Only in the agent's database."
      ]
      & undocumented
