/* Loaded into wrk, which offers its TLS session again on each new connection: makes it forget the session instead. */
#define _GNU_SOURCE
#include <dlfcn.h>

int SSL_set_session(void *ssl, void *session);

int SSL_clear(void *ssl) {
  int (*clear)(void *) = (int (*)(void *))dlsym(RTLD_NEXT, "SSL_clear");
  SSL_set_session(ssl, 0);
  return clear(ssl);
}
