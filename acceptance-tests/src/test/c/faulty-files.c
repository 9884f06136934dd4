/*
 * Loaded before the C library by LD_PRELOAD, it lets calls that change files go wrong at random: with EIO before or after their
 * effect, after a part of a write, or late. FAULTY_BELOW is the directory that is concerned, FAULTY_PER_MILLE how many of the calls
 * go wrong, and FAULTY_SEED begins the chance, together with the process id.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum fault { NONE, BEFORE, AFTER, LATE };

#define LONGEST_DELAY_MICROS 300000

static __thread unsigned int chance;

static int number(const char *name) {
  const char *value = getenv(name);
  return value == NULL ? 0 : atoi(value);
}

static enum fault fault_of(const char *path) {
  const char *below = getenv("FAULTY_BELOW");
  if (below == NULL || path == NULL || strncmp(path, below, strlen(below)) != 0) {
    return NONE;
  }
  if (chance == 0) {
    chance = (unsigned int)number("FAULTY_SEED") ^ (unsigned int)getpid() * 2654435761u ^ (unsigned int)(size_t)&chance;
  }
  if (rand_r(&chance) % 1000 >= number("FAULTY_PER_MILLE")) {
    return NONE;
  }
  return (enum fault)(1 + rand_r(&chance) % 3);
}

static enum fault fault_of_file(int file) {
  char link[64];
  char path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) {
    return NONE;
  }
  path[length] = 0;
  return fault_of(path);
}

static int fail(void) {
  errno = EIO;
  return -1;
}

static void delay(void) { usleep(rand_r(&chance) % LONGEST_DELAY_MICROS); }

/* Calls the function of the C library that this one stands for, and lets it fail as it is told. */
#define CALL(fault, name, ...)                                          \
  do {                                                                  \
    __typeof__(name) *real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name); \
    if ((fault) == BEFORE) return fail();                               \
    if ((fault) == LATE) delay();                                       \
    int result = real(__VA_ARGS__);                                     \
    return (fault) == AFTER && result == 0 ? fail() : result;           \
  } while (0)

int link(const char *from, const char *to) {
  enum fault fault = fault_of(to);
  CALL(fault, link, from, to);
}

int rename(const char *from, const char *to) {
  enum fault fault = fault_of(to);
  CALL(fault, rename, from, to);
}

int unlink(const char *path) {
  enum fault fault = fault_of(path);
  CALL(fault, unlink, path);
}

int fsync(int file) {
  enum fault fault = fault_of_file(file);
  CALL(fault, fsync, file);
}

ssize_t write(int file, const void *bytes, size_t count) {
  __typeof__(write) *real = (__typeof__(write) *)dlsym(RTLD_NEXT, "write");
  enum fault fault = fault_of_file(file);
  if (fault == BEFORE) {
    return fail();
  } else if (fault == AFTER) {
    real(file, bytes, count / 2);
    return fail();
  } else if (fault == LATE) {
    delay();
  }
  return real(file, bytes, count);
}
