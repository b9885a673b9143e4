/* A scripted stub of libsimplex.
 *
 * It exports the functions of the real library with their signatures, and behaves as the real one
 * was seen to behave: parallel calls from any thread, timeouts as empty strings, a crash on NULL,
 * the end of the process when it is called before hs_init. What the real core does rarely (hang,
 * answer NULL, send invalid UTF-8, answer with 64 MiB) it does on command: see `scripted`. */
#define _GNU_SOURCE
#include "memory.h"

#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define EXPORT __attribute__((visibility("default")))
#define MAX_CONTROLLERS 4096

typedef struct event {
  char *text;
  struct event *next;
} event;

typedef struct canned {
  char *prefix, *answer;
  struct canned *next;
} canned;

typedef struct {
  int used, closed;
  pthread_mutex_t lock;
  pthread_cond_t arrived;
  event *head, *tail;
  long flood;      /* events still to be invented from the loaded frames */
  long next_frame;
  enum { RECV_NORMAL, RECV_NULL, RECV_AT_ONCE, RECV_HANG } recv;
  canned *script;
} controller;

static pthread_mutex_t world = PTHREAD_MUTEX_INITIALIZER;
static controller controllers[MAX_CONTROLLERS];
static int controller_count;
static atomic_int initialised, threads_entered, threads_done, in_calls, most_in_calls;
static atomic_llong commands;
static int rts_argc;
static char **rts_argv;
static char **frames;
static long frame_count;
static _Thread_local int entered;

/* ---- helpers ---- */

__attribute__((constructor)) static void find_real_free(void) {
  real_free = (void (*)(void *))dlsym(RTLD_NEXT, "free");
}

static void crash(void) { *(volatile int *)0 = 0; }

static void enter(void) {
  if (!atomic_load(&initialised)) {
    fprintf(stderr, "newBoundTask: RTS is not initialised; call hs_init() first\n");
    _exit(1);
  }
  if (!entered) {
    entered = 1;
    atomic_fetch_add(&threads_entered, 1);
  }
}

static controller *at(void *ctrl) {
  enter();
  intptr_t id = (intptr_t)ctrl;
  if (id < 1 || id > controller_count || !controllers[id - 1].used) crash();
  return &controllers[id - 1];
}

static void sleep_ms(long ms) {
  struct timespec t = {ms / 1000, ms % 1000 * 1000000};
  while (nanosleep(&t, &t) && errno == EINTR) {
  }
}

static char *copy(const char *text) { return strdup(text); }

static const char *after(const char *text, const char *prefix) {
  size_t size = strlen(prefix);
  return strncmp(text, prefix, size) == 0 ? text + size : NULL;
}

/* ---- the run-time system ---- */

EXPORT void hs_init_with_rtsopts(int *argc, char ***argv) {
  if (!argc || !argv) crash();
  rts_argc = *argc; /* kept, not copied: the real one keeps a pointer to the program's name */
  rts_argv = *argv;
  atomic_fetch_add(&initialised, 1);
}

EXPORT void hs_thread_done(void) {
  if (!entered) return;
  entered = 0;
  atomic_fetch_add(&threads_done, 1);
}

/* ---- databases ---- */

static void make_folders(const char *file) {
  char path[4200];
  snprintf(path, sizeof path, "%s", file);
  for (char *p = path + 1; *p; p++)
    if (*p == '/') {
      *p = 0;
      mkdir(path, 0777);
      *p = '/';
    }
}

/* A "database" is a file that holds its key. Returns 0 when the key is not the one it was made with. */
static int key_fits(const char *file, const char *key) {
  char agent[4200];
  FILE *f = fopen(file, "r");
  if (!f) {
    make_folders(file);
    f = fopen(file, "w");
    if (!f) return -1;
    fprintf(f, "stub:%s", key);
    fclose(f);
    snprintf(agent, sizeof agent, "%.*s_agent.db", (int)(strlen(file) - strlen("_chat.db")), file);
    f = fopen(agent, "w");
    if (!f) return -1;
    fclose(f);
    return 1;
  }
  char kept[1024] = {0};
  size_t size = fread(kept, 1, sizeof kept - 1, f);
  fclose(f);
  (void)size;
  const char *its = after(kept, "stub:");
  return its && strcmp(its, key) == 0;
}

