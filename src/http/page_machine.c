/* SPDX-License-Identifier: EUPL-1.2 */
/* For browsers and monitors: style and script, health, counters. */
#include <sodium.h>
#include <string.h>

#include "base/asset.h"
#include "chart/palette.h"
#include "http/pages.h"
#include "http/portal.h"

static const struct {
	const char *name, *type;
} assets[] = {
    {"portal.css", "text/css; charset=utf-8"},
    {"portal.js", "text/javascript; charset=utf-8"},
    {"icon.svg", "image/svg+xml"},
};

/* One file of style: the palette, the charts, what report and portal share, the portal. */
static void write_style(struct sv_buf *out)
{
	sv_palette_css(out);
	sv_buf_str(out, sv_asset_bytes("chart.css"));
	sv_buf_str(out, sv_asset_bytes("drawing.css"));
	sv_buf_str(out, sv_asset_bytes("report.css"));
	sv_buf_str(out, sv_asset_bytes("portal.css"));
	sv_buf_str(out, sv_asset_bytes("desk.css"));
}

static void make_version(char text[17])
{
	_cleanup_(sv_buf_free) struct sv_buf all = SV_BUF_INIT;
	unsigned char hash[crypto_generichash_BYTES_MIN];

	write_style(&all);
	sv_buf_str(&all, sv_asset_bytes("portal.js"));
	sv_buf_str(&all, sv_asset_bytes("icon.svg"));
	crypto_generichash(hash, sizeof(hash), (const unsigned char *)all.ptr, all.len, NULL, 0);
	sodium_bin2hex(text, 17, hash, 8);
}

static char version[17];

static void set_version(void)
{
	make_version(version);
}

const char *sv_assets_version(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, set_version);
	return version;
}

int sv_get_asset(struct sv_request *request, struct sv_error *err)
{
	const char *name = sv_request_value(request, "name");

	for (size_t i = 0; i < SV_ARRAY_LEN(assets); i++) {
		if (strcmp(assets[i].name, name) != 0)
			continue;
		request->content_type = assets[i].type;
		if (i == 0)
			write_style(&request->out);
		else
			sv_buf_str(&request->out, sv_asset_bytes(name));
		return 0;
	}
	return sv_fail(err, SV_ENOTFOUND, "there is no file '%s'", name);
}

int sv_get_health(struct sv_request *request, struct sv_error *err)
{
	struct sv_moment moment;
	int r = sv_app_moment(request->app, "", "", &moment, err);

	if (r < 0)
		return r;
	request->content_type = "text/plain; charset=utf-8";
	sv_htmlf(request, "ok, %lld documents\n", (long long)moment.known_size);
	return 0;
}

int sv_get_metrics(struct sv_request *request, struct sv_error *err)
{
	struct sv_moment moment;
	int r = sv_app_moment(request->app, "", "", &moment, err);

	if (r < 0)
		return r;
	request->content_type = "text/plain; version=0.0.4; charset=utf-8";
	sv_metrics_write(&request->portal->metrics, moment.known_size, &request->out);
	return 0;
}
