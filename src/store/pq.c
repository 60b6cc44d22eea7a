/* SPDX-License-Identifier: EUPL-1.2 */
#include "store/pq.h"

#include <dlfcn.h>
#include <pthread.h>

#define LIBRARY "libpq.so.5"

struct sv_pq sv_pq;

static const struct {
	const char *name;
	void **place;
} functions[] = {
#define ENTRY(name, function) {#function, (void **)&sv_pq.name},
    SV_PQ_FUNCTIONS(ENTRY)
#undef ENTRY
};

static pthread_once_t once = PTHREAD_ONCE_INIT;
static const char *missing; /* what could not be found, or NULL */

static void load(void)
{
	void *library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);

	if (!library) {
		missing = LIBRARY;
		return;
	}
	for (size_t i = 0; i < SV_ARRAY_LEN(functions); i++) {
		*functions[i].place = dlsym(library, functions[i].name);
		if (!*functions[i].place)
			missing = functions[i].name;
	}
}

int sv_pq_load(struct sv_error *err)
{
	pthread_once(&once, load);
	if (missing)
		return sv_fail(err, SV_EMISSING,
			       "cannot use PostgreSQL: '%s' is not there; install Debian's package "
			       "'libpq5'",
			       missing);
	return 0;
}