/* Gates: `wait NAME` does not return before `open NAME` was said, so that a test of what runs beside
 * what needs no sleeping. */
static pthread_mutex_t gate_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t gate_opened = PTHREAD_COND_INITIALIZER;
static struct gate {
  char *name;
  struct gate *next;
} *open_gates;

static int is_open(const char *name) {
  for (struct gate *g = open_gates; g; g = g->next)
    if (strcmp(g->name, name) == 0) return 1;
  return 0;
}

static void wait_at_gate(const char *name) {
  pthread_mutex_lock(&gate_lock);
  while (!is_open(name)) pthread_cond_wait(&gate_opened, &gate_lock);
  pthread_mutex_unlock(&gate_lock);
}

static void open_gate(const char *name) {
  pthread_mutex_lock(&gate_lock);
  struct gate *g = malloc(sizeof *g);
  *g = (struct gate){copy(name), open_gates};
  open_gates = g;
  pthread_cond_broadcast(&gate_opened);
  pthread_mutex_unlock(&gate_lock);
}

/* A key that starts with `stub:` is a script: `stub:sleep MS`, `stub:wait GATE`,
 * `stub:null`, `stub:answer TEXT`. */
EXPORT char *chat_migrate_init(const char *path, const char *key, const char *confirm, void **ctrl) {
  enter();
  if (!path || !key || !confirm || !ctrl) crash();
  const char *rest;
  if ((rest = after(key, "stub:sleep "))) sleep_ms(atol(rest));
  if ((rest = after(key, "stub:wait "))) wait_at_gate(rest);
  if (after(key, "stub:null")) return NULL;
  if ((rest = after(key, "stub:answer "))) return hand_out_text(rest);
  if (strcmp(confirm, "yesUp") && strcmp(confirm, "yesUpDown") && strcmp(confirm, "console") &&
      strcmp(confirm, "error"))
    return hand_out_text("{\"type\":\"invalidConfirmation\"}");

  char file[4200], answer[4400];
  snprintf(file, sizeof file, "%s_chat.db", path);
  int fits = after(key, "stub:") ? 1 : key_fits(file, key);
  if (fits < 0) {
    snprintf(answer, sizeof answer,
             "{\"type\":\"errorSQL\",\"dbFile\":\"%s\",\"migrationSQLError\":\"unable to open database file\"}", file);
    return hand_out_text(answer);
  }
  if (!fits) {
    snprintf(answer, sizeof answer, "{\"type\":\"errorNotADatabase\",\"dbFile\":\"%s\"}", file);
    return hand_out_text(answer);
  }

  pthread_mutex_lock(&world);
  if (controller_count == MAX_CONTROLLERS) crash();
  controller *c = &controllers[controller_count];
  pthread_condattr_t attr;
  pthread_condattr_init(&attr);
#ifndef __APPLE__
  pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
#endif
  pthread_mutex_init(&c->lock, NULL);
  pthread_cond_init(&c->arrived, &attr);
  c->used = 1;
  *ctrl = (void *)(intptr_t)++controller_count;
  pthread_mutex_unlock(&world);
  return hand_out_text("{\"type\":\"ok\"}");
}

EXPORT char *chat_close_store(void *ctrl) {
  controller *c = at(ctrl);
  for (canned *s = c->script; s; s = s->next) {
    if (strcmp(s->prefix, "close")) continue;
    const char *rest;
    if ((rest = after(s->answer, "sleep "))) sleep_ms(atol(rest));
    else if ((rest = after(s->answer, "wait "))) wait_at_gate(rest);
    else return hand_out_text(s->answer);
  }
  c->closed = 1;
  return hand_out_text("");
}

/* ---- events ---- */

static void push(controller *c, char *text) {
  event *e = malloc(sizeof *e);
  *e = (event){text, NULL};
  pthread_mutex_lock(&c->lock);
  if (c->tail) c->tail->next = e;
  else c->head = e;
  c->tail = e;
  pthread_cond_signal(&c->arrived);
  pthread_mutex_unlock(&c->lock);
}

