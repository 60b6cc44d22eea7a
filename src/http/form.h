/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * form.h - parts of forms and notices that several pages share.
 */
#ifndef SV_HTTP_FORM_H
#define SV_HTTP_FORM_H

#include "http/request.h"

/* <form method="post"> with the session's token in it; class may be "". */
void sv_form_begin(struct sv_request *request, const char *class, const char *action);
void sv_form_hidden(struct sv_request *request, const char *name, const char *value);
/* <label>, an <input> that has to be filled in. */
void sv_form_field(struct sv_request *request, const char *name, const char *label,
		   const char *type, const char *complete);
/* <label>, a <textarea>. */
void sv_form_text(struct sv_request *request, const char *name, const char *label);
void sv_form_end(struct sv_request *request, const char *button);

/* What went wrong, above the form; nothing when it is NULL. */
void sv_form_wrong(struct sv_request *request, const char *message);

#endif
