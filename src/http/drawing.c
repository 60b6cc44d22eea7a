/* SPDX-License-Identifier: EUPL-1.2 */
#include "http/drawing.h"

#include "chart/alone.h"
#include "http/picture.h"

bool sv_drawing_is_asked(const struct sv_request *request)
{
	return 1u << request->call.format & SV_TWINS_DRAWN;
}

int sv_drawing_answer(struct sv_request *request, struct sv_error *err)
{
	_cleanup_(sv_buf_free) struct sv_buf drawing = SV_BUF_INIT;
	const char *figure = sv_request_value(request, "figure");
	enum sv_format format = request->call.format;
	struct sv_str svg, source;
	int r;

	request->call.format = SV_FORMAT_HTML;
	r = request->call.route->run(request, err);
	if (r < 0)
		return r;
	if (!sv_chart_cut(sv_buf_view(&request->out), figure, &svg, &source))
		return sv_fail(err, SV_ENOTFOUND, "this page has no drawing '%s'", figure);
	sv_chart_alone(svg, source, &drawing);
	sv_buf_clear(&request->out);
	request->call.format = format;
	if (format == SV_FORMAT_PNG)
		return sv_picture_make(sv_buf_view(&drawing), &request->out, err);
	sv_buf_str(&request->out, sv_buf_view(&drawing));
	return 0;
}