static char *pop(controller *c) {
  event *e = c->head;
  if (e) {
    c->head = e->next;
    if (!c->head) c->tail = NULL;
    char *text = hand_out_text(e->text);
    release(e->text);
    release(e);
    return text;
  }
  if (c->flood > 0 && frame_count > 0) {
    c->flood--;
    return hand_out_text(frames[c->next_frame++ % frame_count]);
  }
  return NULL;
}

static struct timespec deadline(int microseconds) {
  struct timespec t;
#ifdef __APPLE__
  clock_gettime(CLOCK_REALTIME, &t);
#else
  clock_gettime(CLOCK_MONOTONIC, &t);
#endif
  t.tv_sec += microseconds / 1000000;
  t.tv_nsec += microseconds % 1000000 * 1000L;
  if (t.tv_nsec >= 1000000000L) {
    t.tv_nsec -= 1000000000L;
    t.tv_sec++;
  }
  return t;
}

/* As recorded: 0 never returns an event, a negative wait blocks, a timeout is an empty string. */
EXPORT char *chat_recv_msg_wait(void *ctrl, int wait) {
  controller *c = at(ctrl);
  if (wait == 0) return hand_out_text("");
  struct timespec until = deadline(wait < 0 ? 0 : wait);
  pthread_mutex_lock(&c->lock);
  char *text = NULL;
  int timed_out = 0;
  while (c->recv == RECV_NORMAL && !(text = pop(c)) && !timed_out) {
    if (wait < 0) pthread_cond_wait(&c->arrived, &c->lock);
    else timed_out = pthread_cond_timedwait(&c->arrived, &c->lock, &until) == ETIMEDOUT;
  }
  int broken = c->recv == RECV_NULL, hangs = c->recv == RECV_HANG;
  pthread_mutex_unlock(&c->lock);
  while (hangs) pause();
  if (text) return text;
  return broken ? NULL : hand_out_text("");
}

/* ---- commands ---- */

static void load_frames(const char *file) {
  FILE *f = fopen(file, "r");
  if (!f) return;
  char *line = NULL;
  size_t room = 0;
  ssize_t size;
  while ((size = getline(&line, &room, f)) > 0) {
    if (line[size - 1] == '\n') line[size - 1] = 0;
    frames = realloc(frames, sizeof(char *) * (frame_count + 1));
    frames[frame_count++] = copy(line);
  }
  release(line);
  fclose(f);
}

static char *stats(void) {
  char text[1024], rts_args[512];
  size_t used = 0;
  for (int i = 0; i < rts_argc && used < sizeof rts_args; i++)
    used += snprintf(rts_args + used, sizeof rts_args - used, "%s%s", i ? " " : "", rts_argv[i]);
  snprintf(text, sizeof text,
           "{\"allocs\":%lld,\"frees\":%lld,\"badFrees\":%lld,\"commands\":%lld,\"mostAtOnce\":%d,"
           "\"threadsEntered\":%d,\"threadsDone\":%d,\"initialised\":%d,\"rtsArgs\":\"%s\"}",
           (long long)allocs, (long long)frees, (long long)bad_frees, (long long)commands,
           most_in_calls, threads_entered, threads_done, initialised, rts_args);
  return hand_out_text(text);
}

static void remember(controller *c, const char *line) {
  const char *arrow = strstr(line, " => ");
  if (!arrow) return;
  canned *s = malloc(sizeof *s);
  *s = (canned){strndup(line, arrow - line), copy(arrow + 4), c->script};
  pthread_mutex_lock(&c->lock);
  c->script = s;
  pthread_mutex_unlock(&c->lock);
}

