/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * faulty_disk.h - a disk beneath SQLite that fails when it is told to.
 *
 * A layer over SQLite's own VFS.  It counts what is asked of the disk and remembers what every
 * write replaced until the file is synced: when the power goes, some of the writes that were not
 * synced never reached the disk, and nobody knows which.
 */
#ifndef SV_TEST_FAULTY_DISK_H
#define SV_TEST_FAULTY_DISK_H

enum disk_fault {
	DISK_SOUND,
	DISK_KILLED,      /* the process ends at once; what was written stays written */
	DISK_POWER_LOST,  /* it ends, and writes that were not synced may be lost */
	DISK_TORN,        /* as above, in the middle of a write */
	DISK_FULL,        /* no write succeeds from then on */
	DISK_WRITE_FAILS, /* one write fails */
	DISK_SYNC_FAILS,  /* one sync fails, and what it was to sync may be lost */
};

/* The n-th write or sync of this process, from 0, meets the fault. */
void faulty_disk_install(enum disk_fault fault, long n, unsigned seed);

/* At the end of a process: what was not synced may be lost. */
void faulty_disk_power_off(void);

/* Whether the process came so far as to meet the fault. */
int faulty_disk_was_met(void);

#endif
