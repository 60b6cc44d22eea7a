/* SPDX-License-Identifier: EUPL-1.2 */
#include "sheet/sandbox.h"

#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

#include <seccomp.h>

/* The sanitizers reserve terabytes of address space, and ask for a little more. */
#if defined(__SANITIZE_ADDRESS__)
#define WITH_SANITIZER 1
#else
#define WITH_SANITIZER 0
#endif

static int limit(int what, rlim_t value, struct sv_error *err)
{
	const struct rlimit limits = {value, value};

	if (setrlimit((__rlimit_resource_t)what, &limits) < 0)
		return sv_fail(err, SV_EIO, "cannot limit the reader: %s", sv_os_error(errno));
	return 0;
}

/* What the process, a copy of its parent, holds already comes on top of the limit. */
static rlim_t address_space(void)
{
	unsigned long pages = 0;
	FILE *file = fopen("/proc/self/statm", "re");

	if (!file)
		return 0;
	if (fscanf(file, "%lu", &pages) != 1)
		pages = 0;
	fclose(file);
	return (rlim_t)pages * (rlim_t)sysconf(_SC_PAGESIZE);
}

static int add_rules(scmp_filter_ctx filter)
{
	static const int allowed[] = {
	    SCMP_SYS(read),       SCMP_SYS(write),         SCMP_SYS(writev),
	    SCMP_SYS(lseek),      SCMP_SYS(brk),           SCMP_SYS(munmap),
	    SCMP_SYS(mremap),     SCMP_SYS(madvise),       SCMP_SYS(exit),
	    SCMP_SYS(exit_group), SCMP_SYS(rt_sigreturn),  SCMP_SYS(rt_sigprocmask),
	    SCMP_SYS(futex),      SCMP_SYS(clock_gettime), SCMP_SYS(getrandom),
	    SCMP_SYS(close),      SCMP_SYS(gettid),        SCMP_SYS(getpid),
	};
	int r = 0;

	for (size_t i = 0; r == 0 && i < sizeof(allowed) / sizeof(allowed[0]); i++)
		r = seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0);
	if (r == 0 && WITH_SANITIZER) /* looks at its stack before a long jump */
		r = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(sigaltstack), 0);
	/* Memory, but never memory that can be run. */
	if (r == 0)
		r = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1,
				     SCMP_A2(SCMP_CMP_MASKED_EQ, 4 /* PROT_EXEC */, 0));
	if (r == 0)
		r = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1,
				     SCMP_A2(SCMP_CMP_MASKED_EQ, 4, 0));
	return r;
}

int sv_sandbox_enter(struct sv_error *err)
{
	scmp_filter_ctx filter;
	int r = limit(RLIMIT_CPU, SV_SHEET_SECONDS_MAX, err);

	if (r == 0 && !WITH_SANITIZER)
		r = limit(RLIMIT_AS, SV_SHEET_MEMORY_MAX + address_space(), err);
	if (r == 0)
		r = limit(RLIMIT_FSIZE, 0, err);
	if (r == 0)
		r = limit(RLIMIT_CORE, 0, err);
	if (r < 0)
		return r;
	alarm(SV_SHEET_SECONDS_MAX * 3);
	filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
	if (!filter)
		return sv_fail(err, SV_EIO, "cannot confine the reader of workbooks");
	r = add_rules(filter);
	if (r == 0)
		r = seccomp_load(filter);
	seccomp_release(filter);
	if (r < 0)
		return sv_fail(err, SV_EIO, "cannot confine the reader of workbooks: %s",
			       sv_os_error(-r));
	return 0;
}