/* `/stub ...`: what the real core does only by accident, on command. */
static char *scripted(controller *c, const char *cmd) {
  const char *rest;
  if ((rest = after(cmd, "echo "))) return hand_out_text(rest);
  if ((rest = after(cmd, "sleep "))) {
    sleep_ms(atol(rest));
    return hand_out_text("{\"result\":{\"type\":\"cmdOk\"}}");
  }
  if ((rest = after(cmd, "wait "))) wait_at_gate(rest);
  if ((rest = after(cmd, "open "))) open_gate(rest);
  if (after(cmd, "hang")) for (;;) pause();
  if (after(cmd, "null")) return NULL;
  if (after(cmd, "crash")) crash();
  if (after(cmd, "invalid")) return hand_out_text("bad \xff\xfe utf8 \xc3");
  if ((rest = after(cmd, "big "))) {
    size_t size = strtoull(rest, NULL, 10);
    char *text = hand_out(size + 1);
    memset(text, 'x', size);
    text[size] = 0;
    return text;
  }
  if ((rest = after(cmd, "frames "))) load_frames(rest);
  if ((rest = after(cmd, "flood "))) {
    pthread_mutex_lock(&c->lock);
    c->flood = atol(rest);
    pthread_cond_signal(&c->arrived);
    pthread_mutex_unlock(&c->lock);
  }
  if ((rest = after(cmd, "event "))) push(c, copy(rest));
  if ((rest = after(cmd, "events "))) {
    long count = atol(rest);
    char text[64];
    for (long i = 0; i < count; i++) {
      snprintf(text, sizeof text, "{\"result\":{\"type\":\"event\",\"n\":%ld}}", i);
      push(c, copy(text));
    }
  }
  if ((rest = after(cmd, "recv "))) {
    pthread_mutex_lock(&c->lock);
    c->recv = after(rest, "null") ? RECV_NULL : after(rest, "at-once") ? RECV_AT_ONCE
              : after(rest, "hang")  ? RECV_HANG
                                     : RECV_NORMAL;
    pthread_cond_signal(&c->arrived);
    pthread_mutex_unlock(&c->lock);
  }
  if ((rest = after(cmd, "on "))) remember(c, rest);
  if (after(cmd, "stats")) return stats();
  return hand_out_text("{\"result\":{\"type\":\"cmdOk\"}}");
}

static char *answer(controller *c, const char *cmd) {
  const char *rest = after(cmd, "/stub ");
  if (rest) return scripted(c, rest);
  pthread_mutex_lock(&c->lock);
  canned *s = c->script;
  while (s && !after(cmd, s->prefix)) s = s->next;
  pthread_mutex_unlock(&c->lock);
  if (s) return hand_out_text(s->answer);
  if (strcmp(cmd, "/version") == 0)
    return hand_out_text("{\"result\":{\"type\":\"versionInfo\",\"versionInfo\":{\"version\":\"7.0.4.0\","
                         "\"simplexmqVersion\":\"7.0.4.0\",\"simplexmqCommit\":\"\"},"
                         "\"chatMigrations\":[],\"agentMigrations\":[]}}");
  /* As the core answers statements without rows. */
  if (after(cmd, "/sql chat COMMIT; VACUUM;") || after(cmd, "/sql agent COMMIT; VACUUM;"))
    return hand_out_text("{\"result\":{\"type\":\"sQLResult\",\"rows\":[]}}");
  if (strcmp(cmd, "/u") == 0 || (strcmp(cmd, "/users") == 0 && !c->closed))
    return hand_out_text("{\"result\":{\"type\":\"usersList\",\"users\":[]}}");
  if (strcmp(cmd, "/users") == 0)
    return hand_out_text("{\"error\":{\"type\":\"errorStore\",\"storeError\":{\"type\":"
                         "\"dBException\",\"message\":\"SQLite3 returned ErrorMisuse\"}}}");
  return hand_out_text("{\"error\":{\"type\":\"error\",\"errorType\":{\"type\":\"commandError\","
                       "\"message\":\"Failed reading: empty\"}}}");
}

EXPORT char *chat_send_cmd(void *ctrl, const char *cmd) {
  controller *c = at(ctrl);
  if (!cmd) crash();
  atomic_fetch_add(&commands, 1);
  int now = atomic_fetch_add(&in_calls, 1) + 1;
  int most = atomic_load(&most_in_calls);
  while (now > most && !atomic_compare_exchange_weak(&most_in_calls, &most, now)) {
  }
  char *text = answer(c, cmd);
  atomic_fetch_sub(&in_calls, 1);
  return text;
}

