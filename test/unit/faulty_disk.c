/* SPDX-License-Identifier: EUPL-1.2 */
#include "faulty_disk.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sqlite3.h>

/* What a write replaced; later writes come first. */
struct undo {
	struct undo *next;
	struct file *file;
	sqlite3_int64 at;
	int len;
	char bytes[];
};

struct file {
	sqlite3_file base;
	sqlite3_file *real; /* in the same allocation, behind this */
};

static sqlite3_vfs *under;
static struct undo *undos;
static enum disk_fault fault;
static long remaining;
static unsigned random_state;
static int met;

static unsigned next_random(void)
{
	random_state = random_state * 1103515245u + 12345u;
	return random_state >> 16;
}

static struct file *of(sqlite3_file *file)
{
	return (struct file *)file;
}

/* Half of the writes that were not synced, at random, are taken back. */
void faulty_disk_power_off(void)
{
	for (struct undo *undo = undos; undo; undo = undo->next) {
		if (next_random() & 1)
			(void)undo->file->real->pMethods->xWrite(undo->file->real, undo->bytes,
								 undo->len, undo->at);
	}
	undos = NULL;
}

int faulty_disk_was_met(void)
{
	return met;
}

/* Whether it is this one's turn. */
static int is_due(void)
{
	if (fault == DISK_SOUND || remaining-- != 0)
		return 0;
	met = 1;
	return 1;
}

static void end_if_due(sqlite3_file *file, const void *bytes, int len, sqlite3_int64 at)
{
	if (fault != DISK_KILLED && fault != DISK_POWER_LOST && fault != DISK_TORN)
		return;
	if (!is_due())
		return;
	if (fault == DISK_TORN && len)
		(void)of(file)->real->pMethods->xWrite(of(file)->real, bytes, len / 2, at);
	if (fault != DISK_KILLED)
		faulty_disk_power_off();
	_exit(9);
}

static void remember(struct file *file, int len, sqlite3_int64 at)
{
	struct undo *undo = malloc(sizeof(*undo) + (size_t)len);

	if (!undo)
		abort();
	*undo = (struct undo){undos, file, at, len};
	/* What lies beyond the end reads as zeros. */
	(void)file->real->pMethods->xRead(file->real, undo->bytes, len, at);
	undos = undo;
}

static int disk_write(sqlite3_file *file, const void *bytes, int len, sqlite3_int64 at)
{
	end_if_due(file, bytes, len, at);
	if (fault == DISK_WRITE_FAILS && is_due())
		return SQLITE_IOERR_WRITE;
	if (fault == DISK_FULL && (met || is_due()))
		return SQLITE_FULL;
	remember(of(file), len, at);
	return of(file)->real->pMethods->xWrite(of(file)->real, bytes, len, at);
}

static void forget(struct file *file)
{
	for (struct undo **at = &undos; *at;) {
		struct undo *undo = *at;

		if (undo->file == file) {
			*at = undo->next;
			free(undo);
		} else {
			at = &undo->next;
		}
	}
}

/* The disk beneath is not asked: whoever reads it afterwards runs on the same machine. */
static int disk_sync(sqlite3_file *file, int flags)
{
	(void)flags;
	end_if_due(file, NULL, 0, 0);
	if (fault == DISK_SYNC_FAILS && is_due())
		return SQLITE_IOERR_FSYNC;
	forget(of(file));
	return SQLITE_OK;
}

static int disk_close(sqlite3_file *file)
{
	int r;

	/* A closed file cannot be written back any more: take it as synced. */
	forget(of(file));
	r = of(file)->real->pMethods->xClose(of(file)->real);
	return r;
}

static int disk_read(sqlite3_file *file, void *bytes, int len, sqlite3_int64 at)
{
	return of(file)->real->pMethods->xRead(of(file)->real, bytes, len, at);
}

static int disk_truncate(sqlite3_file *file, sqlite3_int64 size)
{
	return of(file)->real->pMethods->xTruncate(of(file)->real, size);
}

static int disk_size(sqlite3_file *file, sqlite3_int64 *size)
{
	return of(file)->real->pMethods->xFileSize(of(file)->real, size);
}

static int disk_lock(sqlite3_file *file, int lock)
{
	return of(file)->real->pMethods->xLock(of(file)->real, lock);
}

static int disk_unlock(sqlite3_file *file, int lock)
{
	return of(file)->real->pMethods->xUnlock(of(file)->real, lock);
}

static int disk_check_lock(sqlite3_file *file, int *ret)
{
	return of(file)->real->pMethods->xCheckReservedLock(of(file)->real, ret);
}

static int disk_control(sqlite3_file *file, int op, void *arg)
{
	return of(file)->real->pMethods->xFileControl(of(file)->real, op, arg);
}

static int disk_sector(sqlite3_file *file)
{
	return of(file)->real->pMethods->xSectorSize(of(file)->real);
}

static int disk_traits(sqlite3_file *file)
{
	return of(file)->real->pMethods->xDeviceCharacteristics(of(file)->real);
}

static int disk_shm_map(sqlite3_file *file, int page, int size, int extend, void volatile **ret)
{
	return of(file)->real->pMethods->xShmMap(of(file)->real, page, size, extend, ret);
}

static int disk_shm_lock(sqlite3_file *file, int offset, int n, int flags)
{
	return of(file)->real->pMethods->xShmLock(of(file)->real, offset, n, flags);
}

static void disk_shm_barrier(sqlite3_file *file)
{
	of(file)->real->pMethods->xShmBarrier(of(file)->real);
}

static int disk_shm_unmap(sqlite3_file *file, int remove)
{
	return of(file)->real->pMethods->xShmUnmap(of(file)->real, remove);
}

/* Version 2: no memory maps, which would pass by what is counted here. */
static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = disk_close,
    .xRead = disk_read,
    .xWrite = disk_write,
    .xTruncate = disk_truncate,
    .xSync = disk_sync,
    .xFileSize = disk_size,
    .xLock = disk_lock,
    .xUnlock = disk_unlock,
    .xCheckReservedLock = disk_check_lock,
    .xFileControl = disk_control,
    .xSectorSize = disk_sector,
    .xDeviceCharacteristics = disk_traits,
    .xShmMap = disk_shm_map,
    .xShmLock = disk_shm_lock,
    .xShmBarrier = disk_shm_barrier,
    .xShmUnmap = disk_shm_unmap,
};

static int disk_open(sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *file, int flags,
		     int *ret_flags)
{
	int r;

	(void)vfs;
	of(file)->real = (sqlite3_file *)(of(file) + 1);
	file->pMethods = NULL;
	r = under->xOpen(under, name, of(file)->real, flags, ret_flags);
	if (of(file)->real->pMethods)
		file->pMethods = &methods;
	return r;
}

void faulty_disk_install(enum disk_fault what, long n, unsigned seed)
{
	static sqlite3_vfs layer;

	sqlite3_initialize();
	under = sqlite3_vfs_find(NULL);
	layer = *under;
	layer.zName = "faulty";
	layer.szOsFile = (int)sizeof(struct file) + under->szOsFile;
	layer.xOpen = disk_open;
	fault = what;
	remaining = n;
	random_state = seed;
	if (sqlite3_vfs_register(&layer, 1) != SQLITE_OK)
		abort();
}
