/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/form.h"

void sv_form_begin(struct sv_request *request, const char *class, const char *action)
{
	sv_htmlf(request, "<form%s%s%s method=\"post\" action=\"", class[0] ? " class=\"" : "",
		 class, class[0] ? "\"" : "");
	sv_text(request, action);
	sv_html(request, "\">\n");
	sv_form_hidden(request, "csrf", request->reader.csrf);
}

void sv_form_hidden(struct sv_request *request, const char *name, const char *value)
{
	sv_htmlf(request, "<input type=\"hidden\" name=\"%s\" value=\"", name);
	sv_text(request, value);
	sv_html(request, "\">\n");
}

void sv_form_field(struct sv_request *request, const char *name, const char *label,
		   const char *type, const char *complete)
{
	sv_htmlf(request,
		 "<label>%s <input name=\"%s\" type=\"%s\" autocomplete=\"%s\" required></label>\n",
		 label, name, type, complete);
}

void sv_form_text(struct sv_request *request, const char *name, const char *label)
{
	sv_htmlf(request,
		 "<label>%s <textarea name=\"%s\" rows=\"3\" required></textarea></label>\n", label,
		 name);
}

void sv_form_end(struct sv_request *request, const char *button)
{
	sv_htmlf(request, "<button>%s</button>\n</form>\n", button);
}

void sv_form_wrong(struct sv_request *request, const char *message)
{
	if (!message)
		return;
	sv_html(request, "<p class=\"notice error\" role=\"alert\">");
	sv_text(request, message);
	sv_html(request, ".</p>\n");
}
