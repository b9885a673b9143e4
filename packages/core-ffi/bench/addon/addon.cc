// What a native library is usually bound with: node-addon-api, one AsyncWorker per call, so that
// every call blocks one of libuv's threads. Only what the comparison needs.
#include <napi.h>

#include <dlfcn.h>

#include <string>

namespace {

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

void *Controller(const Napi::Value &value) {
  return reinterpret_cast<void *>(static_cast<intptr_t>(value.As<Napi::Number>().Int64Value()));
}

Napi::Value Send(const Napi::CallbackInfo &info) {
  auto *call = new Call(info.Env(), Controller(info[0]), info[1].As<Napi::String>(), 0);
  call->Queue();
  return call->Promise();
}

Napi::Value Receive(const Napi::CallbackInfo &info) {
  auto *call =
      new Call(info.Env(), Controller(info[0]), "", info[1].As<Napi::Number>().Int32Value());
  call->Queue();
  return call->Promise();
}

// load(path): the run-time system is started by the other side of the comparison.
Napi::Value Load(const Napi::CallbackInfo &info) {
  void *lib = dlopen(info[0].As<Napi::String>().Utf8Value().c_str(), RTLD_NOW | RTLD_LOCAL);
  if (!lib) throw Napi::Error::New(info.Env(), dlerror());
  send_cmd = reinterpret_cast<decltype(send_cmd)>(dlsym(lib, "chat_send_cmd"));
  recv_msg_wait = reinterpret_cast<decltype(recv_msg_wait)>(dlsym(lib, "chat_recv_msg_wait"));
  release = reinterpret_cast<decltype(release)>(dlsym(lib, "free"));
  return info.Env().Undefined();
}

// open(path): a controller.
Napi::Value Open(const Napi::CallbackInfo &info) {
  void *lib = dlopen(info[0].As<Napi::String>().Utf8Value().c_str(), RTLD_NOW | RTLD_LOCAL);
  auto migrate = reinterpret_cast<char *(*)(const char *, const char *, const char *, void **)>(
      dlsym(lib, "chat_migrate_init"));
  void *ctrl = nullptr;
  release(migrate(info[1].As<Napi::String>().Utf8Value().c_str(), "", "yesUp", &ctrl));
  return Napi::Number::New(info.Env(), static_cast<double>(reinterpret_cast<intptr_t>(ctrl)));
}

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("load", Napi::Function::New(env, Load));
  exports.Set("open", Napi::Function::New(env, Open));
  exports.Set("send", Napi::Function::New(env, Send));
  exports.Set("receive", Napi::Function::New(env, Receive));
  return exports;
}

NODE_API_MODULE(addon, Init)

}  // namespace