/* ---- files ---- */

#define KEY "c3R1Yi1rZXktc3R1Yi1rZXktc3R1Yi1rZXktMTIzNDU="
#define NONCE "c3R1Yi1ub25jZS1zdHViLW5vbmNlLTEy"

static unsigned char *slurp(const char *path, long *size) {
  FILE *f = fopen(path, "rb");
  if (!f) return NULL;
  fseek(f, 0, SEEK_END);
  *size = ftell(f);
  rewind(f);
  unsigned char *data = malloc(*size + 1);
  long got = (long)fread(data, 1, *size, f);
  fclose(f);
  return got == *size ? data : NULL;
}

/* "Encryption" turns the bits around: enough to see that the function was really called. */
static int spill(const char *path, const unsigned char *data, long size, unsigned char mask) {
  FILE *f = fopen(path, "wb");
  if (!f) return 0;
  for (long i = 0; i < size; i++) fputc(data[i] ^ mask, f);
  return fclose(f) == 0;
}

static const char *missing(const char *path) {
  static _Thread_local char text[4400];
  snprintf(text, sizeof text, "%s: openBinaryFile: does not exist (No such file or directory)", path);
  return text;
}

static const char *key_problem(const char *key, const char *nonce) {
  if (strlen(key) != strlen(KEY)) return "Failed reading: SbKey: invalid length";
  return strcmp(key, KEY) || strcmp(nonce, NONCE) ? "FTCEInvalidAuthTag" : NULL;
}

static char *write_result(const char *problem) {
  char text[5000];
  if (problem) snprintf(text, sizeof text, "{\"type\":\"error\",\"writeError\":\"%s\"}", problem);
  else
    snprintf(text, sizeof text,
             "{\"type\":\"result\",\"cryptoArgs\":{\"fileKey\":\"" KEY "\",\"fileNonce\":\"" NONCE "\"}}");
  return hand_out_text(text);
}

EXPORT char *chat_write_file(void *ctrl, const char *path, const uint8_t *data, int len) {
  at(ctrl);
  if (!path || (len && !data)) crash();
  return write_result(spill(path, data, len, 0xff) ? NULL : missing(path));
}

EXPORT char *chat_encrypt_file(void *ctrl, const char *from, const char *to) {
  at(ctrl);
  if (!from || !to) crash();
  long size;
  unsigned char *data = slurp(from, &size);
  if (!data) return write_result(missing(from));
  int done = spill(to, data, size, 0xff);
  release(data);
  return write_result(done ? NULL : missing(to));
}

static uint8_t *read_error(const char *text) {
  size_t size = strlen(text) + 1;
  uint8_t *block = hand_out(size + 1);
  block[0] = 1;
  memcpy(block + 1, text, size);
  return block;
}

EXPORT uint8_t *chat_read_file(const char *path, const char *key, const char *nonce) {
  enter();
  if (!path || !key || !nonce) crash();
  if (strcmp(path, "stub:null") == 0) return NULL;
  const char *problem = key_problem(key, nonce);
  if (problem) return read_error(problem);
  long size;
  unsigned char *data = slurp(path, &size);
  if (!data) return read_error(missing(path));
  uint8_t *block = hand_out(size + 5);
  uint32_t length = (uint32_t)size;
  block[0] = 0;
  memcpy(block + 1, &length, 4);
  for (long i = 0; i < size; i++) block[5 + i] = data[i] ^ 0xff;
  release(data);
  return block;
}

EXPORT char *chat_decrypt_file(const char *from, const char *key, const char *nonce, const char *to) {
  enter();
  if (!from || !key || !nonce || !to) crash();
  const char *problem = key_problem(key, nonce);
  if (problem) return hand_out_text(problem);
  long size;
  unsigned char *data = slurp(from, &size);
  if (!data) return hand_out_text(missing(from));
  int done = spill(to, data, size, 0xff);
  release(data);
  return hand_out_text(done ? "" : missing(to));
}
