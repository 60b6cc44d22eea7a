/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/slow.h"

#include "base/error.h"

static void *work(void *context)
{
	struct sv_slow *slow = context;

	pthread_mutex_lock(&slow->mutex);
	for (;;) {
		struct sv_job *job = slow->first;
		bool stopping = slow->stopping;

		if (!job && stopping)
			break;
		if (!job) {
			pthread_cond_wait(&slow->wake, &slow->mutex);
			continue;
		}
		slow->first = job->next;
		if (!slow->first)
			slow->last = &slow->first;
		slow->waiting--;
		pthread_mutex_unlock(&slow->mutex);
		job->run(job, stopping);
		pthread_mutex_lock(&slow->mutex);
	}
	pthread_mutex_unlock(&slow->mutex);
	return NULL;
}

void sv_slow_start(struct sv_slow *slow)
{
	*slow = (struct sv_slow){.last = &slow->first};
	pthread_mutex_init(&slow->mutex, NULL);
	pthread_cond_init(&slow->wake, NULL);
	for (int i = 0; i < SV_SLOW_THREADS; i++)
		if (pthread_create(&slow->threads[i], NULL, work, slow) != 0)
			sv_out_of_memory();
}

void sv_slow_stop(struct sv_slow *slow)
{
	pthread_mutex_lock(&slow->mutex);
	slow->stopping = true;
	pthread_cond_broadcast(&slow->wake);
	pthread_mutex_unlock(&slow->mutex);
	for (int i = 0; i < SV_SLOW_THREADS; i++)
		pthread_join(slow->threads[i], NULL);
	pthread_cond_destroy(&slow->wake);
	pthread_mutex_destroy(&slow->mutex);
}

bool sv_slow_put(struct sv_slow *slow, struct sv_job *job)
{
	bool taken;

	job->next = NULL;
	pthread_mutex_lock(&slow->mutex);
	taken = !slow->stopping && slow->waiting < SV_SLOW_WAITING_MAX;
	if (taken) {
		*slow->last = job;
		slow->last = &job->next;
		slow->waiting++;
		pthread_cond_signal(&slow->wake);
	}
	pthread_mutex_unlock(&slow->mutex);
	return taken;
}
