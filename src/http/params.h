/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * params.h - parameters of routes that stand beside the table: those of forms that
 * change something, and of the desks.
 */
#ifndef SV_HTTP_PARAMS_H
#define SV_HTTP_PARAMS_H

#include "http/route.h"

#define CSRF                                                                                  \
	{                                                                                     \
		"csrf", SV_IN_FORM, SV_PARAM_NAME, true, NULL, "token of the session's forms" \
	}

/* plan_params.c */
extern const struct sv_param sv_params_cycle[];
extern const struct sv_param sv_params_plan[];
extern const struct sv_param sv_params_plan_done[];
extern const struct sv_param sv_params_plan_draft[];
extern const struct sv_param sv_params_plan_value[];
extern const struct sv_param sv_params_plan_changes[];
extern const struct sv_param sv_params_plan_upload[];
extern const struct sv_param sv_params_plan_step[];
extern const struct sv_param sv_params_plan_reason[];
extern const struct sv_param sv_params_plan_extend[];
extern const struct sv_param sv_params_plan_comment[];
extern const struct sv_param sv_params_rated[];
extern const struct sv_param sv_params_judgement[];
extern const struct sv_param sv_params_judgement_give[];
extern const struct sv_param sv_params_judgement_confirm[];
extern const struct sv_param sv_params_judgement_return[];
extern const struct sv_param sv_params_judgement_answer[];

#endif
