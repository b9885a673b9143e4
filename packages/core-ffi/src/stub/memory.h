/* Counted memory: what the library allocates and what is freed.
 *
 * Every block carries a header, so that a second free, or a free of something else, is counted
 * instead of corrupting the heap. `free` is exported by this library on purpose: code that calls the
 * library must release its strings with the `free` that the library itself is linked with. */
#ifndef STUB_MEMORY_H
#define STUB_MEMORY_H

#include <stdatomic.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

extern void *malloc(size_t);

#define LIVE 0x51b1eaf0u
#define DEAD 0xdeadf4eeu

typedef struct {
  _Atomic unsigned state;
  unsigned pad;
  size_t size;
} header;

static atomic_llong allocs, frees, bad_frees;

static void (*real_free)(void *);

static void *hand_out(size_t size) {
  header *h = malloc(sizeof(header) + size);
  atomic_store(&h->state, LIVE);
  h->size = size;
  atomic_fetch_add(&allocs, 1);
  return h + 1;
}

static char *hand_out_text(const char *text) {
  size_t size = strlen(text) + 1;
  return memcpy(hand_out(size), text, size);
}

/* What the callers of this library use. Nothing in the stub may call `free` itself: see release. */
__attribute__((visibility("default"))) void free(void *block) {
  if (!block) return;
  header *h = (header *)block - 1;
  unsigned live = LIVE;
  if (!atomic_compare_exchange_strong(&h->state, &live, DEAD)) {
    atomic_fetch_add(&bad_frees, 1);
    return;
  }
  atomic_fetch_add(&frees, 1);
  real_free(h);
}

/* The C library's own free, for the stub's own memory. */
static void release(void *block) { real_free(block); }

#endif
