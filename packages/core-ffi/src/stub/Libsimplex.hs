{-# LANGUAGE CApiFFI #-}
{-# LANGUAGE ForeignFunctionInterface #-}
{-# LANGUAGE OverloadedStrings #-}

-- | A stub of libsimplex with the real run-time system.
--
-- The C stub beside this file answers whatever a test wants, but its threads are cheap. In the real
-- library all calls share one capability of GHC's run-time system: two calls that compute do not
-- run at the same time, each further operating system thread costs switches, and the run-time
-- system keeps records of every thread that entered it. Benchmarks and tests of the pool's threads
-- need that, and this module has it: the same C functions, real threads, a real heap. The work of a
-- command is set by the command, see 'scripted'.
module Libsimplex () where

import Control.Concurrent (forkIO, threadDelay)
import Control.Concurrent.MVar
import Control.Concurrent.STM
import Control.Monad
import qualified Data.ByteString.Char8 as B
import qualified Data.ByteString.Unsafe as B
import Data.IORef
import Data.List (find)
import Data.Maybe (fromMaybe)
import Foreign hiding (void)
import Foreign.C
import System.IO.Unsafe (unsafePerformIO)
import System.Timeout (timeout)

data Controller = Controller
  { events :: TBQueue B.ByteString,
    answers :: IORef [Recorded],
    frames :: IORef [B.ByteString]
  }

-- | An answer to the commands with a prefix, and what they do before it.
data Recorded = Recorded
  { prefix :: B.ByteString,
    before :: IO (),
    reply :: B.ByteString
  }

-- | What @\/stub wait@ waits for, by name; shared by all controllers.
gates :: MVar [(B.ByteString, MVar ())]
gates = unsafePerformIO (newMVar [])
{-# NOINLINE gates #-}

-- * The functions of libsimplex

type Ctrl = StablePtr Controller

foreign export ccall "chat_migrate_init" migrateInit :: CString -> CString -> CString -> Ptr Ctrl -> IO CString

foreign export ccall "chat_close_store" closeStore :: Ctrl -> IO CString

foreign export ccall "chat_send_cmd" sendCommand :: Ctrl -> CString -> IO CString

foreign export ccall "chat_recv_msg_wait" receive :: Ctrl -> CInt -> IO CString

foreign export ccall "chat_write_file" writeFile' :: Ctrl -> CString -> Ptr Word8 -> CInt -> IO CString

foreign export ccall "chat_read_file" readFile' :: CString -> CString -> CString -> IO (Ptr Word8)

foreign export ccall "chat_encrypt_file" encryptFile :: Ctrl -> CString -> CString -> IO CString

foreign export ccall "chat_decrypt_file" decryptFile :: CString -> CString -> CString -> CString -> IO CString

migrateInit :: CString -> CString -> CString -> Ptr Ctrl -> IO CString
migrateInit path key _confirm ctrl = do
  -- A key @compute US@ has it take that long.
  script <- B.words <$> B.packCString key
  case script of
    ["compute", us] -> compute (number us) 50
    _ -> pure ()
  database <- B.packCString path
  forM_ ["_chat.db", "_agent.db"] $ \suffix -> B.appendFile (B.unpack (database <> suffix)) ""
  controller <- Controller <$> newTBQueueIO 1024 <*> newIORef [] <*> newIORef []
  newStablePtr controller >>= poke ctrl
  text "{\"type\":\"ok\"}"

closeStore :: Ctrl -> IO CString
closeStore _ = text ""

sendCommand :: Ctrl -> CString -> IO CString
sendCommand ctrl command = do
  controller <- deRefStablePtr ctrl
  B.packCString command >>= answer controller >>= text

-- | As the real one does it: a timeout of the run-time system around a read of the queue.
receive :: Ctrl -> CInt -> IO CString
receive ctrl wait = do
  controller <- deRefStablePtr ctrl
  event <- timeout (fromIntegral wait) (atomically (readTBQueue (events controller)))
  text (fromMaybe "" event)

-- The stub has no files: nothing that is measured with it needs one.
writeFile' :: Ctrl -> CString -> Ptr Word8 -> CInt -> IO CString
writeFile' _ _ _ _ = text noFiles

encryptFile :: Ctrl -> CString -> CString -> IO CString
encryptFile _ _ _ = text noFiles

readFile' :: CString -> CString -> CString -> IO (Ptr Word8)
readFile' _ _ _ = castPtr <$> text "\1the stub has no files"

decryptFile :: CString -> CString -> CString -> CString -> IO CString
decryptFile _ _ _ _ = text "the stub has no files"

noFiles :: B.ByteString
noFiles = "{\"type\":\"error\",\"writeError\":\"the stub has no files\"}"

-- | A C string of its own, to be freed by the caller.
text :: B.ByteString -> IO CString
text bytes = B.unsafeUseAsCStringLen bytes $ \(from, size) -> do
  to <- mallocBytes (size + 1)
  copyBytes to from size
  pokeByteOff to size (0 :: Word8)
  pure to

-- * Commands

answer :: Controller -> B.ByteString -> IO B.ByteString
answer controller command =
  case B.stripPrefix "/stub " command of
    Just script -> scripted controller (B.words script) (B.drop 1 (B.dropWhile (/= ' ') script))
    Nothing -> do
      recorded <- readIORef (answers controller)
      case find ((`B.isPrefixOf` command) . prefix) recorded of
        Just found -> reply found <$ before found
        Nothing -> pure unknown
  where
    unknown = "{\"error\":{\"type\":\"error\",\"errorType\":{\"type\":\"commandError\",\"message\":\"Failed reading: empty\"}}}"

-- | The words of a script, and all text after the first:
--
-- * @echo TEXT@ answers with the text.
-- * @compute US CALLS@ computes for @US@ microseconds of the thread's processor time, and leaves the
--   run-time system @CALLS@ times meanwhile, as a query of the database does.
-- * @sleep MS@ waits, as a command does that waits for the network.
-- * @wait NAME@ waits until @open NAME@ is sent.
-- * @on PREFIX => ANSWER@ records an answer for commands with this prefix; with @busy US CALLS PREFIX
--   => ANSWER@ they compute first.
-- * @frames FILE@ reads recorded events, one a line; @flood COUNT@ sends them as fast as they are
--   taken, @events COUNT US@ sends one every @US@ microseconds.
scripted :: Controller -> [B.ByteString] -> B.ByteString -> IO B.ByteString
scripted controller script rest = case script of
  "echo" : _ -> pure rest
  ["compute", us, calls] -> ok <* compute (number us) (number calls)
  ["sleep", ms] -> ok <* threadDelay (1000 * number ms)
  ["wait", name] -> ok <* (gate name >>= readMVar)
  ["open", name] -> ok <* (gate name >>= flip tryPutMVar ())
  "on" : _ -> record (pure ()) rest
  "busy" : us : calls : _ -> record (compute (number us) (number calls)) (afterWords 2 rest)
  ["frames", file] -> B.readFile (B.unpack file) >>= (ok <*) . writeIORef (frames controller) . B.lines
  ["flood", count] -> ok <* forkIO (emit (number count) (pure ()))
  ["events", count, us] -> ok <* forkIO (emit (number count) (threadDelay (number us)))
  _ -> pure "{\"error\":{\"type\":\"error\",\"errorType\":{\"type\":\"commandError\",\"message\":\"no such script\"}}}"
  where
    ok = pure "{\"result\":{\"type\":\"cmdOk\"}}"
    record work' line = do
      let (start, arrow) = B.breakSubstring " => " line
      ok <* modifyIORef' (answers controller) (Recorded start work' (B.drop 4 arrow) :)
    afterWords count line = iterate (B.drop 1 . B.dropWhile (/= ' ')) line !! count
    emit count pause = do
      recorded <- readIORef (frames controller)
      forM_ (take count (cycle recorded)) $ \frame -> pause >> atomically (writeTBQueue (events controller) frame)

number :: B.ByteString -> Int
number = maybe 0 fst . B.readInt

gate :: B.ByteString -> IO (MVar ())
gate name = modifyMVar gates $ \known -> case lookup name known of
  Just found -> pure (known, found)
  Nothing -> (\made -> ((B.copy name, made) : known, made)) <$> newEmptyMVar

-- * Work

-- | Builds lists and sums them up, so that it allocates as real work does. The processor time is
-- that of the thread, so that a busy machine does not shorten the work; the Haskell thread of a
-- foreign export stays on the operating system's thread that called.
compute :: Int -> Int -> IO ()
compute us calls = do
  start <- processorMicroseconds
  let every = if calls > 0 then us `div` calls else maxBound
      go due = do
        now <- subtract start <$> processorMicroseconds
        when (now < us) $ do
          when (now >= due) (void leave)
          when (work now == 0) (pure ())
          go (if now >= due then due + every else due)
  go every

work :: Int -> Int
work seed = sum (map (* 3) (filter odd [seed .. seed + 300]))
{-# NOINLINE work #-}

processorMicroseconds :: IO Int
processorMicroseconds = allocaBytes 16 $ \time -> do
  void (clockGettime threadCpuTime time)
  seconds <- peekByteOff time 0 :: IO Int64
  nanoseconds <- peekByteOff time 8 :: IO Int64
  pure (fromIntegral (seconds * 1000000 + nanoseconds `div` 1000))

-- | CLOCK_THREAD_CPUTIME_ID of Linux.
threadCpuTime :: CInt
threadCpuTime = 3

foreign import capi unsafe "time.h clock_gettime" clockGettime :: CInt -> Ptr a -> IO CInt

-- | A safe call: the run-time system gives up its capability and takes it back.
foreign import capi safe "unistd.h getppid" leave :: IO CInt
