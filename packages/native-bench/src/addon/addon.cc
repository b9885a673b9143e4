// What a native library is usually bound with: node-addon-api, one AsyncWorker per call, so that
// every call blocks one of libuv's threads. Only what the comparison needs.
#include <napi.h>

#include <dlfcn.h>

#include <string>

namespace {

void (*hs_init)(int *, char ***);
char *(*migrate)(const char *, const char *, const char *, void **);
char *(*send_cmd)(void *, const char *);
char *(*recv_msg_wait)(void *, int);
void (*release)(void *);

class Call : public Napi::AsyncWorker {
 public:
  Call(Napi::Env env, void *ctrl, std::string cmd, int wait)
      : AsyncWorker(env), deferred_(env), ctrl_(ctrl), cmd_(std::move(cmd)), wait_(wait) {}

  Napi::Promise Promise() { return deferred_.Promise(); }

  void Execute() override {
    char *text = wait_ ? recv_msg_wait(ctrl_, wait_) : send_cmd(ctrl_, cmd_.c_str());
    if (!text) return SetError("NULL");
    answer_ = text;
    release(text);
  }

  void OnOK() override { deferred_.Resolve(Napi::String::New(Env(), answer_)); }
  void OnError(const Napi::Error &e) override { deferred_.Reject(e.Value()); }

 private:
  Napi::Promise::Deferred deferred_;
  void *ctrl_;
  std::string cmd_, answer_;
  int wait_;
};

class Opening : public Napi::AsyncWorker {
 public:
  Opening(Napi::Env env, std::string path, std::string key)
      : AsyncWorker(env), deferred_(env), path_(std::move(path)), key_(std::move(key)) {}
  Napi::Promise Promise() { return deferred_.Promise(); }
  void Execute() override { release(migrate(path_.c_str(), key_.c_str(), "yesUp", &ctrl_)); }
  void OnOK() override {
    deferred_.Resolve(
        Napi::Number::New(Env(), static_cast<double>(reinterpret_cast<intptr_t>(ctrl_))));
  }

 private:
  Napi::Promise::Deferred deferred_;
  std::string path_, key_;
  void *ctrl_ = nullptr;
};

void *Controller(const Napi::Value &value) {
  return reinterpret_cast<void *>(static_cast<intptr_t>(value.As<Napi::Number>().Int64Value()));
}

template <typename F>
void Find(void *lib, F &function, const char *name) {
  function = reinterpret_cast<F>(dlsym(lib, name));
}

// load(path): finds the functions of the library.
Napi::Value Load(const Napi::CallbackInfo &info) {
  void *lib = dlopen(info[0].As<Napi::String>().Utf8Value().c_str(), RTLD_NOW | RTLD_LOCAL);
  if (!lib) throw Napi::Error::New(info.Env(), dlerror());
  Find(lib, hs_init, "hs_init_with_rtsopts");
  Find(lib, migrate, "chat_migrate_init");
  Find(lib, send_cmd, "chat_send_cmd");
  Find(lib, recv_msg_wait, "chat_recv_msg_wait");
  Find(lib, release, "free");
  return info.Env().Undefined();
}

// start(): the run-time system, with the flags of core-ffi, where core-ffi has not started it.
Napi::Value Start(const Napi::CallbackInfo &info) {
  static const char *args[] = {"simplex", "+RTS", "-A64m",
                               "-H64m",   "-xn",  "--install-signal-handlers=no", nullptr};
  static int count = 6;
  static char **argv = const_cast<char **>(args);
  hs_init(&count, &argv);
  return info.Env().Undefined();
}

Napi::Value Open(const Napi::CallbackInfo &info) {
  auto *opening = new Opening(info.Env(), info[0].As<Napi::String>(), info[1].As<Napi::String>());
  opening->Queue();
  return opening->Promise();
}

Napi::Value Send(const Napi::CallbackInfo &info) {
  auto *call = new Call(info.Env(), Controller(info[0]), info[1].As<Napi::String>(), 0);
  call->Queue();
  return call->Promise();
}

// sendSync(ctrl, command): the limit of any binding.
Napi::Value SendSync(const Napi::CallbackInfo &info) {
  char *text = send_cmd(Controller(info[0]), info[1].As<Napi::String>().Utf8Value().c_str());
  Napi::Value answer = Napi::String::New(info.Env(), text);
  release(text);
  return answer;
}

Napi::Value Receive(const Napi::CallbackInfo &info) {
  auto *call =
      new Call(info.Env(), Controller(info[0]), "", info[1].As<Napi::Number>().Int32Value());
  call->Queue();
  return call->Promise();
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("load", Napi::Function::New(env, Load));
  exports.Set("start", Napi::Function::New(env, Start));
  exports.Set("open", Napi::Function::New(env, Open));
  exports.Set("send", Napi::Function::New(env, Send));
  exports.Set("sendSync", Napi::Function::New(env, SendSync));
  exports.Set("receive", Napi::Function::New(env, Receive));
  return exports;
}

NODE_API_MODULE(addon, Init)

}  // namespace
