/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/asset.h"
#include "chart/palette.h"
#include "chart/svg.h"
#include "report/deploy_page.h"

void sv_deploy_page(const struct sv_deploy_page *page)
{
	sv_deploy_page_verdict(page);
	sv_buf_text(page->out, "<p class=\"prose\">");
	sv_html_text(page->out, sv_str_from(page->about));
	sv_buf_text(page->out, "</p>\n");
	if (page->view->closed >= 0)
		sv_deploy_page_bars(page);
	sv_deploy_page_profile(page);
	sv_deploy_page_bottlenecks(page);
	sv_deploy_page_shortfall(page);
	sv_deploy_page_workload(page);
	sv_deploy_page_stays(page);
	sv_deploy_page_movements(page);
	sv_deploy_page_proof(page);
	sv_deploy_page_figures(page);
}

void sv_deploy_html(const struct sv_deploy_page *page)
{
	struct sv_str title = sv_str_from(page->title);

	sv_buf_text(page->out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta "
			       "charset=\"utf-8\">\n<meta name=\"viewport\" "
			       "content=\"width=device-width, initial-scale=1\">\n<title>");
	sv_html_text(page->out, title);
	sv_buf_text(page->out, "</title>\n<style>\n");
	sv_palette_css(page->out);
	sv_buf_str(page->out, sv_asset_bytes("chart.css"));
	sv_buf_str(page->out, sv_asset_bytes("drawing.css"));
	sv_buf_str(page->out, sv_asset_bytes("report.css"));
	sv_buf_text(page->out, "</style>\n</head>\n<body>\n<header class=\"title\">\n<p "
			       "class=\"over\">Deployability</p>\n<h1>");
	sv_html_text(page->out, title);
	sv_buf_text(page->out, "</h1>\n</header>\n<main>\n");
	sv_deploy_page(page);
	sv_buf_text(page->out, "</main>\n</body>\n</html>\n");
}
