/* SPDX-License-Identifier: EUPL-1.2 */
#include "app/snapshot.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

#include "domain/act_store.h"

struct entry {
	struct sv_snapshot snapshot;
	struct sv_arena arena;
	int readers;
	uint64_t used; /* when it was last asked for, in takes */
};

struct sv_snapshots {
	pthread_mutex_t mutex;
	uint64_t takes;
	int64_t withheld; /* the act about withholding that was the last when they were read */
	struct entry *entries[SV_SNAPSHOTS_KEPT];
};

struct sv_snapshots *sv_snapshots_new(void)
{
	struct sv_snapshots *snapshots = sv_xmalloc(sizeof(*snapshots));

	*snapshots = (struct sv_snapshots){.withheld = -1};
	pthread_mutex_init(&snapshots->mutex, NULL);
	return snapshots;
}

static void entry_free(struct entry *entry)
{
	if (!entry)
		return;
	assert(entry->readers == 0);
	sv_arena_free(&entry->arena);
	free(entry);
}

void sv_snapshots_free(struct sv_snapshots *snapshots)
{
	for (size_t i = 0; i < SV_SNAPSHOTS_KEPT; i++)
		entry_free(snapshots->entries[i]);
	pthread_mutex_destroy(&snapshots->mutex);
	free(snapshots);
}

static struct entry *find(struct sv_snapshots *snapshots, const struct sv_moment *moment,
			  const struct sv_reading *reading)
{
	for (size_t i = 0; i < SV_SNAPSHOTS_KEPT; i++) {
		struct entry *entry = snapshots->entries[i];

		if (entry && entry->snapshot.known_size == moment->known_size &&
		    entry->snapshot.seen_only == reading->seen_only &&
		    entry->snapshot.public_only == reading->public_only)
			return entry;
	}
	return NULL;
}

/* Something was withheld since: nobody is given what was read before.  Who reads on has it out. */
static void forget_older(struct sv_snapshots *snapshots, int64_t withheld)
{
	if (snapshots->withheld == withheld)
		return;
	for (size_t i = 0; i < SV_SNAPSHOTS_KEPT; i++) {
		struct entry *entry = snapshots->entries[i];

		snapshots->entries[i] = NULL;
		if (entry && !entry->readers)
			entry_free(entry);
	}
	snapshots->withheld = withheld;
}

/* Keep a loaded entry in the place longest unused.  When every place has readers it stays
 * outside, and goes with its last reader. */
static void keep(struct sv_snapshots *snapshots, struct entry *entry)
{
	struct entry **place = NULL;

	for (size_t i = 0; i < SV_SNAPSHOTS_KEPT; i++) {
		struct entry **at = &snapshots->entries[i];

		if (!*at) {
			place = at;
			break;
		}
		if (!(*at)->readers && (!place || (*at)->used < (*place)->used))
			place = at;
	}
	if (!place)
		return;
	entry_free(*place);
	*place = entry;
}

static struct entry *enter(struct sv_snapshots *snapshots, struct entry *entry)
{
	entry->readers++;
	entry->used = ++snapshots->takes;
	return entry;
}

/* Loaded without the lock: two threads may load the same one, and then one of them is dropped.  It
 * shows at least what was withheld by `withheld`; when more was since, it is not kept. */
static int load(struct sv_snapshots *snapshots, struct sv_app *app, const struct sv_moment *moment,
		const struct sv_reading *reading, int64_t withheld, struct entry **ret,
		struct sv_error *err)
{
	struct entry *entry = sv_xmalloc(sizeof(*entry)), *other;
	int r;

	*entry = (struct entry){.arena = SV_ARENA_INIT};
	r = sv_snapshot_read(app, &entry->arena, moment, reading, &entry->snapshot, err);
	if (r < 0) {
		entry_free(entry);
		return r;
	}
	pthread_mutex_lock(&snapshots->mutex);
	other = snapshots->withheld == withheld ? find(snapshots, moment, reading) : NULL;
	if (other) {
		entry_free(entry);
		entry = other;
	} else if (snapshots->withheld == withheld) {
		keep(snapshots, entry);
	}
	*ret = enter(snapshots, entry);
	pthread_mutex_unlock(&snapshots->mutex);
	return 0;
}

int sv_snapshot_take(struct sv_snapshots *snapshots, struct sv_app *app,
		     const struct sv_moment *moment, const struct sv_reading *reading,
		     const struct sv_snapshot **ret, struct sv_error *err)
{
	struct entry *entry;
	int64_t withheld;
	int r;

	assert(!app->snapshot);
	r = sv_act_last(app->db, "redaction", &withheld, err);
	if (r < 0)
		return r;
	pthread_mutex_lock(&snapshots->mutex);
	forget_older(snapshots, withheld);
	entry = find(snapshots, moment, reading);
	if (entry)
		enter(snapshots, entry);
	pthread_mutex_unlock(&snapshots->mutex);
	if (!entry) {
		r = load(snapshots, app, moment, reading, withheld, &entry, err);
		if (r < 0)
			return r;
	}
	app->snapshot = &entry->snapshot;
	*ret = app->snapshot;
	return 0;
}

static bool is_kept(const struct sv_snapshots *snapshots, const struct entry *entry)
{
	for (size_t i = 0; i < SV_SNAPSHOTS_KEPT; i++)
		if (snapshots->entries[i] == entry)
			return true;
	return false;
}

void sv_snapshot_done(struct sv_snapshots *snapshots, struct sv_app *app)
{
	/* The snapshot is the first member of its entry. */
	struct entry *entry = (struct entry *)(uintptr_t)app->snapshot;

	if (!entry)
		return;
	app->snapshot = NULL;
	pthread_mutex_lock(&snapshots->mutex);
	entry->readers--;
	if (!entry->readers && !is_kept(snapshots, entry))
		entry_free(entry);
	pthread_mutex_unlock(&snapshots->mutex);
}
